import { expect, test } from 'vitest';
import { EventError } from '../../src/runtime/kafka/event-error.js';
import { readKafkaBatch } from '../../src/runtime/kafka/kafka-batch.js';

const read = (event: unknown) => readKafkaBatch(event, 'orders', () => false);

const EXPECTED = 'expected a Kafka event, an object with "records" by partition, found';

test.each([
  [undefined, `${EXPECTED} undefined`],
  [null, `${EXPECTED} null`],
  ['{"records":{}}', `${EXPECTED} string`],
  [[{ topic: 'orders' }], `${EXPECTED} an array`],
  [{}, `${EXPECTED} an object with no keys`],
  [{ Records: [{ eventSource: 'aws:sqs', body: 'secret' }] }, `${EXPECTED} an object with "Records", from "aws:sqs"`],
  [
    { version: '0', source: 'aws.ec2', detail: { card: 'secret' } },
    `${EXPECTED} an object with "version", "source", "detail", from "aws.ec2"`,
  ],
  [
    { eventSource: 'aws:kafka', records: null },
    `${EXPECTED} an object with "eventSource", "records", from "aws:kafka"`,
  ],
  [{ records: [] }, `${EXPECTED} an object with "records"`],
  [{ records: { 'orders-0': { topic: 'orders' } } }, 'expected an array of Kafka records, in "orders-0" of the event'],
  [
    {
      records: {
        'orders-0': [
          { topic: 'orders', partition: 0, offset: 1 },
          { topic: 'orders', partition: 0, offset: '2' },
        ],
      },
    },
    'expected a Kafka record, with a topic, a partition and an offset that are whole numbers of at least 0, item 1, in "orders-0" of the event',
  ],
  [
    { records: { 'orders-0': [null] } },
    'expected a Kafka record, with a topic, a partition and an offset that are whole numbers of at least 0, item 0, in "orders-0" of the event',
  ],
])('%j is refused, and what it is is said without its content', (event, message) => {
  expect(() => read(event)).toThrow(new EventError(message));
});

test('long names from a foreign event are cut', () => {
  const event = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`${index}${'x'.repeat(100)}`, 0]));

  expect(() => read(event)).toThrow(/^.{0,500}$/);
});

test('an event without records is a Kafka event', () => {
  expect(() => read({ eventSource: 'aws:kafka', records: {} })).not.toThrow();
});
