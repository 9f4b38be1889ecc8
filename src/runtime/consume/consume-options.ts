import type { DeadLetterSender } from '../dead-letter/dead-letter.js';
import type { Idempotency } from '../idempotency/idempotency.js';
import type { ConsumerHooks } from './hooks.js';
import type { RawKafkaRecord } from '../kafka/kafka-event.js';
import type { RecordError } from '../kafka/record-error.js';

/** What may become of a record that cannot be decoded. */
export type InvalidDecision = 'fail' | 'skip' | 'deadLetter';

/**
 * What becomes of a record that cannot be decoded. A function decides for each one; whatever else it returns
 * means that it has dealt with the record, which then counts as handled.
 */
export type OnInvalid = InvalidDecision | ((error: RecordError, record: RawKafkaRecord) => unknown);

/** What may become of a record whose handler failed. */
export type FailedDecision = 'retry' | 'deadLetter';

/**
 * What becomes of a record whose handler failed: `retry` (Lambda delivers it again), or a dead letter when the
 * handler throws a NonRetryableError (`deadLetter`) or, too, after that many attempts.
 */
export type OnFailed =
  | FailedDecision
  | { readonly deadLetterAfter: number }
  | ((
      error: RecordError,
      record: RawKafkaRecord,
      attempt: number,
    ) => FailedDecision | PromiseLike<FailedDecision>);

/** A few tries within the invocation, before the lane is held back. */
export interface RetryWithin {
  /** The number of tries, the first one included. */
  readonly tries: number;
  /** Milliseconds before the second try, doubled for each one after; 100 unless given. */
  readonly backoff?: number | undefined;
}

/** In which order records are handled; those of another partition, or key, are handled concurrently. */
export type Order = 'partition' | 'key' | 'none';

/** Settings of a consumer. Each may be left out. */
export interface ConsumeOptions extends ConsumerHooks {
  /**
   * Whether to answer with the records that failed, instead of throwing. True only when the event source
   * mapping has `ReportBatchItemFailures`: without it, Lambda takes any answer for success and the failed
   * records are lost.
   */
  readonly reportBatchItemFailures?: boolean | undefined;
  /**
   * `partition` (the default): one after another within a partition. `key`: one after another within a key.
   * `none`: each by itself, also for Lambda's queue mode (share groups).
   */
  readonly order?: Order | undefined;
  /** What becomes of a record that cannot be decoded; `fail` unless given. */
  readonly onInvalid?: OnInvalid | undefined;
  /**
   * How many records of a batch `onInvalid` may skip before the batch fails; the larger of 10 records and a
   * tenth of the batch unless given.
   */
  readonly maxSkipped?: number | undefined;
  /** What becomes of a record whose handler failed; `retry` unless given. */
  readonly onFailed?: OnFailed | undefined;
  /** Tries within the invocation; one unless given. */
  readonly retryWithin?: RetryWithin | undefined;
  /** Where dead letters go: `sqsDeadLetters`, `s3DeadLetters` or a function of your own. */
  readonly deadLetter?: DeadLetterSender | undefined;
  /** Makes sure that a record is handled once, as far as that can be: see `idempotent`. */
  readonly idempotency?: Idempotency | undefined;
  /**
   * How long before Lambda's time-out records are handed back, in milliseconds; the smaller of 2 s and a fifth
   * of the time that the invocation has unless given.
   */
  readonly deadlineMargin?: number | undefined;
  /** Other names of the topic: those of retry topics, or of another environment. */
  readonly topics?: readonly string[] | ((topic: string) => boolean) | undefined;
  /** How many partitions are handled concurrently; at least 1, 8 unless given. */
  readonly maxConcurrentPartitions?: number | undefined;
  /** How many keys (`order: 'key'`) or records (`order: 'none'`) are handled concurrently; 8 unless given. */
  readonly maxConcurrency?: number | undefined;
}
