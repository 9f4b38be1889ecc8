import { afterEach, expect, test, vi } from 'vitest';
import {
  encodeShopEventsValue,
  orderCancelledSample,
  orderPlacedSample,
  shopEventsEvent,
} from './fixture.js';
import { handler } from './handler.js';

/** The generated handler only writes to the log. Replace this with a check of what your own code does. */
const watchLog = () => vi.spyOn(console, 'info').mockImplementation(() => undefined);

afterEach(() => {
  vi.restoreAllMocks();
});

test('handles a record of every type', async () => {
  const log = watchLog();
  const event = shopEventsEvent([{ value: orderPlacedSample }, { value: orderCancelledSample }]);

  await handler(event);

  expect(log).toHaveBeenCalledTimes(2);
});

test('takes a record that Lambda delivers twice', async () => {
  const log = watchLog();
  const event = shopEventsEvent({ offset: 42 });

  await handler(event);
  await handler(event);

  // Check here that the second delivery changes nothing.
  expect(log).toHaveBeenCalledTimes(2);
});

test('handles a tombstone', async () => {
  const log = watchLog();

  await handler(shopEventsEvent({ value: null }));

  expect(log).toHaveBeenCalledWith('shop-events: deleted', { partition: 0, offset: 0 });
});

test('stops a partition at a record that cannot be decoded', async () => {
  const log = watchLog();
  const errors = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const encoded = encodeShopEventsValue(orderPlacedSample);
  const undecodable = encoded.subarray(0, -1);
  const event = shopEventsEvent([{}, { valueBytes: undecodable }, {}]);

  const outcome = handler(event);

  await expect(outcome).resolves.toEqual({
    batchItemFailures: [
      { itemIdentifier: { partition: 'shop-events-0', offset: 1 } },
      { itemIdentifier: { partition: 'shop-events-0', offset: 2 } },
    ],
  });
  expect(log).toHaveBeenCalledTimes(1);
  expect(errors).toHaveBeenCalledTimes(1);
});
