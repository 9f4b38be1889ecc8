import type { Context, MSKEvent, MSKHandler, SelfManagedKafkaEvent, SelfManagedKafkaHandler } from 'aws-lambda';
import { expect, expectTypeOf, test } from 'vitest';
import { inBatches } from '../../src/runtime/consume/in-batches.js';
import type { KafkaEvent, LambdaContext } from '../../src/runtime/kafka/kafka-event.js';
import type { KafkaBatchHandler, KafkaHandler } from '../../src/runtime/consume/kafka-handler.js';
import type { KafkaHeaders } from '../../src/runtime/kafka/kafka-headers.js';
import type { TombstoneRecord, ValueRecord } from '../../src/runtime/kafka/kafka-record.js';
import { consumeOrders, type OrdersRecord } from './golden/orders/consumer.js';
import { ordersEvent } from './golden/orders/fixture.js';
import { handler } from './golden/orders/handler.js';
import type { Order } from './golden/orders/types.js';
import { consumeShopEvents } from './golden/shop-events/consumer.js';
import type { OrderCancelled, OrderPlaced } from './golden/shop-events/types.js';

test('a record has the types of its topic, and its value is null until that is ruled out', async () => {
  const ids: string[] = [];

  await consumeOrders((record) => {
    expectTypeOf(record).toEqualTypeOf<OrdersRecord>();
    expectTypeOf(record.key).toEqualTypeOf<string | null>();
    expectTypeOf(record.value).toEqualTypeOf<Order | null>();
    expectTypeOf(record.timestamp).toEqualTypeOf<Date>();
    expectTypeOf(record.headers).toEqualTypeOf<KafkaHeaders>();
    if (record.value === null) {
      expectTypeOf(record).toEqualTypeOf<TombstoneRecord<string>>();
      return;
    }
    expectTypeOf(record).toEqualTypeOf<ValueRecord<string, Order>>();
    ids.push(record.value.orderId);
  })(ordersEvent());

  expect(ids).toEqual(['order-1042']);
});

test('handlers of values and tombstones each get their own kind of record', async () => {
  const ids: string[] = [];

  await consumeOrders({
    value: (record) => {
      expectTypeOf(record.value).toEqualTypeOf<Order>();
      ids.push(record.value.orderId);
    },
    tombstone: (record) => {
      expectTypeOf(record.value).toEqualTypeOf<null>();
      ids.push(`not ${record.key ?? ''}`);
    },
  })(ordersEvent([{}, { value: null }]));

  expect(ids).toEqual(['order-1042', 'not order-1042']);
});

test('what a handler returns does not matter', () => {
  expectTypeOf(consumeOrders).toBeCallableWith((record) => record.offset);
  expectTypeOf(consumeOrders).toBeCallableWith(() => Promise.resolve('saved'));
  expectTypeOf(consumeOrders).toBeCallableWith(() => undefined, {
    onInvalid: 'skip',
    reportBatchItemFailures: undefined,
  });
});

test('a handler is an async function of the event and the context, which may be left out', () => {
  expectTypeOf(handler).parameter(0).toEqualTypeOf<KafkaEvent>();
  expectTypeOf(handler).parameter(1).toEqualTypeOf<LambdaContext | undefined>();
  expectTypeOf<Parameters<typeof handler>['length']>().toEqualTypeOf<1 | 2>();
  expectTypeOf(handler).returns.toEqualTypeOf<Promise<void>>();
  expect(handler).toHaveLength(2);
});

test('the type of the handler says whether it answers with the records that failed', () => {
  const throwing = consumeOrders(() => undefined);
  const answering = consumeOrders(() => undefined, { reportBatchItemFailures: true });

  expectTypeOf(throwing).toEqualTypeOf<KafkaHandler>();
  expectTypeOf(answering).toEqualTypeOf<KafkaBatchHandler>();
  expectTypeOf(consumeShopEvents(() => undefined)).toEqualTypeOf<KafkaBatchHandler>();
  expectTypeOf(consumeShopEvents(() => undefined, { reportBatchItemFailures: false })).toEqualTypeOf<KafkaHandler>();
});

test('the handler fits the types of @types/aws-lambda, and takes their events', () => {
  expectTypeOf(consumeOrders(() => undefined)).toExtend<MSKHandler>();
  expectTypeOf(consumeOrders(() => undefined)).toExtend<SelfManagedKafkaHandler>();
  expectTypeOf<MSKEvent>().toExtend<KafkaEvent>();
  expectTypeOf<SelfManagedKafkaEvent>().toExtend<KafkaEvent>();
  expectTypeOf<Context>().toExtend<LambdaContext>();
});

test('a handler by record type has a function for each, of its type', () => {
  const consume = consumeShopEvents({
    types: {
      'shop.OrderPlaced': ({ value }) => expectTypeOf(value).toEqualTypeOf<OrderPlaced>(),
      'shop.OrderCancelled': ({ value }) => expectTypeOf(value).toEqualTypeOf<OrderCancelled>(),
    },
  });

  expectTypeOf(consume).toEqualTypeOf<KafkaBatchHandler>();
  // @ts-expect-error: cancelled orders are missing
  consumeShopEvents({ types: { 'shop.OrderPlaced': () => undefined } });
});

test("a handler of batches has the topic's records", () => {
  const consume = consumeOrders(
    inBatches((records, { signal }) => {
      expectTypeOf(records).toEqualTypeOf<readonly OrdersRecord[]>();
      expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
    }),
  );

  expectTypeOf(consume).toEqualTypeOf<KafkaHandler>();
});

test('a mistake in an option, an override or a record does not compile', () => {
  expect(() =>
    consumeOrders(() => undefined, {
      // @ts-expect-error: 'drop' is no way to treat invalid records
      onInvalid: 'drop',
    }),
  ).toThrow(RangeError);
  // @ts-expect-error: a function or an object with `value`
  expect(() => consumeOrders({ tombstone: () => undefined })).toThrow(TypeError);
  // @ts-expect-error: the value may be null
  consumeOrders((record) => record.value.orderId);
  // @ts-expect-error: an order has no such field
  ordersEvent({ value: { quantitty: 1 } });
  // @ts-expect-error: a quantity is a number
  ordersEvent({ value: { quantity: '1' } });

  expect(() => consumeOrders(() => undefined, { maxConcurrentPartitions: 0 })).toThrow(RangeError);
});
