import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { DecodedRecord, LoadedTopic } from './load-topics.js';

type Bytes = Uint8Array | null;

/**
 * Asserts that a topic's generated code agrees with itself: what the encoder writes of each sample the decoder reads as
 * that very sample, from bytes and from base64, and the consumer hands it to the handler.
 */
export async function expectRoundTrip(topic: LoadedTopic): Promise<void> {
  const { plan, fixture } = topic;
  if (fixture === undefined || plan.samples === undefined) throw new Error(`${plan.topic.topic} has no fixture`);
  for (const [part, encode, decode] of [
    ['key', (value: unknown) => fixture.encodeKey(value), (bytes: Bytes, id?: string) => topic.decodeKey(bytes, id)],
    [
      'value',
      (value: unknown) => fixture.encodeValue(value),
      (bytes: Bytes, id?: string) => topic.decodeValue(bytes, id),
    ],
  ] as const) {
    expect(decode(null)).toBe(null);
    for (const { name, value: planned } of plan.samples[part] ?? []) {
      const sample = fixture.samples[part][name];
      const bytes = encode(sample);
      const decoded = decode(bytes, idOf(topic, part));
      expect({
        name,
        literal: isDeepStrictEqual(sample, planned instanceof Buffer ? new Uint8Array(planned) : planned),
        decoded: isDeepStrictEqual(decoded, sample),
      }).toEqual({ name, literal: true, decoded: true });
      expect(encode(decoded)).toEqual(bytes);
    }
  }
  const records: DecodedRecord[] = [];
  const handle = topic.consume((record) => void records.push(record));
  await handle(fixture.event([{}, { key: null }, { value: null }]));
  // A key that the config says nothing of has no sample.
  const [key = null] = Object.values(fixture.samples.key);
  const [value] = Object.values(fixture.samples.value);
  const seen = records.map((record) => [
    isDeepStrictEqual(record.key, key),
    isDeepStrictEqual(record.value, value),
    record.key === null,
    record.value === null,
  ]);
  // Of a value that may be null itself, only Kafka can tell a tombstone.
  const isNull = value === null;
  expect(seen).toEqual([
    [true, true, key === null, isNull],
    [key === null, true, true, isNull],
    [true, isNull, key === null, true],
  ]);
}

/** The id that a decoder has to be told, where it comes beside the bytes. */
function idOf({ plan }: LoadedTopic, part: 'key' | 'value'): string | undefined {
  const model = plan.topic[part];
  if (model.kind !== 'avro' || model.framing !== 'lambda') return undefined;
  return model.reader.id ?? '1';
}
