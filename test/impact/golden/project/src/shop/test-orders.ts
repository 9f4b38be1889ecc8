import type { Customer, Order } from './index.js';

const customer: Customer = { name: 'Ada', email: 'ada@example.com', vip: true };

export function orderOf(change: Partial<Order> = {}): Order {
  const total = 100n;
  return { orderId: '1', status: 'PLACED', customer, lines: [], total, comment: '', attributes: {}, ...change };
}
