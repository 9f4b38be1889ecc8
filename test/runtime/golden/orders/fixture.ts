import { confluentFrame } from '../../../../src/runtime/simulate/frame-encode.js';
import type { KafkaEvent } from '../../../../src/runtime/kafka/kafka-event.js';
import { sampleEvent, type EventOverrides, type TopicFixture } from '../../../../src/runtime/simulate/sample-event.js';
import type { Order, OrdersKey, OrdersValue } from './types.js';

export const orderSample: Order = {
  orderId: 'order-1042',
  customer: { email: 'ada@example.com', phone: null },
  quantity: 3,
};

export const ordersKeySample: OrdersKey = 'order-1042';

export function encodeOrdersValue(value: OrdersValue): Uint8Array {
  return confluentFrame(7, Buffer.from(JSON.stringify(value)));
}

export function encodeOrdersKey(key: OrdersKey): Uint8Array {
  return Buffer.from(key);
}

const fixture: TopicFixture<OrdersKey, OrdersValue> = {
  topic: 'orders',
  key: { samples: [ordersKeySample], encode: encodeOrdersKey, isRecord: false },
  value: { samples: [orderSample], encode: encodeOrdersValue, isRecord: true },
};

/**
 * Builds the event with which Lambda delivers records of the topic orders: one sample record, or what the
 * overrides say, such as `{ count: 3 }`, `{ value: { ... } }`, `{ value: null }` for a tombstone, or a list of these.
 */
export function ordersEvent(overrides?: EventOverrides<OrdersKey, OrdersValue>): KafkaEvent {
  return sampleEvent(fixture, overrides);
}

export { simulate } from '../../../../src/runtime/simulate/simulate.js';
