import { consumeOrders } from '../golden/orders/consumer.js';
import { consumeShopEvents } from '../golden/shop-events/consumer.js';

/** Keeps nothing on the event loop and never settles. */
const never = (): Promise<never> => new Promise(() => undefined);

export const answering = consumeShopEvents(never);

export const throwing = consumeOrders(never);

/** As layers for monitoring and decorators wrap handlers: in a function that is not async. */
export const wrapped: typeof answering = (event, context) => answering(event, context);

/** Rejects without anybody listening, while a record is handled. */
export const stray = consumeShopEvents(async () => {
  void Promise.resolve().then(() => Promise.reject(new Error('stray')));
  await never();
});
