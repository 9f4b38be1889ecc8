import { kafkaConsumer } from '@aws-lambda-powertools/kafka';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import { beforeEach, describe, expect, test } from 'vitest';
import { inBatches } from '../../../src/runtime/consume/in-batches.js';
import { routeTopics } from '../../../src/runtime/consume/route-topics.js';
import { consumeOrders } from '../golden/orders/consumer.js';
import { consumeShopEvents } from '../golden/shop-events/consumer.js';
import {
  encodeShopEventsValue,
  orderCancelledSample,
  orderPlacedSample,
  shopEventsEvent,
} from '../golden/shop-events/fixture.js';

/** What the wrappers have in common: a handler in, one like it out. */
type AnyHandler = (event: never, context: never) => Promise<unknown>;

// What each record's handler was given, in order.
let handled: string[];

beforeEach(() => {
  handled = [];
});

const ignore = (): void => undefined;

interface Handled {
  readonly offset: number;
  readonly value: { readonly $type: string; readonly orderId: string } | null;
}

function handle({ offset, value }: Handled): Promise<void> {
  if (value?.orderId === 'fails') return Promise.reject(new Error('the database is away'));
  handled.push(`${offset} ${value?.$type ?? 'tombstone'}`);
  return Promise.resolve();
}

const shopEvents = {
  'per record': () => consumeShopEvents(handle),
  'per batch': () =>
    consumeShopEvents(
      inBatches(async (records) => {
        const results = await Promise.allSettled(records.map(handle));
        return records.filter((_, index) => results[index]?.status === 'rejected');
      }),
    ),
  'by record type': () =>
    consumeShopEvents({
      types: { 'shop.OrderPlaced': handle, 'shop.OrderCancelled': handle },
      tombstone: handle,
    }),
  'of several topics': () =>
    routeTopics<'orders' | 'shop-events'>({
      orders: consumeOrders(() => undefined),
      'shop-events': consumeShopEvents(handle),
    }),
};

const logger = new Logger({ serviceName: 'shop' });
// It would warn that there are no metrics.
const quiet = { debug: ignore, info: ignore, warn: ignore, error: ignore };
const metrics = new Metrics({ namespace: 'shop', logger: quiet });
const tracer = new Tracer({ serviceName: 'shop', enabled: false });

/** A decorator for a handler that is a method. */
type Decorator = ReturnType<Logger['injectLambdaContext']>;

/** As TypeScript compiles `@logger.injectLambdaContext()` and its like over a method `handler`. */
function decorated(handler: AnyHandler): AnyHandler {
  const descriptor = { value: handler };
  const decorators: readonly Decorator[] = [
    tracer.captureLambdaHandler(),
    metrics.logMetrics(),
    logger.injectLambdaContext(),
  ];
  for (const decorate of decorators) decorate({ handler: descriptor.value } as never, 'handler', descriptor as never);
  return descriptor.value.bind({});
}

const wrappers: Readonly<Record<string, (handler: AnyHandler) => AnyHandler>> = {
  middy: (handler) => middy(handler as never) as never,
  "middy with Powertools' middleware": (handler) =>
    middy(handler as never)
      .use(injectLambdaContext(logger))
      .use(logMetrics(metrics))
      .use(captureLambdaHandler(tracer)) as never,
  "Powertools' decorators": decorated,
};

const context = {
  functionName: 'shop',
  functionVersion: '1',
  memoryLimitInMB: '128',
  awsRequestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
  invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:shop',
  getRemainingTimeInMillis: () => 10_000,
};

const fails = encodeShopEventsValue({ ...orderPlacedSample, orderId: 'fails' });
const cancelled = encodeShopEventsValue(orderCancelledSample);

describe.each(Object.entries(wrappers))('%s', (_, wrap) => {
  test.each(Object.entries(shopEvents))(
    'around a handler %s: the answer is what it is without',
    async (style, make) => {
      const handler = wrap(make()) as (event: unknown, context: unknown) => Promise<unknown>;

      const answer = await handler(shopEventsEvent([{}, { valueBytes: cancelled }, { value: null }]), context);
      expect(answer).toEqual({ batchItemFailures: [] });
      expect(handled).toEqual(['0 shop.OrderPlaced', '1 shop.OrderCancelled', '2 tombstone']);

      handled = [];
      expect(await handler(shopEventsEvent([{}, { valueBytes: fails }, {}]), context)).toEqual({
        batchItemFailures: [1, 2].map((offset) => ({ itemIdentifier: { partition: 'shop-events-0', offset } })),
      });
      // A batch's handler has all of it at once.
      expect(handled).toEqual(['0 shop.OrderPlaced', ...(style === 'per batch' ? ['2 shop.OrderPlaced'] : [])]);
    },
  );

  test('around a handler without partial answers: it fails as it does without', async () => {
    const handler = wrap(consumeShopEvents(handle, { reportBatchItemFailures: false })) as (
      event: unknown,
      context: unknown,
    ) => Promise<unknown>;

    expect(await handler(shopEventsEvent({ count: 1 }), context)).toBeUndefined();
    await expect(handler(shopEventsEvent([{ valueBytes: fails }]), context)).rejects.toThrow('the database is away');
  });
});

test('kafkaConsumer of Powertools decodes by itself: around a handler it gets an error, and no record is handled', async () => {
  const handler = kafkaConsumer(consumeShopEvents(handle) as never, { value: { type: 'json' } });

  await expect(handler(shopEventsEvent({ count: 1 }) as never, context as never)).rejects.toThrow(
    'expected a Kafka event, an object with "records" by partition',
  );
  expect(handled).toEqual([]);
});
