import { expect, test, type TestContext } from 'vitest';
import { encodeShopEventsValue, orderPlacedSample, shopEventsEvent } from '../golden/shop-events/fixture.js';
import { ordersEvent } from '../golden/orders/fixture.js';
import type { LambdaProcess } from './lambda-process.js';

/** Milliseconds that an invocation has which would not end by itself. */
const SHORT = 600;

const outcome = (text: string) => ({ headers: { outcome: text } });

function naming(...offsets: readonly number[]) {
  const batchItemFailures = offsets.map((offset) => ({ itemIdentifier: { partition: 'shop-events-0', offset } }));
  return { kind: 'response', body: { batchItemFailures } };
}

/**
 * Whatever is wrapped around a handler, the runtime client never answers success for a record that was not handled.
 * `start` runs one of the exports of wrapped-handlers.ts.
 */
export function testWrapped(start: (exported: string) => Promise<LambdaProcess>): void {
  const started = async (exported: string, { onTestFinished }: TestContext) => {
    const lambda = await start(exported);
    onTestFinished(lambda.stop);
    return lambda;
  };
  const wrappers = ['bare', 'plain', 'middy'];

  test.concurrent.for(wrappers)(
    '%s: answers with the records that are not over, and takes the next event (scenario 7)',
    async (wrapper, context) => {
      const { api } = await started(`${wrapper}Answering`, context);
      const valueBytes = encodeShopEventsValue(orderPlacedSample).subarray(0, -1);

      expect(await api.invoke(shopEventsEvent({ count: 2 }))).toEqual(naming());
      expect(await api.invoke(shopEventsEvent([{}, { valueBytes }, {}]))).toEqual(naming(1, 2));
      expect(await api.invoke(shopEventsEvent([{}, outcome('reject'), {}]))).toEqual(naming(1, 2));
      expect(await api.invoke(shopEventsEvent([{}, outcome('heed the deadline'), {}]), SHORT)).toEqual(naming(1, 2));
      expect(await api.invoke(shopEventsEvent([{}, outcome('never settle'), {}]), SHORT)).toEqual(naming(1, 2));
      expect(await api.invoke(shopEventsEvent([outcome('never settle'), {}]), SHORT)).toEqual(naming(0, 1));
      expect(await api.invoke(shopEventsEvent({ count: 2 }))).toEqual(naming());
    },
  );

  test.concurrent.for(wrappers)(
    '%s: without partial answers, fails where a record is not over',
    async (wrapper, context) => {
      const { api } = await started(`${wrapper}Throwing`, context);
      const failing = (message: string) => ({
        kind: 'error',
        body: { errorType: 'BatchError', errorMessage: expect.stringContaining(message) as unknown },
      });

      expect(await api.invoke(ordersEvent({ count: 2 }))).toEqual({ kind: 'response', body: null });
      expect(await api.invoke(ordersEvent([{}, outcome('reject')]))).toMatchObject(failing('the database is away'));
      expect(await api.invoke(ordersEvent([outcome('heed the deadline'), {}]), SHORT)).toMatchObject(
        failing('a batch size of 1 would fit'),
      );
      expect(await api.invoke(ordersEvent([outcome('never settle'), {}]), SHORT)).toMatchObject(
        failing('a batch size of 1 would fit'),
      );
    },
  );

  test.concurrent.for(wrappers)(
    '%s: a rejection that nobody listens to is not answered with success',
    async (wrapper, context) => {
      const { api, ended } = await started(`${wrapper}Answering`, context);

      const answer = await Promise.race([
        api.invoke(shopEventsEvent([outcome('stray rejection')]), SHORT),
        ended.then(() => 'the process ended'),
      ]);

      expect([naming(), { kind: 'response', body: null }]).not.toContainEqual(answer);
    },
  );
}
