import { afterEach, expect, test, vi } from 'vitest';
import { encodeShopShipmentsValue, shipmentSample, shopShipmentsEvent } from './fixture.js';
import { handler } from './handler.js';

/** As generated, the handler only writes to the log. Watch what your own code does in its place. */
const watchLog = () => vi.spyOn(console, 'info').mockImplementation(() => undefined);

afterEach(() => {
  vi.restoreAllMocks();
});

test('handles every record of a batch', async () => {
  const log = watchLog();

  await handler(shopShipmentsEvent({ count: 3 }));

  expect(log).toHaveBeenCalledTimes(3);
});

test('takes a record that Lambda delivers twice', async () => {
  const log = watchLog();
  const event = shopShipmentsEvent({ offset: 42 });

  await handler(event);
  await handler(event);

  // What must not happen twice belongs here: compare what each delivery left behind.
  expect(log).toHaveBeenCalledTimes(2);
});

test('handles a tombstone', async () => {
  const log = watchLog();

  await handler(shopShipmentsEvent({ value: null }));

  expect(log).toHaveBeenCalledWith('shop.shipments: deleted', { partition: 0, offset: 0 });
});

test('stops a partition at a record that cannot be decoded', async () => {
  const log = watchLog();
  const errors = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const undecodable = encodeShopShipmentsValue(shipmentSample).subarray(0, -1);

  const outcome = handler(shopShipmentsEvent([{}, { valueBytes: undecodable }, {}]));

  await expect(outcome).resolves.toEqual({
    batchItemFailures: [
      { itemIdentifier: { partition: 'shop.shipments-0', offset: 1 } },
      { itemIdentifier: { partition: 'shop.shipments-0', offset: 2 } },
    ],
  });
  expect(log).toHaveBeenCalledTimes(1);
  expect(errors).toHaveBeenCalledTimes(1);
});
