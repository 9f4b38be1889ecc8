import { afterEach, expect, test, vi } from 'vitest';
import { encodeOrdersValue, ordersEvent, orderSample } from './fixture.js';
import { handler } from './handler.js';

/** As generated, the handler only writes to the log. Watch what your own code does in its place. */
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

  // What must not happen twice belongs here: compare what each delivery left behind.
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
