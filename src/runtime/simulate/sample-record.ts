import { KafkaHeaders } from '../kafka/kafka-headers.js';
import type { ValueRecord } from '../kafka/kafka-record.js';
import { rawHeaders } from './build-event.js';
import {
  FIRST_TIMESTAMP,
  overridden,
  type RecordOverrides,
  type TopicFixture,
} from './sample-event.js';

/** What a decoded record should have other than the sample has. */
export type DecodedOverrides<Key, Value, Tag extends PropertyKey = '$type'> = Omit<
  RecordOverrides<Key, Value, Tag>,
  'keyBytes' | 'valueBytes' | 'count'
>;

/** The overrides of a tombstone. */
export type TombstoneOverrides<Key> = DecodedOverrides<Key, never> & { readonly value: null };

/** Builds a decoded record, as a handler gets it: no bytes, no clock, no chance. */
export function sampleRecord<Key, Value, Tag extends PropertyKey = '$type'>(
  fixture: TopicFixture<Key, Value, Tag>,
  overrides: DecodedOverrides<Key, Value, Tag> = {},
): ValueRecord<Key, Value> {
  const { headers = {}, partition = 0, offset = 0 } = overrides;
  return {
    topic: fixture.topic,
    partition,
    offset,
    timestamp: overrides.timestamp ?? new Date(FIRST_TIMESTAMP + offset * 1000),
    timestampType: 'CREATE_TIME',
    // Without a fixture, keys are bytes.
    key:
      overrides.key === null
        ? null
        : fixture.key === undefined
          ? ((overrides.key ?? null) as Key | null)
          : overridden<Key, '$type'>(fixture.key, overrides.key),
    // Of a tombstone, whose overload says so, it is null.
    value: (overrides.value === null
      ? null
      : overridden<Value, Tag>(fixture.value, overrides.value)) as Value,
    headers: new KafkaHeaders(rawHeaders(headers)),
  };
}
