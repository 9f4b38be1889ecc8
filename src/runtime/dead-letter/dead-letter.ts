import type { RawKafkaRecord } from '../kafka/kafka-event.js';
import type { RecordStage } from '../kafka/record-error.js';

/** A record that is put aside, with all that is needed to see why and to handle it again. */
export interface DeadLetter {
  /** As Lambda delivered it: key, value and headers are the producer's bytes. */
  readonly record: RawKafkaRecord;
  /** Why, in one word that rules can match. */
  readonly code: DeadLetterCode;
  /** Why, without the record's content. */
  readonly reason: string;
  readonly stage: RecordStage;
  /** The writer schema id, if the bytes or the event contain it. */
  readonly schemaId: string | undefined;
  /** Identifies the record: a letter may be sent twice, and the second has the same key. */
  readonly key: string;
  /** The ARN of the MSK cluster, or the brokers of a self-managed one. */
  readonly cluster: string | undefined;
  /** How often the record was tried, if the idempotency store counts; else 1. */
  readonly attempts: number;
  /** When it failed, in milliseconds since 1970. */
  readonly failedAt: number;
}

/** `undecodable`: the bytes; `unknown-schema`; `rejected`: a NonRetryableError; `attempts-exhausted`. */
export type DeadLetterCode = 'undecodable' | 'unknown-schema' | 'rejected' | 'attempts-exhausted';

/** Puts letters aside. Rejects if any of them could not be: their records then fail. */
export type DeadLetterSender = (letters: readonly DeadLetter[]) => Promise<void>;
