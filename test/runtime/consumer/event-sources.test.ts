import { describe, expect, test } from 'vitest';
import type { ConsumeOptions } from '../../../src/runtime/consume/consume-options.js';
import { consumeRecords } from '../../../src/runtime/consume/consume-records.js';
import type { KafkaRecord } from '../../../src/runtime/kafka/kafka-record.js';
import { textTopic } from '../plain-bindings.js';
import { base64, rawEvent, rawRecord } from '../raw-event.js';

const partial = { reportBatchItemFailures: true } as const;

/** Handles any event; keeps the places, and fails at these offsets. */
async function consume(event: unknown, options: ConsumeOptions = {}, fails: readonly number[] = []) {
  const seen: string[] = [];
  const handler = ({ topic, partition, offset }: KafkaRecord<string, string>): void => {
    if (fails.includes(offset)) throw new Error('no');
    seen.push(`${topic}-${partition}/${offset}`);
  };
  const answer = await consumeRecords(textTopic, handler, options)(event as never);
  return { seen, answer };
}

/** What Lambda sends to a destination on failure. */
const failure = {
  requestContext: {
    requestId: 'r',
    functionArn: 'arn',
    condition: 'RetryAttemptsExhausted',
    approximateInvokeCount: 3,
  },
  responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
  version: '1.0',
  timestamp: '2026-11-01T00:00:00.000Z',
};

describe('records of another topic', () => {
  const event = rawEvent(rawRecord(0, 1), { ...rawRecord(0, 2), topic: 'payments' });

  test('are refused, with both topics and the setting, and nothing is handled', async () => {
    const outcome = consume(event);

    await expect(outcome).rejects.toMatchObject({ name: 'EventError' });
    await expect(outcome).rejects.toThrow(
      'expected records of the topic "orders", found one of "payments"; if both are meant, name the other in the option "topics"',
    );
  });

  test.each([
    ['a list', ['payments']],
    ['a function', (topic: string) => topic.startsWith('pay')],
  ])('are handled if %s names it', async (_, topics) => {
    expect((await consume(event, { topics })).seen).toEqual(['orders-0/1', 'payments-0/2']);
  });
});

test.each([-1, 0.5, 2 ** 53, '1', null])('the offset %j is refused', async (offset) => {
  const event = { records: { 'orders-0': [{ ...rawRecord(0, 0), offset }] } };

  await expect(consume(event)).rejects.toThrow('that are whole numbers of at least 0');
});

test('one partition under two names is one, in order, and each record keeps its name in the answer', async () => {
  const event = {
    records: {
      'orders-0': [rawRecord(0, 3), rawRecord(0, 4)],
      'orders-00': [rawRecord(0, 1)],
      'orders-1': [rawRecord(1, 9)],
    },
  };

  expect((await consume(event)).seen.filter((place) => place.startsWith('orders-0'))).toEqual([
    'orders-0/1',
    'orders-0/3',
    'orders-0/4',
  ]);
  expect((await consume(event, partial, [1])).answer).toEqual({
    batchItemFailures: [
      { itemIdentifier: { partition: 'orders-00', offset: 1 } },
      { itemIdentifier: { partition: 'orders-0', offset: 3 } },
      { itemIdentifier: { partition: 'orders-0', offset: 4 } },
    ],
  });
});

describe('EventBridge Pipes', () => {
  const item = (partition: number, offset: number) => ({
    ...rawRecord(partition, offset),
    partition: String(partition),
    eventSource: 'aws:kafka',
    eventSourceKey: `orders-${partition}`,
    bootstrapServers: 'broker:9092',
  });

  test("'s flat arrays are read, with partitions as text", async () => {
    expect((await consume([item(0, 1), item(1, 5), item(0, 2)])).seen.sort()).toEqual([
      'orders-0/1',
      'orders-0/2',
      'orders-1/5',
    ]);
  });

  test('reads no partial answer, so that a failure is thrown whatever the setting', async () => {
    await expect(consume([item(0, 1)], partial, [1])).rejects.toMatchObject({ name: 'BatchError' });
  });

  test.each([[[]], [[{ topic: 'orders' }]], [[null]]])('%j', async (event) => {
    const outcome = consume(event);

    await (event.length === 0
      ? expect(outcome).resolves.toMatchObject({ seen: [] })
      : expect(outcome).rejects.toThrow('found an array'));
  });
});

describe('what Lambda sends to a destination on failure', () => {
  const event = rawEvent(rawRecord(0, 1), rawRecord(0, 2));

  test.each([
    ['S3, with the event as text', JSON.stringify(event)],
    ['Kafka, with the event', event],
  ])('%s, is handled like the event', async (_, payload) => {
    expect((await consume({ ...failure, KafkaBatchInfo: { batchSize: 2 }, payload })).seen).toEqual([
      'orders-0/1',
      'orders-0/2',
    ]);
  });

  test('as records of the destination topic are handled, and named as Lambda delivered them', async () => {
    const message = { ...failure, KafkaBatchInfo: { batchSize: 1 }, payload: rawEvent(rawRecord(0, 7)) };
    const delivered = rawEvent({
      ...rawRecord(3, 40, { value: base64(JSON.stringify(message)) }),
      topic: 'orders-failed',
    });

    expect((await consume(delivered)).seen).toEqual(['orders-0/7']);
    expect((await consume(delivered, partial, [7])).answer).toEqual({
      batchItemFailures: [{ itemIdentifier: { partition: 'orders-failed-3', offset: 40 } }],
    });
  });

  test.each(['body', 'Sns'])('by SQS or SNS (%s) has no records: the error names the offsets', async (kind) => {
    const info = { recordsInfo: { 'orders-0': { firstRecordOffset: '100', lastRecordOffset: '120' } } };
    const text = JSON.stringify({ ...failure, KafkaBatchInfo: info });
    const record = kind === 'body' ? { body: text, eventSource: 'aws:sqs' } : { Sns: { Message: text } };

    await expect(consume({ Records: [record] })).rejects.toThrow('orders-0 offsets 100 to 120');
    await expect(consume({ ...failure, KafkaBatchInfo: info })).rejects.toThrow('orders-0 offsets 100 to 120');
  });
});

test.each(['aws:kafka', 'SelfManagedKafka', 'aws:SelfManagedKafka'])(
  'events of the source %s are read',
  async (eventSource) => {
    expect((await consume({ ...rawEvent(rawRecord(0, 1)), eventSource })).seen).toEqual(['orders-0/1']);
  },
);
