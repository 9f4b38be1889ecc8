import type { Customer, Order } from './index.js';

export type Total = Order['total'];
export type Head = Pick<Order, 'orderId' | 'total'>;
export type Anonymous = Omit<Customer, 'email' | 'name'>;
export type Texts = { readonly [K in keyof Order]: string };

export function isFree(head: Head): boolean {
  return head.total === 0n;
}
