import type { RawKafkaRecord } from '../runtime/kafka/kafka-event.js';

/** A record as it was captured: in an event, in an on-failure payload or in a dead letter. */
export interface CapturedRecord {
  readonly record: RawKafkaRecord;
  /** Why it became a dead letter, if it did. */
  readonly letter?: LetterReason;
}

/** What a dead letter says of its reason; a record of a dead-letter topic does not count attempts. */
export interface LetterReason {
  /** The code of the letter, or the class of a Java exception. */
  readonly code: string;
  readonly reason: string;
  readonly attempts?: number;
}

/** Where records are that an on-failure message of SQS or SNS only names. Both offsets are included. */
export interface OffsetRange {
  readonly topic: string;
  readonly partition: number;
  readonly first: number;
  readonly last: number;
}

/** What someone hands to a command: records, the places of records, or the bytes of a single key or value. */
export type Captured =
  | { readonly kind: 'records'; readonly records: readonly CapturedRecord[] }
  | { readonly kind: 'ranges'; readonly ranges: readonly OffsetRange[] }
  | { readonly kind: 'bytes'; readonly bytes: Buffer; readonly encoding: InputEncoding };

/** How the bytes of a key or value were given. */
export type InputEncoding = 'base64' | 'hex' | 'json' | 'raw';
