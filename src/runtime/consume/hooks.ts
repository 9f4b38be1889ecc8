import type { KafkaBatchResponse, RawKafkaRecord } from '../kafka/kafka-event.js';
import type { RecordError } from '../kafka/record-error.js';

type Hook<Args extends readonly unknown[]> = ((...args: Args) => unknown) | undefined;

/** A record's place, when it was written and its size: never what is in it. */
export interface RecordPlace {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
}

/** A record that was handled. */
export interface HandledRecord extends RecordPlace {
  /** `parked`: sent as a dead letter. */
  readonly outcome: 'handled' | 'parked';
}

/** A record that was handed back before the deadline. */
export interface HandedBack extends RecordPlace {
  /**
   * `stopped`: the handler was still at it and heeded the signal; `running`: it goes on; `abandoned`: it outlived
   * another invocation and is not waited for any longer; `held`: another run has claimed the record.
   */
  readonly reason: 'stopped' | 'running' | 'abandoned' | 'held' | 'notBegun';
}

/** What a batch came to. */
export interface BatchSummary {
  readonly topic: string;
  readonly records: number;
  readonly handled: number;
  readonly parked: number;
  readonly skipped: number;
  readonly duplicates: number;
  readonly failed: number;
  /** Records in the answer that were not attempted, or handed back. */
  readonly handedBack: number;
  /** Milliseconds from the event to the answer. */
  readonly duration: number;
  /** Milliseconds since the oldest record of the batch was written; undefined for an empty batch. */
  readonly lag: number | undefined;
  /** The answer, if the event source mapping takes partial ones. */
  readonly response: KafkaBatchResponse | undefined;
}

/**
 * Called as things happen, and awaited before the answer, though not beyond the deadline. A hook that throws,
 * rejects or does not settle changes nothing; its failure is written to the log.
 */
export interface ConsumerHooks {
  /** After each batch. */
  readonly onBatch?: Hook<[BatchSummary]>;
  /** After each record that was handled, or sent as a dead letter. */
  readonly onRecord?: Hook<[HandledRecord]>;
  /** For each record that `onInvalid` skipped. */
  readonly onSkipped?: Hook<[RecordError, RawKafkaRecord]>;
  /** For each record that was handled before, by this invocation or another. */
  readonly onDuplicate?: Hook<[RecordPlace]>;
  /**
   * For each record that failed, whether it is retried or sent as a dead letter, and for each whose completion could
   * not be stored. With `reportBatchItemFailures`, nothing else shows what went wrong.
   */
  readonly onError?: Hook<[RecordError]>;
  /** For each record whose handling had begun and that is handed back before the deadline. */
  readonly onHandBack?: Hook<[HandedBack]>;
}
