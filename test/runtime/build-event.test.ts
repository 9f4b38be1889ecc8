import { expect, test } from 'vitest';
import { buildEvent } from '../../src/runtime/simulate/build-event.js';

const envelope = {
  eventSource: 'aws:kafka',
  eventSourceArn: 'arn:aws:kafka:us-east-1:123456789012:cluster/example/01234567-89ab-cdef-0123-456789abcdef-1',
  bootstrapServers: 'b-1.example.kafka.us-east-1.amazonaws.com:9098,b-2.example.kafka.us-east-1.amazonaws.com:9098',
};

test('an event is what Lambda would deliver for the records, by partition', () => {
  const event = buildEvent({
    topic: 'orders',
    records: [
      { key: Buffer.from('k1'), value: Buffer.from('v1'), partition: 1, offset: 7, timestamp: 1000 },
      { key: null, value: Uint8Array.of(), partition: 0, offset: 3, timestamp: 2000, headers: { trace: 'Zoë' } },
      { key: Uint8Array.of(), value: null, partition: 1, offset: 9, timestamp: 3000 },
    ],
  });

  expect(event).toEqual({
    ...envelope,
    records: {
      'orders-1': [
        {
          topic: 'orders',
          partition: 1,
          offset: 7,
          timestamp: 1000,
          timestampType: 'CREATE_TIME',
          key: 'azE=',
          value: 'djE=',
          headers: [],
        },
        {
          topic: 'orders',
          partition: 1,
          offset: 9,
          timestamp: 3000,
          timestampType: 'CREATE_TIME',
          key: '',
          headers: [],
        },
      ],
      'orders-0': [
        {
          topic: 'orders',
          partition: 0,
          offset: 3,
          timestamp: 2000,
          timestampType: 'CREATE_TIME',
          value: '',
          headers: [{ trace: [90, 111, -61, -85] }],
        },
      ],
    },
  });
  expect(Object.keys(event.records)).toEqual(['orders-1', 'orders-0']);
});

test('headers keep their order, their duplicates and names like __proto__', () => {
  const headers = [
    ['a', 'x'],
    ['__proto__', Uint8Array.of(200)],
    ['a', ''],
  ] as const;

  const event = buildEvent({
    topic: 't',
    records: [{ key: null, value: null, partition: 0, offset: 0, timestamp: 0, headers }],
  });

  expect(JSON.stringify(event.records['t-0']?.[0]?.headers)).toBe('[{"a":[120]},{"__proto__":[-56]},{"a":[]}]');
});

test('schema metadata stands beside what it describes, and nothing else', () => {
  const keySchema = { dataFormat: 'AVRO', schemaId: '11' };
  const valueSchema = { dataFormat: 'AVRO', schemaId: '12' };
  const place = { partition: 0, offset: 0, timestamp: 0, keySchema, valueSchema };

  const event = buildEvent({
    topic: 't',
    records: [
      { ...place, key: Uint8Array.of(1), value: Uint8Array.of(2) },
      { ...place, key: Uint8Array.of(1), value: null },
      { ...place, key: null, value: Uint8Array.of(2) },
    ],
  });

  expect(
    event.records['t-0']?.map(({ keySchemaMetadata, valueSchemaMetadata }) => [keySchemaMetadata, valueSchemaMetadata]),
  ).toEqual([
    [keySchema, valueSchema],
    [keySchema, undefined],
    [undefined, valueSchema],
  ]);
});
