import { describe, expect, expectTypeOf, test } from 'vitest';
import type { KafkaEvent } from '../../src/runtime/kafka/kafka-event.js';
import { sampleEvent, type Override } from '../../src/runtime/simulate/sample-event.js';
import { decodeKey as decodeOrdersKey, decodeValue as decodeOrdersValue } from './golden/orders/decoder.js';
import { ordersEvent, orderSample } from './golden/orders/fixture.js';
import { decodeKey, decodeValue } from './golden/shop-events/decoder.js';
import { orderCancelledSample, orderPlacedSample, shopEventsEvent } from './golden/shop-events/fixture.js';
import type { OrderPlaced, ShopEventsValue } from './golden/shop-events/types.js';

/** Place, key and value of every record of an event of the topic orders. */
function orders(event: KafkaEvent): unknown[] {
  return decoded(event, decodeOrdersKey, decodeOrdersValue);
}

function shopEvents(event: KafkaEvent): unknown[] {
  return decoded(
    event,
    (key) => decodeKey(key, '11'),
    (value) => decodeValue(value, '12'),
  );
}

function decoded(event: KafkaEvent, ...[key, value]: ((bytes: Uint8Array | null) => unknown)[]): unknown[] {
  return Object.entries(event.records).flatMap(([name, records]) =>
    records.map((record) => [`${name}/${record.offset}`, key?.(bytes(record.key)), value?.(bytes(record.value))]),
  );
}

function bytes(base64: string | null | undefined): Uint8Array | null {
  return typeof base64 === 'string' ? Buffer.from(base64, 'base64') : null;
}

describe('an event of samples', () => {
  test('has one sample record unless told otherwise, the same every time', () => {
    expect(orders(ordersEvent())).toEqual([['orders-0/0', 'order-1042', orderSample]]);
    expect(ordersEvent().records['orders-0']?.[0]?.timestamp).toBe(Date.parse('2024-01-01T00:00:00Z'));
    expect(ordersEvent()).toEqual(ordersEvent({}));
  });

  test('has as many as `count` says, a second apart', () => {
    const event = ordersEvent({ count: 3, partition: 2, offset: 40 });

    expect(orders(event)).toEqual([40, 41, 42].map((offset) => [`orders-2/${offset}`, 'order-1042', orderSample]));
    expect(event.records['orders-2']?.map(({ timestamp }) => new Date(timestamp).toISOString())).toEqual([
      '2024-01-01T00:00:40.000Z',
      '2024-01-01T00:00:41.000Z',
      '2024-01-01T00:00:42.000Z',
    ]);
    expect(ordersEvent({ count: 0 }).records).toEqual({});
  });

  test('takes some fields of a record, and the others from the sample', () => {
    expect(orders(ordersEvent({ value: { quantity: 9 } }))).toEqual([
      ['orders-0/0', 'order-1042', { ...orderSample, quantity: 9 }],
    ]);
    expect(shopEvents(shopEventsEvent({ key: { id: 5 } }))).toEqual([
      ['shop-events-0/0', { tenant: 'north', id: 5 }, orderPlacedSample],
    ]);
  });

  test('takes the other fields from the sample of the same type', () => {
    const value = { $type: 'shop.OrderCancelled', reason: 'late' } as const;

    expect(shopEvents(shopEventsEvent({ value }))).toEqual([
      ['shop-events-0/0', { tenant: 'north', id: 17 }, { ...orderCancelledSample, reason: 'late' }],
    ]);
  });

  test('takes null for a tombstone or a record without a key', () => {
    const event = ordersEvent([{ value: null }, { key: null }]);

    expect(orders(event)).toEqual([
      ['orders-0/0', 'order-1042', null],
      ['orders-0/1', null, orderSample],
    ]);
    expect(event.records['orders-0']?.map((record) => ['value' in record, 'key' in record])).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  test('takes bytes in place of an encoded key or value', () => {
    const { records } = ordersEvent({ keyBytes: Uint8Array.of(1), valueBytes: Uint8Array.of(0xff) });

    expect(records['orders-0']).toMatchObject([{ key: 'AQ==', value: '/w==' }]);
  });

  test('takes headers and a time', () => {
    const event = ordersEvent({ headers: { trace: 'a' }, timestamp: new Date(5000), count: 2 });

    expect(event.records['orders-0']).toMatchObject([
      { headers: [{ trace: [97] }], timestamp: 5000 },
      { headers: [{ trace: [97] }], timestamp: 5000 },
    ]);
  });

  test('lets offsets go up in each partition of a list', () => {
    const event = ordersEvent([
      { partition: 1, count: 2 },
      { partition: 0 },
      { partition: 1 },
      { partition: 1, offset: 10 },
      { partition: 1 },
    ]);

    expect(orders(event).map((record) => (record as unknown[])[0])).toEqual([
      'orders-1/0',
      'orders-1/1',
      'orders-1/2',
      'orders-1/10',
      'orders-1/11',
      'orders-0/0',
    ]);
  });

  test('carries the schema metadata of a registry', () => {
    expect(shopEventsEvent().records['shop-events-0']).toMatchObject([
      {
        keySchemaMetadata: { dataFormat: 'AVRO', schemaId: '11' },
        valueSchemaMetadata: { dataFormat: 'AVRO', schemaId: '12' },
      },
    ]);
  });

  test('never changes a sample', () => {
    const before = structuredClone(orderSample);

    ordersEvent({ value: { quantity: 9 } });

    expect(orderSample).toEqual(before);
  });

  test('replaces values that are no records as a whole', () => {
    const part = {
      samples: [{ a: 1 }] as const,
      encode: (map: Readonly<Record<string, number>>) => Buffer.from(JSON.stringify(map)),
      isRecord: false,
    };
    const fixture = { topic: 't', key: part, value: part };

    const event = sampleEvent<Readonly<Record<string, number>>, Readonly<Record<string, number>>>(fixture, {
      value: { b: 2 },
    });

    expect(event.records['t-0']).toMatchObject([
      { key: Buffer.from('{"a":1}').toString('base64'), value: Buffer.from('{"b":2}').toString('base64') },
    ]);
  });
});

describe('the type of an override', () => {
  test('asks for the $type where there are several records, and only then', () => {
    expectTypeOf<Override<OrderPlaced>>().toExtend<{ readonly $type: 'shop.OrderPlaced' }>();
    expectTypeOf<{ readonly total: string }>().not.toExtend<Override<ShopEventsValue>>();
    expectTypeOf<{ readonly $type: 'shop.OrderCancelled'; readonly reason: null }>().toExtend<
      Override<ShopEventsValue>
    >();
    expectTypeOf<{ readonly $type: 'shop.Unknown' }>().not.toExtend<Override<ShopEventsValue>>();
    expectTypeOf<Override<{ readonly a: number; readonly b: string }>>().toEqualTypeOf<{
      readonly a?: number;
      readonly b?: string;
    }>();
  });

  test('is the whole value for what is no record', () => {
    expectTypeOf<Override<string | bigint | boolean>>().toEqualTypeOf<string | bigint | boolean>();
    expectTypeOf<Override<Uint8Array | Date | readonly string[]>>().toEqualTypeOf<
      Uint8Array | Date | readonly string[]
    >();
    expectTypeOf<Override<Readonly<Record<string, number>>>>().toEqualTypeOf<Readonly<Record<string, number>>>();
  });
});
