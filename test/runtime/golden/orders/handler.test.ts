import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { encodeOrdersValue, ordersEvent, orderSample, simulate } from './fixture.js';
import { handler } from './handler.js';

// These tests hold whatever the handler does with its records. Add your own for what yours does:
// `ordersRecord()` of the fixture is a decoded record.

beforeEach(() => {
  for (const level of ['info', 'error'] as const)
    vi.spyOn(console, level).mockImplementation(() => undefined);
});

afterEach(() => {
  vi.restoreAllMocks();
});

test('handles every record of a batch', async () => {
  await expect(handler(ordersEvent({ count: 3 }))).resolves.toBeUndefined();
});

test('takes a record that Lambda delivers twice', async () => {
  const event = ordersEvent({ offset: 42 });

  await handler(event);

  // Check here that the second delivery changes nothing.
  await expect(handler(event)).resolves.toBeUndefined();
});

test('handles a tombstone', async () => {
  const tombstone = ordersEvent({ value: null });

  await expect(handler(tombstone)).resolves.toBeUndefined();
});

test('stops a partition at a record that cannot be decoded', async () => {
  const encoded = encodeOrdersValue(orderSample);
  const undecodable = encoded.subarray(0, -1);
  const event = ordersEvent([{}, { valueBytes: undecodable }, {}]);

  await expect(handler(event)).rejects.toMatchObject({
    name: 'BatchError',
    errors: [{ partition: 0, offset: 1 }],
  });
});

test('loses no record when invocations are repeated, killed or late', async () => {
  const report = await simulate(handler, {
    records: ordersEvent({ count: 30 }),
    partitions: 3,
    reportBatchItemFailures: false,
    forbid: ['timedOut'],
  });

  if (report.problems.length > 0) throw new Error(report.text);
});
