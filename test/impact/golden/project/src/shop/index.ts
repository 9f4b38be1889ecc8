export type { Customer, Order, OrderLine, OrderStatus } from '../consumers/orders/types.js';
export type { ShipmentsValue as Delivery } from '../consumers/shipments/types.js';
export * from './clock.js';
