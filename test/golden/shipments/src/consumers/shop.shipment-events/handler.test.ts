import { afterEach, expect, test, vi } from 'vitest';
import {
  encodeShopShipmentEventsValue,
  lostSample,
  sentSample,
  shopShipmentEventsEvent,
} from './fixture.js';
import { handler } from './handler.js';

/** As generated, the handler only writes to the log. Watch what your own code does in its place. */
const watchLog = () => vi.spyOn(console, 'info').mockImplementation(() => undefined);

afterEach(() => {
  vi.restoreAllMocks();
});

test('handles a record of every type', async () => {
  const log = watchLog();

  await handler(
    shopShipmentEventsEvent([
      { value: sentSample },
      { value: lostSample },
    ]),
  );

  expect(log).toHaveBeenCalledTimes(2);
});

test('takes a record that Lambda delivers twice', async () => {
  const log = watchLog();
  const event = shopShipmentEventsEvent({ offset: 42 });

  await handler(event);
  await handler(event);

  // What must not happen twice belongs here: compare what each delivery left behind.
  expect(log).toHaveBeenCalledTimes(2);
});

test('handles a tombstone', async () => {
  const log = watchLog();

  await handler(shopShipmentEventsEvent({ value: null }));

  expect(log).toHaveBeenCalledWith('shop.shipment-events: deleted', { partition: 0, offset: 0 });
});

test('stops a partition at a record that cannot be decoded', async () => {
  const log = watchLog();
  const undecodable = encodeShopShipmentEventsValue(sentSample).subarray(0, -1);

  const outcome = handler(shopShipmentEventsEvent([{}, { valueBytes: undecodable }, {}]));

  await expect(outcome).rejects.toMatchObject({
    name: 'BatchError',
    errors: [{ partition: 0, offset: 1 }],
  });
  expect(log).toHaveBeenCalledTimes(1);
});
