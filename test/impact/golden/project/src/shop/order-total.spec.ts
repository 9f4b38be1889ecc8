import { shippingCosts } from './pricing.js';
import { orderOf } from './test-orders.js';

const order = orderOf({ total: 250n });
if (shippingCosts(order) !== 0n || order.total !== 250n) throw new Error(order.customer.email);
