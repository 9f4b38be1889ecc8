import type { LambdaContext, TimestampType } from './kafka-event.js';
import type { KafkaHeaders } from './kafka-headers.js';

/** Where a record stands and what it bears besides its value. */
interface RecordFrame<Key> {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: Date;
  /** Whether the producer or the broker set the timestamp. */
  readonly timestampType: TimestampType;
  /** Null for a record without a key. */
  readonly key: Key | null;
  readonly headers: KafkaHeaders;
}

export interface ValueRecord<Key, Value> extends RecordFrame<Key> {
  readonly value: Value;
}

/** Says that what bore the key is deleted. */
export interface TombstoneRecord<Key> extends RecordFrame<Key> {
  readonly value: null;
}

/**
 * A decoded record; its value is null for a tombstone. Topic, partition and offset identify it: Lambda may
 * deliver it more than once.
 */
export type KafkaRecord<Key, Value> = ValueRecord<Key, Value> | TombstoneRecord<Key>;

/** What a handler may want to know besides the record. */
export interface RecordContext {
  /** Lambda's context of this invocation; undefined where the caller gave none, as in a test. */
  readonly lambda: LambdaContext | undefined;
}

/** Handles a record; what it returns is awaited. When it throws or rejects, the record has failed. */
export type RecordHandler<Key, Value> = (
  record: KafkaRecord<Key, Value>,
  context: RecordContext,
) => unknown;

/** Handles values and tombstones apart. Where `tombstone` is missing, a tombstone fails rather than be lost. */
export interface RecordHandlers<Key, Value> {
  value(record: ValueRecord<Key, Value>, context: RecordContext): unknown;
  tombstone?(record: TombstoneRecord<Key>, context: RecordContext): unknown;
}
