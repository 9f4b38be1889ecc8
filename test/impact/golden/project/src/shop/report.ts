import { pluck } from './pluck.js';
import type { Order } from './index.js';

const columns: readonly (keyof Order)[] = ['orderId', 'total', 'comment'];

export function report(orders: readonly Order[]): string {
  const sums = pluck(orders, 'total');
  return [columns.join(), ...sums.map((sum) => sum.toString(10)), ...orders.map(cell('comment'))].join('\n');
}

const cell =
  (column: 'comment' | 'orderId') =>
  (order: Order): string =>
    order[column];
