import type { Order, OrderStatus } from '../consumers/orders/types.js';
import { isRedelivery, type Position } from './position.js';
import { sumAmounts, type Amount, type Totals } from './totals.js';

/** The newest state of an order. */
export interface PlacedOrder {
  readonly status: OrderStatus;
  readonly total: Amount;
  readonly loyaltyPoints: number;
  /** The record that it was read from. */
  readonly position: Position;
}

/** What a customer has ordered so far. */
export interface OrderHistory {
  /** By order id. */
  readonly orders: Readonly<Record<string, PlacedOrder>>;
  /** What the orders that stand come to. */
  readonly spent: Totals;
  readonly loyaltyPoints: number;
}

/** Takes the state of an order into its customer's history; one that is there already changes nothing. */
export function recordOrder(
  history: OrderHistory | undefined,
  order: Order,
  position: Position,
): OrderHistory {
  const { orderId, status, total, loyaltyPoints } = order;
  if (history !== undefined && isRedelivery(position, history.orders[orderId]?.position))
    return history;
  const orders = { ...history?.orders, [orderId]: { status, total, loyaltyPoints, position } };
  const standing = Object.values(orders).filter((placed) => stands(placed.status));
  return {
    orders,
    spent: sumAmounts(standing.map((placed) => placed.total)),
    loyaltyPoints: standing.reduce((points, placed) => points + placed.loyaltyPoints, 0),
  };
}

function stands(status: OrderStatus): boolean {
  switch (status) {
    case 'PLACED':
    case 'PAID':
    case 'SHIPPED':
    case 'DELIVERED':
    // A status that came into the schema after ours: the order stands until we know better.
    case 'UNKNOWN':
      return true;
    case 'CANCELLED':
    case 'RETURNED':
      return false;
  }
}
