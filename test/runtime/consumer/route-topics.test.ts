import { expect, test } from 'vitest';
import { consumeRecords } from '../../../src/runtime/consume/consume-records.js';
import { routeTopics } from '../../../src/runtime/consume/route-topics.js';
import type { KafkaBatchHandler } from '../../../src/runtime/consume/kafka-handler.js';
import type { KafkaRecord } from '../../../src/runtime/kafka/kafka-record.js';
import { textTopic } from '../plain-bindings.js';
import { rawEvent, rawRecord } from '../raw-event.js';
import { contextWith } from './lambda-context.js';

/** A record of a topic. */
const of = (topic: string, offset: number) => ({ ...rawRecord(0, offset), topic });

/** One function for two topics, and what their handlers were given. */
function shop({ partial = true, fails = -1 } = {}) {
  const seen: string[] = [];
  const consume = (topic: string) =>
    consumeRecords(
      { ...textTopic, topic },
      (record: KafkaRecord<string, string>, { lambda }) => {
        if (record.offset === fails) throw new Error('no');
        seen.push(`${topic}: ${record.topic} ${record.offset}${lambda === undefined ? '' : ', with its context'}`);
      },
      { reportBatchItemFailures: partial, topics: ['orders-retry'] },
    ) as KafkaBatchHandler;
  const handler = routeTopics<'orders' | 'payments'>(
    { orders: consume('orders'), payments: consume('payments') },
    (topic) => (topic === 'orders-retry' ? 'orders' : undefined),
  );
  return { handler, seen };
}

test('an event goes to the handler of its topic, with the context', async () => {
  const { handler, seen } = shop();

  expect(await handler(rawEvent(of('payments', 1)), contextWith(1000))).toEqual({ batchItemFailures: [] });
  expect(await handler(rawEvent(of('orders', 2)))).toEqual({ batchItemFailures: [] });
  expect(seen).toEqual(['payments: payments 1, with its context', 'orders: orders 2']);
});

test('an event of several topics is handled by each, and their answers are one', async () => {
  const { handler, seen } = shop({ fails: 2 });
  const event = { records: { 'orders-0': [of('orders', 1), of('orders', 2)], 'payments-0': [of('payments', 2)] } };

  const answer = await handler(event);

  expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual([
    { partition: 'orders-0', offset: 2 },
    { partition: 'payments-0', offset: 2 },
  ]);
  expect(seen).toEqual(['orders: orders 1']);
});

test('a function says as which topic another is handled', async () => {
  const { handler, seen } = shop();

  await handler(rawEvent(of('orders-retry', 3)));

  expect(seen).toEqual(['orders: orders-retry 3']);
});

test('handlers without partial answers throw, and answer nothing', async () => {
  const { handler } = shop({ partial: false, fails: 2 });

  expect(await handler(rawEvent(of('orders', 1)))).toBeUndefined();
  await expect(handler(rawEvent(of('orders', 2)))).rejects.toThrow('1 record failed');
});

test('the flat array of EventBridge Pipes and what S3 gets on failure are routed too', async () => {
  const { handler, seen } = shop();
  const pipes = [
    { ...of('payments', 1), eventSourceKey: 'payments-0' },
    { ...of('orders', 2), eventSourceKey: 'orders-0' },
  ];

  await handler(pipes as never);
  await handler({ KafkaBatchInfo: {}, payload: JSON.stringify(rawEvent(of('orders', 3))) } as never);

  expect(seen).toEqual(['payments: payments 1', 'orders: orders 2', 'orders: orders 3']);
});

test.each([
  [rawEvent(of('returns', 1)), 'no handler for the topic "returns"; there are "orders", "payments"'],
  [{ Records: [] }, 'expected a Kafka event, an object with "records" by partition'],
])('the event %j is refused, and nothing is handled', async (event, message) => {
  const { handler, seen } = shop();

  await expect(handler(event as never)).rejects.toMatchObject({ name: 'EventError', message });
  expect(seen).toEqual([]);
});
