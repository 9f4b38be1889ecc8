import type { RecordClaim } from '../idempotency/idempotency.js';
import type { LambdaContext, TimestampType } from './kafka-event.js';
import type { KafkaHeaders } from './kafka-headers.js';

/** A record's position and everything it has except its value. */
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

/** A tombstone: the record with this key was deleted. */
export interface TombstoneRecord<Key> extends RecordFrame<Key> {
  readonly value: null;
}

/**
 * A decoded record; its value is null for a tombstone. Topic, partition and offset identify it: Lambda may
 * deliver it more than once.
 */
export type KafkaRecord<Key, Value> = ValueRecord<Key, Value> | TombstoneRecord<Key>;

/** Context of a handler call. */
export interface RecordContext {
  /** Lambda's context of this invocation; undefined if the caller passed none, as in a test. */
  readonly lambda: LambdaContext | undefined;
  /** Aborts shortly before Lambda ends the invocation: stop then, and the record is handed back. */
  readonly signal: AbortSignal;
  /** The record's claim, if the consumer has an idempotency store. */
  readonly claim?: RecordClaim;
}

/** Handles a record; what it returns is awaited. When it throws or rejects, the record has failed. */
export type RecordHandler<Key, Value> = (
  record: KafkaRecord<Key, Value>,
  context: RecordContext,
) => unknown;

/** Handles values and tombstones separately. Without `tombstone`, a tombstone fails rather than being lost. */
export interface RecordHandlers<Key, Value> {
  value(record: ValueRecord<Key, Value>, context: RecordContext): unknown;
  tombstone?(record: TombstoneRecord<Key>, context: RecordContext): unknown;
}

/** A function for each record type, by its discriminator. All have to be there, and no other. */
export interface TypeHandlers<Key, Value, Tag extends PropertyKey = '$type'> {
  readonly types: {
    readonly [Type in TypeName<Value, Tag>]: (
      record: ValueRecord<Key, OfType<Value, Tag, Type>>,
      context: RecordContext,
    ) => unknown;
  };
  tombstone?(record: TombstoneRecord<Key>, context: RecordContext): unknown;
}

/** `TypeHandlers` of any discriminator. */
export interface AnyTypeHandlers<Key> {
  // What each function takes is for its caller to check: records of its type.
  readonly types: Readonly<Record<string, (record: never, context: RecordContext) => unknown>>;
  readonly tombstone?: (record: TombstoneRecord<Key>, context: RecordContext) => unknown;
}

type TypeName<Value, Tag extends PropertyKey> =
  Value extends Readonly<Record<Tag, infer Type extends string | number | boolean | null>>
    ? `${Type}`
    : never;

type OfType<Value, Tag extends PropertyKey, Type> = Value extends unknown
  ? Type extends TypeName<Value, Tag>
    ? Value
    : never
  : never;
