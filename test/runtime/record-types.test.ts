import { expect, expectTypeOf, test } from 'vitest';
import type { KafkaBatchResponse, KafkaEvent, LambdaContext } from '../../src/runtime/kafka/kafka-event.js';
import type { KafkaHeaders } from '../../src/runtime/kafka/kafka-headers.js';
import type { TombstoneRecord, ValueRecord } from '../../src/runtime/kafka/kafka-record.js';
import { consumeOrders, type OrdersRecord } from './golden/orders/consumer.js';
import { ordersEvent } from './golden/orders/fixture.js';
import { handler } from './golden/orders/handler.js';
import type { Order } from './golden/orders/types.js';

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
  expectTypeOf(handler).returns.toEqualTypeOf<Promise<KafkaBatchResponse | undefined>>();
  expect(handler).toHaveLength(2);
});

test('a mistake in an option, an override or a record does not compile', () => {
  // @ts-expect-error: 'drop' is no way to treat invalid records
  consumeOrders(() => undefined, { onInvalid: 'drop' });
  // @ts-expect-error: a function or an object with `value`
  consumeOrders({ tombstone: () => undefined });
  // @ts-expect-error: the value may be null
  consumeOrders((record) => record.value.orderId);
  // @ts-expect-error: an order has no such field
  ordersEvent({ value: { quantitty: 1 } });
  // @ts-expect-error: a quantity is a number
  ordersEvent({ value: { quantity: '1' } });

  expect(() => consumeOrders(() => undefined, { maxConcurrentPartitions: 0 })).toThrow(RangeError);
});
