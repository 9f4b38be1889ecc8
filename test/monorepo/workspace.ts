import { orderSchema } from '../cli/run.js';

/** The config of a service with one topic. */
export function serviceConfig(topic: string, schema = 'schemas/order.avsc'): string {
  return JSON.stringify({ output: 'gen', topics: { [topic]: { value: schema } } }, null, 2);
}

/** Two services with a config each, and a package without one. */
export const services = {
  'services/orders/package.json': '{"name":"orders"}',
  'services/orders/schemas/order.avsc': orderSchema,
  'services/orders/gen-msk-consumer.config.json': serviceConfig('orders'),
  'services/payments/package.json': '{"name":"payments"}',
  'services/payments/schemas/order.avsc': orderSchema,
  'services/payments/gen-msk-consumer.config.json': serviceConfig('payments'),
  'packages/shared/package.json': '{"name":"shared"}',
};

/** They as a workspace of npm. */
export const workspace = {
  'package.json': JSON.stringify({ name: 'shop', private: true, workspaces: ['packages/*', './services/*/'] }),
  ...services,
};
