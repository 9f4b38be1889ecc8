import { expect, test } from 'vitest';
import { MemoryParkingLot } from '../../shop/parking-lot.js';
import type { PointsAccount } from '../../shop/points-account.js';
import { MemoryTable } from '../../shop/table.js';
import {
  encodeLoyaltyPointsValue,
  loyaltyPointsChangedSample,
  loyaltyPointsEvent,
} from './fixture.js';
import { createHandler } from './handler.js';
import type { LoyaltyPointsChanged } from './types.js';

const customerId = 'a0a0a0a0-1111-4111-8111-111111111111';
const earned: Partial<LoyaltyPointsChanged> = {
  source: '/checkout',
  id: '1',
  type: 'shop.loyalty.points.earned',
  time: new Date('2026-05-04T10:30:00Z'),
  data: { customerId, points: 100, balance: 100 },
};
const spent: Partial<LoyaltyPointsChanged> = {
  source: '/checkout',
  id: '2',
  type: 'shop.loyalty.points.spent',
  time: new Date('2026-05-05T08:00:00Z'),
  data: { customerId, points: -30, balance: 70 },
};

function setUp() {
  const accounts = new MemoryTable<PointsAccount>();
  const parkingLot = new MemoryParkingLot();
  return {
    handler: createHandler(accounts, parkingLot),
    parkingLot,
    account: () => accounts.get(customerId),
  };
}

test('handles every record of a batch', async () => {
  const { handler, account } = setUp();

  await handler(loyaltyPointsEvent([{ value: earned }, { value: {} }, { value: spent }]));

  expect(await account()).toEqual({
    balance: 70,
    asOf: new Date('2026-05-05T08:00:00Z'),
    earned: 100,
    spent: 30,
    counted: ['/checkout 1', '/checkout 2'],
  });
});

test('takes a record that Lambda delivers twice', async () => {
  const { handler, account } = setUp();
  const event = loyaltyPointsEvent({ value: earned, offset: 42 });

  await handler(event);
  const before = await account();
  await handler(event);

  expect(before).toMatchObject({ earned: 100 });
  expect(await account()).toBe(before);
});

test('takes an event that its producer sends twice', async () => {
  const { handler, account } = setUp();

  await handler(
    loyaltyPointsEvent([
      { value: earned },
      { value: spent },
      { value: earned, partition: 3, offset: 7 },
    ]),
  );

  expect(await account()).toMatchObject({ balance: 70, earned: 100 });
});

test('passes over a tombstone', async () => {
  const { handler, account } = setUp();

  await handler(loyaltyPointsEvent([{ value: earned }, { value: null }]));

  expect(await account()).toMatchObject({ balance: 100 });
});

test('parks a record that cannot be decoded and goes on', async () => {
  const { handler, parkingLot, account } = setUp();
  const cutShort = encodeLoyaltyPointsValue(loyaltyPointsChangedSample).subarray(0, -1);

  await handler(
    loyaltyPointsEvent([{ value: earned }, { valueBytes: cutShort }, { value: spent }]),
  );

  expect(parkingLot.parked.map(({ record }) => record.offset)).toEqual([1]);
  expect(await account()).toMatchObject({ balance: 70 });
});
