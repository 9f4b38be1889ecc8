import { buildEvent, type EventHeaders, type EventRecord } from './build-event.js';
import type { KafkaEvent, SchemaMetadata } from './kafka-event.js';

/** Sample keys or values of a topic, and how they are written. */
export interface SideFixture<T> {
  /** The first is what a record bears unless told otherwise; then one for each further `$type`. */
  readonly samples: readonly [T, ...T[]];
  /** The bytes with their wire frame, as a producer writes them. */
  readonly encode: (value: T) => Uint8Array;
  /** Whether the samples are records, so that an override may give some of the fields. */
  readonly isRecord: boolean;
  /** What comes beside the bytes when the event source mapping has a schema registry. */
  readonly metadata?: SchemaMetadata;
}

/** What events of a topic are made of. */
export interface TopicFixture<Key, Value> {
  readonly topic: string;
  readonly key: SideFixture<Key>;
  readonly value: SideFixture<Value>;
}

/**
 * A whole key or value, or some fields of a record, the others being the sample's. Where a `$type` tells
 * several records apart, it is one of the fields to give.
 */
export type Override<T> = T extends Uint8Array | Date | readonly unknown[]
  ? T
  : T extends { readonly $type: infer Type }
    ? { readonly $type: Type } & Partial<T>
    : T extends object
      ? string extends keyof T
        ? T
        : Partial<T>
      : T;

/** What one record, or `count` like ones, should have other than the sample has. */
export interface RecordOverrides<Key, Value> {
  /** Null for a record without a key. */
  readonly key?: Override<Key> | null;
  /** Null for a tombstone. */
  readonly value?: Override<Value> | null;
  /** Bytes in place of the encoded key, such as ones that cannot be decoded. */
  readonly keyBytes?: Uint8Array;
  /** Bytes in place of the encoded value, such as ones that cannot be decoded. */
  readonly valueBytes?: Uint8Array;
  readonly headers?: EventHeaders;
  /** 0 unless given. */
  readonly partition?: number;
  /** That of the first record; unless given, the one after the last of this partition, from 0. */
  readonly offset?: number;
  /** Unless given, a fixed instant and a second more for each offset. */
  readonly timestamp?: Date;
  /** 1 unless given. */
  readonly count?: number;
}

/** The overrides of one record, or of each of several. */
export type EventOverrides<Key, Value> =
  RecordOverrides<Key, Value> | readonly RecordOverrides<Key, Value>[];

const FIRST_TIMESTAMP = Date.UTC(2024, 0, 1);

/** Builds an event of sample records: no clock, no chance. Throws an EncodeError if an override cannot be written. */
export function sampleEvent<Key, Value>(
  fixture: TopicFixture<Key, Value>,
  overrides: EventOverrides<Key, Value> = {},
): KafkaEvent {
  const nextOffsets = new Map<number, number>();
  const records: EventRecord[] = [];
  for (const override of isList(overrides) ? overrides : [overrides]) {
    const { headers, partition = 0, count = 1 } = override;
    const { metadata: keySchema } = fixture.key;
    const { metadata: valueSchema } = fixture.value;
    const like = {
      key: override.keyBytes ?? encode(fixture.key, override.key),
      value: override.valueBytes ?? encode(fixture.value, override.value),
      ...(headers && { headers }),
      ...(keySchema && { keySchema }),
      ...(valueSchema && { valueSchema }),
      partition,
    };
    const start = override.offset ?? nextOffsets.get(partition) ?? 0;
    for (let offset = start; offset < start + count; offset++) {
      const timestamp = override.timestamp?.getTime() ?? FIRST_TIMESTAMP + offset * 1000;
      records.push({ ...like, offset, timestamp });
    }
    nextOffsets.set(partition, start + count);
  }
  return buildEvent({ topic: fixture.topic, records });
}

function encode<T>(
  side: SideFixture<T>,
  override: Override<T> | null | undefined,
): Uint8Array | null {
  return override === null ? null : side.encode(overridden(side, override));
}

function overridden<T>(
  { samples, isRecord }: SideFixture<T>,
  override: Override<T> | undefined,
): T {
  if (override === undefined) return samples[0];
  const type = typeTag(override);
  const sample = type === undefined ? samples[0] : samples.find((other) => typeTag(other) === type);
  // By its type an override is a whole value, or has fields of the sample of its `$type`: together a whole record.
  return (isRecord ? { ...sample, ...override } : override) as T;
}

function typeTag(value: unknown): unknown {
  return typeof value === 'object' && value !== null && '$type' in value ? value.$type : undefined;
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}
