import type { Order, OrderStatus } from './index.js';

export const labels: Record<OrderStatus, string> = { PLACED: 'new', PAID: 'paid', SHIPPED: 'under way' };

export function label(order: Order): string {
  switch (order.status) {
    case 'PLACED':
      return labels.PLACED;
    case 'PAID':
    case 'SHIPPED':
      return labels[order.status];
  }
}
