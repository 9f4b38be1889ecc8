import type { Order } from './index.js';

export function isWorthShipping(order: Order | undefined): boolean {
  if (order === undefined || !('total' in order)) return false;
  return (order?.customer?.email.length ?? 0) > 0 && order['comment'] !== 'none';
}
