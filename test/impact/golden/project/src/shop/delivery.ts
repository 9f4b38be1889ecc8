import type { Delivery } from './index.js';

export function describeDelivery(delivery: Delivery): string {
  return `${delivery.carrier} on ${delivery.deliveredAt.slice(0, 10)}`;
}
