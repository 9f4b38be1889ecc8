import { afterEach, expect, test, vi } from 'vitest';
import type { ReturnCase } from '../../shop/return-case.js';
import { MemoryTable } from '../../shop/table.js';
import {
  encodeReturnEventsValue,
  returnEventsEvent,
  returnReceivedSample,
  returnRefusedSample,
  returnRequestedSample,
} from './fixture.js';
import { createHandler } from './handler.js';

const returnId = returnRequestedSample.returnId;
const requested = { ...returnRequestedSample, returnId };
const refused = { ...returnRefusedSample, returnId, explanation: 'Worn.' };
// More cents than a number can count one by one.
const received = {
  ...returnReceivedSample,
  returnId,
  refund: { cents: 9_007_199_254_740_993n, currency: 'IDR' },
};

function setUp() {
  const cases = new MemoryTable<ReturnCase>();
  return { handler: createHandler(cases), returnCase: () => cases.get(returnId) };
}

afterEach(() => {
  vi.restoreAllMocks();
});

test('handles a record of every type', async () => {
  const { handler, returnCase } = setUp();
  const states: unknown[] = [];

  for (const value of [requested, refused, received]) {
    expect(await handler(returnEventsEvent({ value }))).toEqual({ batchItemFailures: [] });
    states.push(await returnCase());
  }

  expect(states).toMatchObject([
    { state: 'AWAITED' },
    { state: 'REFUSED', explanation: 'Worn.' },
    { state: 'REFUNDED', refund: { cents: 9_007_199_254_740_993n, currency: 'IDR' } },
  ]);
});

test('takes a record that Lambda delivers twice', async () => {
  const { handler, returnCase } = setUp();
  const event = returnEventsEvent([{ value: refused, offset: 42 }, { value: received }]);

  await handler(event);
  const before = await returnCase();
  await handler(event);

  expect(before).toMatchObject({ state: 'REFUNDED' });
  expect(await returnCase()).toBe(before);
});

test('refuses a tombstone', async () => {
  const errors = vi.spyOn(console, 'error').mockImplementation(() => undefined);

  const answer = await setUp().handler(returnEventsEvent({ value: null }));

  expect(answer).toEqual({
    batchItemFailures: [{ itemIdentifier: { partition: 'return-events-0', offset: 0 } }],
  });
  expect(errors).toHaveBeenCalledTimes(1);
});

test('stops a partition at a record that its schema does not allow, and says all that is wrong with it', async () => {
  const errors = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { handler, returnCase } = setUp();
  const odd = { ...refused, refusedAt: 'yesterday', explanation: '' };

  const outcome = handler(
    returnEventsEvent([
      { value: requested },
      { valueBytes: Buffer.from(JSON.stringify(odd)) },
      { value: received },
    ]),
  );

  await expect(outcome).resolves.toEqual({
    batchItemFailures: [
      { itemIdentifier: { partition: 'return-events-0', offset: 1 } },
      { itemIdentifier: { partition: 'return-events-0', offset: 2 } },
    ],
  });
  expect(await returnCase()).toMatchObject({ state: 'AWAITED' });
  expect(errors.mock.calls).toMatchObject([
    [
      {
        partition: 0,
        offset: 1,
        cause: { faults: [{ pointer: '/refusedAt' }, { pointer: '/explanation' }] },
      },
    ],
  ]);
});

test('stops a partition at a record that cannot be decoded', async () => {
  const errors = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { handler, returnCase } = setUp();
  const cutShort = encodeReturnEventsValue(received).subarray(0, -1);

  const outcome = handler(returnEventsEvent([{ valueBytes: cutShort }, { value: requested }]));

  await expect(outcome).resolves.toEqual({
    batchItemFailures: [
      { itemIdentifier: { partition: 'return-events-0', offset: 0 } },
      { itemIdentifier: { partition: 'return-events-0', offset: 1 } },
    ],
  });
  expect(await returnCase()).toBeUndefined();
  expect(errors).toHaveBeenCalledTimes(1);
});
