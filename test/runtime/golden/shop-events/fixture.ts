import type { KafkaEvent } from '../../../../src/runtime/kafka/kafka-event.js';
import { sampleEvent, type EventOverrides, type TopicFixture } from '../../../../src/runtime/simulate/sample-event.js';
import type { OrderCancelled, OrderPlaced, ShopEventsKey, ShopEventsValue } from './types.js';

export const orderPlacedSample: OrderPlaced = { $type: 'shop.OrderPlaced', orderId: 'order-1042', total: '12.340' };

export const orderCancelledSample: OrderCancelled = {
  $type: 'shop.OrderCancelled',
  orderId: 'order-1042',
  reason: null,
};

export const shopEventsKeySample: ShopEventsKey = { tenant: 'north', id: 17 };

export function encodeShopEventsValue(value: ShopEventsValue): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

export function encodeShopEventsKey(key: ShopEventsKey): Uint8Array {
  return Buffer.from(JSON.stringify(key));
}

const fixture: TopicFixture<ShopEventsKey, ShopEventsValue> = {
  topic: 'shop-events',
  key: {
    samples: [shopEventsKeySample],
    encode: encodeShopEventsKey,
    isRecord: true,
    metadata: { dataFormat: 'AVRO', schemaId: '11' },
  },
  value: {
    samples: [orderPlacedSample, orderCancelledSample],
    encode: encodeShopEventsValue,
    isRecord: true,
    metadata: { dataFormat: 'AVRO', schemaId: '12' },
  },
};

/**
 * Builds the event with which Lambda delivers records of the topic shop-events: one sample record, or what the
 * overrides say, such as `{ count: 3 }`, `{ value: { ... } }`, `{ value: null }` for a tombstone, or a list of these.
 */
export function shopEventsEvent(overrides?: EventOverrides<ShopEventsKey, ShopEventsValue>): KafkaEvent {
  return sampleEvent(fixture, overrides);
}

export { simulate } from '../../../../src/runtime/simulate/simulate.js';
