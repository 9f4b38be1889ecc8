import type { GenMskConsumerConfig } from './config-schema.js';

/**
 * Gives a `.ts` or `.js` config its type; returns it as it is.
 *
 * @example
 * export default defineConfig({ topics: { orders: { value: 'schemas/orders.avsc', key: 'string' } } });
 */
export function defineConfig(config: GenMskConsumerConfig): GenMskConsumerConfig {
  return config;
}
