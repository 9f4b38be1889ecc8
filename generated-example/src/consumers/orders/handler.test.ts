import { expect, test } from 'vitest';
import type { OrderHistory } from '../../shop/order-history.js';
import { MemoryParkingLot } from '../../shop/parking-lot.js';
import { MemoryTable } from '../../shop/table.js';
import { encodeOrdersValue, orderSample, ordersEvent } from './fixture.js';
import { createHandler } from './handler.js';
import type { Order } from './types.js';

const customerId = 7n;
const book: Partial<Order> = {
  customerId,
  orderId: 'book',
  total: { amount: '20.00', currency: 'EUR' },
  loyaltyPoints: 20,
};
const lamp: Partial<Order> = {
  customerId,
  orderId: 'lamp',
  total: { amount: '79.90', currency: 'EUR' },
  loyaltyPoints: 80,
};

function setUp() {
  const histories = new MemoryTable<OrderHistory>();
  const parkingLot = new MemoryParkingLot();
  const handler = createHandler(histories, parkingLot);
  return { handler, parkingLot, history: () => histories.get('7') };
}

test('handles every record of a batch', async () => {
  const { handler, history } = setUp();

  await handler(
    ordersEvent([
      { value: { ...book, status: 'PLACED' } },
      { value: { ...lamp, status: 'PLACED' } },
      { value: { ...book, status: 'CANCELLED' } },
    ]),
  );

  expect(await history()).toEqual({
    orders: {
      book: {
        status: 'CANCELLED',
        total: book.total,
        loyaltyPoints: 20,
        position: { partition: 0, offset: 2 },
      },
      lamp: {
        status: 'PLACED',
        total: lamp.total,
        loyaltyPoints: 80,
        position: { partition: 0, offset: 1 },
      },
    },
    spent: { EUR: '79.90' },
    loyaltyPoints: 80,
  });
});

test('takes a record that Lambda delivers twice', async () => {
  const { handler, history } = setUp();
  const placed = ordersEvent({ offset: 42, value: { ...book, status: 'PLACED' } });
  const returned = ordersEvent({ offset: 43, value: { ...book, status: 'RETURNED' } });

  await handler(placed);
  await handler(returned);
  const before = await history();
  await handler(placed);

  expect(before).toMatchObject({ orders: { book: { status: 'RETURNED' } }, spent: {} });
  expect(await history()).toBe(before);
});

test('leaves the history alone when an order is deleted from the topic', async () => {
  const { handler, history } = setUp();

  await handler(ordersEvent([{ value: book }, { value: null }]));

  expect(await history()).toMatchObject({ spent: { EUR: '20.00' } });
});

test('parks a record that cannot be decoded and goes on', async () => {
  const { handler, parkingLot, history } = setUp();
  const cutShort = encodeOrdersValue(orderSample).subarray(0, -1);
  const event = ordersEvent([{ value: book }, { valueBytes: cutShort }, { value: lamp }]);

  await handler(event);

  expect(await history()).toMatchObject({ spent: { EUR: '99.90' } });
  expect(parkingLot.parked.map(({ record }) => record)).toEqual(
    event.records['orders-0']?.slice(1, 2),
  );
  expect(parkingLot.parked[0]?.reason).toContain('orders-0 offset 1: failed to decode the value');
});

test('keeps a record for the next deployment when its schema is newer than the code', async () => {
  const { handler, parkingLot, history } = setUp();
  const fromTomorrow = encodeOrdersValue(orderSample);
  fromTomorrow[4] = 10;

  const outcome = handler(
    ordersEvent([{ value: book }, { valueBytes: fromTomorrow }, { value: lamp }]),
  );

  await expect(outcome).rejects.toMatchObject({
    name: 'BatchError',
    errors: [{ partition: 0, offset: 1, schemaId: '10' }],
  });
  expect(await history()).toMatchObject({ spent: { EUR: '20.00' } });
  expect(parkingLot.parked).toEqual([]);
});
