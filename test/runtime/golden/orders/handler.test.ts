import { afterEach, expect, test, vi } from 'vitest';
import { encodeOrdersValue, ordersEvent, orderSample } from './fixture.js';
import { handler } from './handler.js';

/** The generated handler only writes to the log. Replace this with a check of what your own code does. */
const watchLog = () => vi.spyOn(console, 'info').mockImplementation(() => undefined);

afterEach(() => {
  vi.restoreAllMocks();
});

test('handles every record of a batch', async () => {
  const log = watchLog();

  await handler(ordersEvent({ count: 3 }));

  expect(log).toHaveBeenCalledTimes(3);
});

test('takes a record that Lambda delivers twice', async () => {
  const log = watchLog();
  const event = ordersEvent({ offset: 42 });

  await handler(event);
  await handler(event);

  // Check here that the second delivery changes nothing.
  expect(log).toHaveBeenCalledTimes(2);
});

test('handles a tombstone', async () => {
  const log = watchLog();

  await handler(ordersEvent({ value: null }));

  expect(log).toHaveBeenCalledWith('orders: deleted', { partition: 0, offset: 0 });
});

test('stops a partition at a record that cannot be decoded', async () => {
  const log = watchLog();
  const encoded = encodeOrdersValue(orderSample);
  const undecodable = encoded.subarray(0, -1);
  const event = ordersEvent([{}, { valueBytes: undecodable }, {}]);

  const outcome = handler(event);

  await expect(outcome).rejects.toMatchObject({
    name: 'BatchError',
    errors: [{ partition: 0, offset: 1 }],
  });
  expect(log).toHaveBeenCalledTimes(1);
});
