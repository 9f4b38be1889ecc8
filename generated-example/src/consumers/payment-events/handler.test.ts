import { afterEach, expect, test, vi } from 'vitest';
import { encodePaymentEventsValue, paymentAuthorizedSample, paymentCapturedSample, paymentEventsEvent, paymentFailedSample, paymentRefundedSample } from './fixture.js';
import { handler } from './handler.js';

/** As generated, the handler only writes to the log. Watch what your own code does in its place. */
const watchLog = () => vi.spyOn(console, 'info').mockImplementation(() => undefined);

afterEach(() => {
  vi.restoreAllMocks();
});

test('handles a record of every type', async () => {
  const log = watchLog();

  await handler(
    paymentEventsEvent([
      { value: paymentAuthorizedSample },
      { value: paymentCapturedSample },
      { value: paymentFailedSample },
      { value: paymentRefundedSample },
    ]),
  );

  expect(log).toHaveBeenCalledTimes(4);
});

test('takes a record that Lambda delivers twice', async () => {
  const log = watchLog();
  const event = paymentEventsEvent({ offset: 42 });

  await handler(event);
  await handler(event);

  // What must not happen twice belongs here: compare what each delivery left behind.
  expect(log).toHaveBeenCalledTimes(2);
});

test('handles a tombstone', async () => {
  const log = watchLog();

  await handler(paymentEventsEvent({ value: null }));

  expect(log).toHaveBeenCalledWith('payment-events: deleted', { partition: 0, offset: 0 });
});

test('stops a partition at a record that cannot be decoded', async () => {
  const log = watchLog();
  const errors = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const cutShort = encodePaymentEventsValue(paymentAuthorizedSample).subarray(0, -1);

  const outcome = handler(paymentEventsEvent([{}, { valueBytes: cutShort }, {}]));

  await expect(outcome).resolves.toEqual({
    batchItemFailures: [
      { itemIdentifier: { partition: 'payment-events-0', offset: 1 } },
      { itemIdentifier: { partition: 'payment-events-0', offset: 2 } },
    ],
  });
  expect(log).toHaveBeenCalledTimes(1);
  expect(errors).toHaveBeenCalledTimes(1);
});
