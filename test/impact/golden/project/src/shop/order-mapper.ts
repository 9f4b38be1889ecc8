import type { Order } from './index.js';
import type { OrderRow } from './order-row.js';

/** Nested, renamed and defaulted destructuring. */
export function toRow(order: Order): OrderRow {
  const {
    orderId: id,
    total,
    comment = '',
    customer: { email: address },
  } = order;
  return { id, total, email: address, comment };
}
