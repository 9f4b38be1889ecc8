import { afterEach, expect, test, vi } from 'vitest';
import type { Ledger } from '../../shop/ledger.js';
import { MemoryTable } from '../../shop/table.js';
import {
  encodePaymentEventsValue,
  paymentAuthorizedSample,
  paymentCapturedSample,
  paymentEventsEvent,
  paymentFailedSample,
  paymentRefundedSample,
} from './fixture.js';
import { createHandler } from './handler.js';

const paymentId = paymentAuthorizedSample.paymentId;
const euro = (amount: string) => ({ amount, currency: 'EUR' });
const authorized = { ...paymentAuthorizedSample, paymentId, amount: euro('100.00') };
const captured = {
  ...paymentCapturedSample,
  paymentId,
  amount: euro('60.00'),
  fee: euro('0.85'),
  isFinal: false,
};
const failed = { ...paymentFailedSample, paymentId };
const refunded = { ...paymentRefundedSample, paymentId, amount: euro('12.50') };

function setUp() {
  const ledgers = new MemoryTable<Ledger>();
  return { handler: createHandler(ledgers), ledger: () => ledgers.get(paymentId) };
}

afterEach(() => {
  vi.restoreAllMocks();
});

test('handles a record of every type', async () => {
  const { handler, ledger } = setUp();

  const answer = await handler(
    paymentEventsEvent([
      { value: authorized },
      { value: captured },
      { value: refunded },
      { value: failed },
    ]),
  );

  expect(answer).toEqual({ batchItemFailures: [] });
  expect(await ledger()).toEqual({
    posted: ['0-0', '0-1', '0-2', '0-3'],
    held: {},
    received: { EUR: '47.50' },
    fees: { EUR: '0.85' },
  });
});

test('takes a record that Lambda delivers twice', async () => {
  const { handler, ledger } = setUp();
  const event = paymentEventsEvent([{ value: authorized, offset: 42 }, { value: captured }]);

  await handler(event);
  const before = await ledger();
  await handler(event);

  expect(before).toMatchObject({ held: { EUR: '40.00' }, received: { EUR: '60.00' } });
  expect(await ledger()).toBe(before);
});

test('refuses a tombstone', async () => {
  const errors = vi.spyOn(console, 'error').mockImplementation(() => undefined);

  const answer = await setUp().handler(paymentEventsEvent({ value: null }));

  expect(answer).toEqual({
    batchItemFailures: [{ itemIdentifier: { partition: 'payment-events-0', offset: 0 } }],
  });
  expect(errors).toHaveBeenCalledTimes(1);
});

test('stops a partition at a record that cannot be decoded', async () => {
  const errors = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { handler, ledger } = setUp();
  const cutShort = encodePaymentEventsValue(captured).subarray(0, -1);

  const outcome = handler(
    paymentEventsEvent([{ value: authorized }, { valueBytes: cutShort }, { value: failed }]),
  );

  await expect(outcome).resolves.toEqual({
    batchItemFailures: [
      { itemIdentifier: { partition: 'payment-events-0', offset: 1 } },
      { itemIdentifier: { partition: 'payment-events-0', offset: 2 } },
    ],
  });
  expect(await ledger()).toMatchObject({ posted: ['0-0'], held: { EUR: '100.00' } });
  expect(errors).toHaveBeenCalledTimes(1);
});
