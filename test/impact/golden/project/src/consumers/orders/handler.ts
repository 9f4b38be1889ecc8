import { audit } from '#shop/audit.js';
import { OrderRepository } from '#shop/order-repository.js';
import { toRow } from '#shop/order-mapper.js';
import { isWorthShipping } from '#shop/validation.js';
import { consumeOrders, type OrdersRecord } from './consumer.js';

const repository = new OrderRepository();

export const handler = consumeOrders(async (record) => {
  if (record.value === null) return;
  audit(record.value, record.offset);
  if (isWorthShipping(record.value)) await repository.save(toRow(record.value));
  await greet(record);
});

async function greet({ value: order }: OrdersRecord): Promise<void> {
  await repository.note(`${order?.customer.name}: ${order?.comment.trim() ?? ''}`);
}
