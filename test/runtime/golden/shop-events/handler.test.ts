import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  encodeShopEventsValue,
  orderCancelledSample,
  orderPlacedSample,
  shopEventsEvent,
  simulate,
} from './fixture.js';
import { handler } from './handler.js';

// These tests hold whatever the handler does with its records. Add your own for what yours does:
// `shopEventsRecord()` of the fixture is a decoded record.

/** The answer when every record is handled. */
const allHandled = { batchItemFailures: [] };

beforeEach(() => {
  for (const level of ['info', 'error'] as const)
    vi.spyOn(console, level).mockImplementation(() => undefined);
});

afterEach(() => {
  vi.restoreAllMocks();
});

test('handles a record of every type', async () => {
  const event = shopEventsEvent([{ value: orderPlacedSample }, { value: orderCancelledSample }]);

  await expect(handler(event)).resolves.toEqual(allHandled);
});

test('takes a record that Lambda delivers twice', async () => {
  const event = shopEventsEvent({ offset: 42 });

  await handler(event);

  // Check here that the second delivery changes nothing.
  await expect(handler(event)).resolves.toEqual(allHandled);
});

test('handles a tombstone', async () => {
  const tombstone = shopEventsEvent({ value: null });

  await expect(handler(tombstone)).resolves.toEqual(allHandled);
});

test('stops a partition at a record that cannot be decoded', async () => {
  const encoded = encodeShopEventsValue(orderPlacedSample);
  const undecodable = encoded.subarray(0, -1);
  const event = shopEventsEvent([{}, { valueBytes: undecodable }, {}]);

  await expect(handler(event)).resolves.toEqual({
    batchItemFailures: [
      { itemIdentifier: { partition: 'shop-events-0', offset: 1 } },
      { itemIdentifier: { partition: 'shop-events-0', offset: 2 } },
    ],
  });
});

test('loses no record when invocations are repeated, killed or late', async () => {
  const report = await simulate(handler, {
    records: shopEventsEvent({ count: 30 }),
    partitions: 3,
    reportBatchItemFailures: true,
    forbid: ['timedOut'],
  });

  if (report.problems.length > 0) throw new Error(report.text);
});
