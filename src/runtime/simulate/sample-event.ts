import { buildEvent, type EventHeaders, type EventRecord } from './build-event.js';
import type { KafkaEvent, SchemaMetadata } from '../kafka/kafka-event.js';

/** Sample keys or values of a topic, and how they are written. */
export interface PartFixture<T> {
  /** The first is the default of a record; then one for each other record type. */
  readonly samples: readonly [T, ...T[]];
  /** The bytes with their wire frame, as a producer writes them. */
  readonly encode: (value: T) => Uint8Array;
  /** Whether the samples are records, so that an override may give some of the fields. */
  readonly isRecord: boolean;
  /** The discriminator of the record types, `$type` by default. */
  readonly tag?: string;
  /** The metadata next to the bytes if the event source mapping has a schema registry. */
  readonly metadata?: SchemaMetadata | ((value: T) => SchemaMetadata);
}

/** The parts of a topic's sample events. `Tag` is the discriminator of a value. */
export interface TopicFixture<Key, Value, Tag extends PropertyKey = '$type'> {
  readonly topic: string;
  /** None where keys are bytes of unknown meaning: a record has one only if an override gives it. */
  readonly key?: PartFixture<Key>;
  readonly value: PartFixture<Value> & TagOf<Tag>;
}

type TagOf<Tag> = Tag extends '$type' ? unknown : { readonly tag: Tag };

/**
 * A complete key or value, or some fields of a record, with the others from the sample. If a discriminator (`Tag`) distinguishes
 * several types of records apart, it is one of the fields to give.
 */
export type Override<T, Tag extends PropertyKey = '$type'> = T extends
  Uint8Array | Date | readonly unknown[]
  ? T
  : T extends object
    ? [DeclaredKey<T>] extends [never]
      ? T
      : T extends Readonly<Record<Tag, unknown>>
        ? Pick<T, Tag> & Partial<T>
        : Partial<T>
    : T;

/** The keys of a type but for those of an index signature: a map has none. */
type DeclaredKey<T> = keyof { [Name in keyof T as string extends Name ? never : Name]: T[Name] };

/** What one record, or `count` like ones, should have other than the sample has. */
export interface RecordOverrides<Key, Value, Tag extends PropertyKey = '$type'> {
  /** Null for a record without a key. */
  readonly key?: Override<Key> | null;
  /** Null for a tombstone. */
  readonly value?: Override<Value, Tag> | null;
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
export type EventOverrides<Key, Value, Tag extends PropertyKey = '$type'> =
  RecordOverrides<Key, Value, Tag> | readonly RecordOverrides<Key, Value, Tag>[];

/** The timestamp of the record at offset 0, in milliseconds since 1970. */
export const FIRST_TIMESTAMP: number = Date.UTC(2024, 0, 1);

/** Builds an event of sample records: no clock, no chance. Throws an EncodeError if an override cannot be written. */
export function sampleEvent<Key, Value, Tag extends PropertyKey = '$type'>(
  fixture: TopicFixture<Key, Value, Tag>,
  overrides: EventOverrides<Key, Value, Tag> = {},
): KafkaEvent {
  const nextOffsets = new Map<number, number>();
  const records: EventRecord[] = [];
  for (const override of isList(overrides) ? overrides : [overrides]) {
    const { headers, partition = 0, count = 1 } = override;
    const key = written(fixture.key, override.key, override.keyBytes);
    const value = written(fixture.value, override.value, override.valueBytes);
    const like = {
      key: key.bytes,
      value: value.bytes,
      ...(headers && { headers }),
      ...(key.schema && { keySchema: key.schema }),
      ...(value.schema && { valueSchema: value.schema }),
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

/** The encoded key or value, or `bytes` in its place, and its schema metadata. */
function written<T, Tag extends PropertyKey>(
  part: PartFixture<T> | undefined,
  override: Override<T, Tag> | null | undefined,
  bytes: Uint8Array | undefined,
): { readonly bytes: Uint8Array | null; readonly schema: SchemaMetadata | undefined } {
  if (part === undefined) return { bytes: bytes ?? rawBytes(override), schema: undefined };
  const { metadata } = part;
  const value = override === null ? null : overridden<T, Tag>(part, override);
  const schema = typeof metadata === 'function' ? metadata(value ?? part.samples[0]) : metadata;
  return { bytes: bytes ?? (value === null ? null : part.encode(value)), schema };
}

function rawBytes(override: unknown): Uint8Array | null {
  return override instanceof Uint8Array ? override : null;
}

/** A whole key or value: the sample of its type, with what the override gives. */
export function overridden<T, Tag extends PropertyKey>(
  { samples, isRecord, tag = '$type' }: PartFixture<T>,
  override: Override<T, Tag> | undefined,
): T {
  if (override === undefined) return samples[0];
  const type = property(override, tag);
  const sample =
    type === undefined ? samples[0] : samples.find((other) => property(other, tag) === type);
  // By its type an override is a whole value, or has fields of the sample of its type: together a whole record.
  return (isRecord ? { ...sample, ...override } : override) as T;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([own]) => own === name)?.[1]
    : undefined;
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}
