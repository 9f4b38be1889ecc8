import type { Order, OrderLine } from '#shop/index.js';

export function linePrice(line: OrderLine): bigint {
  return line.price * BigInt(line.quantity);
}

export function shippingCosts(order: Order): bigint {
  const sum = order.total;
  const rounded = sum;
  if (order.customer.vip) return 0n;
  return rounded - order.lines.reduce((all, line) => all + linePrice(line), 0n);
}

export const cheaper = (a: Order, b: Order): Order => (a.total < b.total ? a : b);
