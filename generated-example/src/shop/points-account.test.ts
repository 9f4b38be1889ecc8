import { expect, test } from 'vitest';
import { loyaltyPointsChangedSample } from '../consumers/loyalty-points/fixture.js';
import type { LoyaltyPointsChanged } from '../consumers/loyalty-points/types.js';
import { countOnce, type PointsAccount } from './points-account.js';

const day = (date: number) => new Date(Date.UTC(2026, 4, date));

function event(
  id: string,
  time: Date,
  type: 'earned' | 'spent' | 'expired',
  points: number,
  balance: number,
) {
  const { data } = loyaltyPointsChangedSample;
  return {
    ...loyaltyPointsChangedSample,
    source: '/checkout',
    id,
    time,
    type: `shop.loyalty.points.${type}`,
    data: { ...data, points, balance },
  } satisfies LoyaltyPointsChanged;
}

function countAll(events: readonly LoyaltyPointsChanged[]): PointsAccount | undefined {
  return events.reduce<PointsAccount | undefined>(countOnce, undefined);
}

test('tells apart what was earned, what was spent and what expired', () => {
  const events = [
    event('a', day(1), 'earned', 100, 100),
    event('b', day(2), 'spent', -30, 70),
    event('c', day(3), 'expired', -20, 50),
  ];

  expect(countAll(events)).toEqual({
    balance: 50,
    asOf: day(3),
    earned: 100,
    spent: 30,
    counted: ['/checkout a', '/checkout b', '/checkout c'],
  });
});

test('counts a change that comes late, and keeps the newer balance', () => {
  const events = [event('b', day(2), 'earned', 10, 110), event('a', day(1), 'earned', 100, 100)];

  expect(countAll(events)).toMatchObject({ balance: 110, asOf: day(2), earned: 110 });
});

test('takes events of one id from two sources for two', () => {
  const first = event('a', day(1), 'earned', 100, 100);
  const account = countAll([first, { ...first, source: '/customer-service' }]);

  expect(account).toMatchObject({ earned: 200, counted: ['/checkout a', '/customer-service a'] });
});

test('remembers the last fifty events', () => {
  const events = Array.from({ length: 60 }, (_, index) =>
    event(String(index), day(1), 'earned', 1, index + 1),
  );

  const account = countAll(events);

  expect(account).toMatchObject({ balance: 60, earned: 60 });
  expect(account?.counted).toEqual(events.slice(10).map(({ id }) => `/checkout ${id}`));
});
