import middy from '@middy/core';

import type { KafkaEvent, LambdaContext } from '../../../src/runtime/kafka/kafka-event.js';
import type { KafkaHeaders } from '../../../src/runtime/kafka/kafka-headers.js';
import type { RecordContext } from '../../../src/runtime/kafka/kafka-record.js';
import { consumeOrders } from '../golden/orders/consumer.js';
import { consumeShopEvents } from '../golden/shop-events/consumer.js';

/** Keeps nothing on the event loop and never settles. */
const never = (): Promise<never> => new Promise(() => undefined);

/** Does with a record what its header `outcome` says. */
async function handle({ headers }: { readonly headers: KafkaHeaders }, { signal }: RecordContext): Promise<void> {
  switch (headers.text('outcome')) {
    case 'reject':
      throw new Error('the database is away');
    case 'heed the deadline':
      return new Promise((_, reject) => {
        // A signal's reason is what its controller gave it: an Error.
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      });
    case 'never settle':
      return never();
    case 'stray rejection':
      // Rejects without anybody listening, while the record is handled.
      void Promise.resolve().then(() => Promise.reject(new Error('stray')));
      return never();
    default:
      return;
  }
}

/** As layers for monitoring and decorators wrap handlers: in a function that is not async. */
const inPlainFunction =
  <Answer>(handler: (event: KafkaEvent, context?: LambdaContext) => Answer) =>
  (event: KafkaEvent, context?: LambdaContext): Answer =>
    handler(event, context);

const answering = consumeShopEvents(handle);
const throwing = consumeOrders(handle);

export const bareAnswering = answering;
export const bareThrowing = throwing;
export const plainAnswering = inPlainFunction(answering);
export const plainThrowing = inPlainFunction(throwing);
export const middyAnswering = middy(answering);
export const middyThrowing = middy(throwing);
