import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { decodeRecord } from '../../src/runtime/kafka/decode-record.js';
import { KafkaHeaders } from '../../src/runtime/kafka/kafka-headers.js';
import type { KafkaRecord } from '../../src/runtime/kafka/kafka-record.js';
import { text } from './plain-bindings.js';
import { rawRecord } from './raw-event.js';

const NAMES = ['topic', 'partition', 'offset', 'timestamp', 'timestampType', 'key', 'value', 'headers'];

/** A decoded record whose value is the one that is given. */
function record<Value>(value: Value, headers = [{ trace: [-28, 98] }]): KafkaRecord<string, Value> {
  const binding = { topic: 'orders', key: text, value: { read: () => value }, reportBatchItemFailures: false };
  const decoded = decodeRecord(binding, rawRecord(3, 41, { headers }));
  if (decoded.kind === 'invalid') throw decoded.error;
  return decoded.record;
}

const tombstone = decodeRecord(
  { topic: 'orders', key: text, value: text, reportBatchItemFailures: false },
  rawRecord(3, 41, { value: null }),
);

test('a record is a plain object with every property that its type promises', () => {
  for (const one of [record({ amount: 5n }), tombstone.kind === 'tombstone' ? tombstone.record : undefined]) {
    expect(Object.keys(one ?? {})).toEqual(NAMES);
    expect(Object.getPrototypeOf(one)).toBe(Object.prototype);
    expect(Object.values(Object.getOwnPropertyDescriptors(one)).every(({ enumerable }) => enumerable === true)).toBe(
      true,
    );
  }
});

test('a copy and a clone of a record have all that it has', () => {
  const value = { id: 'o-1', amount: 5n, at: new Date(5), image: Uint8Array.of(1), list: [null] };
  const original = record(value);
  expect({ ...original }).toEqual(original);
  const { headers, ...cloned } = structuredClone(original);
  expect(cloned).toEqual({
    topic: 'orders',
    partition: 3,
    offset: 41,
    timestamp: new Date(1_700_000_000_000),
    timestampType: 'CREATE_TIME',
    key: 'key',
    value,
  });
  expect(new KafkaHeaders(headers.raw).get('trace')).toEqual(Uint8Array.of(228, 98));
});

test('each record has a time of its own', () => {
  const [one, other] = [record(1), record(2)];
  one.timestamp.setTime(0);
  expect(other.timestamp).toEqual(new Date(1_700_000_000_000));
});

test('a record as JSON has its properties, with headers as Lambda delivers them', () => {
  expect(JSON.parse(JSON.stringify(record({ id: 'o-1' })))).toEqual({
    topic: 'orders',
    partition: 3,
    offset: 41,
    timestamp: '2023-11-14T22:13:20.000Z',
    timestampType: 'CREATE_TIME',
    key: 'key',
    value: { id: 'o-1' },
    headers: [{ trace: [-28, 98] }],
  });
});

test('a log of a record shows what its type says, bigints and headers too', () => {
  expect(inspect(record({ amount: 5n }))).toBe(
    [
      '{',
      "  topic: 'orders',",
      '  partition: 3,',
      '  offset: 41,',
      '  timestamp: 2023-11-14T22:13:20.000Z,',
      "  timestampType: 'CREATE_TIME',",
      "  key: 'key',",
      '  value: { amount: 5n },',
      "  headers: [ [ 'trace', [Uint8Array] ] ]",
      '}',
    ].join('\n'),
  );
});
