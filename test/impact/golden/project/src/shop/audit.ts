import type { OrdersValue } from '../consumers/orders/types.js';

/** Spread, aliases and assignment. */
export function audit(order: OrdersValue, offset: number): object {
  const copy = { ...order, offset };
  const { customer } = copy;
  let email: string;
  ({ email } = customer);
  return { who: email, what: copy.total, why: copy.comment.length };
}
