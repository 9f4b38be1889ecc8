import { expect, test } from 'vitest';
import { orderSample } from '../consumers/orders/fixture.js';
import { recordOrder } from './order-history.js';

const order = {
  ...orderSample,
  orderId: 'book',
  total: { amount: '20.00', currency: 'EUR' },
  loyaltyPoints: 20,
};

test('counts an order whose status is newer than the schema', () => {
  const history = recordOrder(
    undefined,
    { ...order, status: 'UNKNOWN' },
    { partition: 0, offset: 7 },
  );

  expect(history).toMatchObject({ spent: { EUR: '20.00' }, loyaltyPoints: 20 });
});

test('takes the newer state of an order that has come to another partition', () => {
  const placed = recordOrder(
    undefined,
    { ...order, status: 'PLACED' },
    { partition: 0, offset: 7 },
  );
  const returned = recordOrder(
    placed,
    { ...order, status: 'RETURNED' },
    { partition: 5, offset: 0 },
  );

  expect(returned).toEqual({
    orders: {
      book: {
        status: 'RETURNED',
        total: order.total,
        loyaltyPoints: 20,
        position: { partition: 5, offset: 0 },
      },
    },
    spent: {},
    loyaltyPoints: 0,
  });
});
