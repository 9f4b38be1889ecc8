import { expect, test } from 'vitest';
import {
  returnReceivedSample,
  returnRefusedSample,
  returnRequestedSample,
} from '../consumers/return-events/fixture.js';
import { awaitGoods, postRefund, refuse } from './return-case.js';

const received = { ...returnReceivedSample, refund: { cents: 4_990n, currency: 'EUR' } };

test('awaits all the pieces that a customer sends back', () => {
  const items: typeof returnRequestedSample.items = [
    { sku: 'SKU-1', quantity: 2 },
    { sku: 'SKU-2', quantity: 1 },
  ];

  expect(awaitGoods(undefined, { ...returnRequestedSample, items })).toEqual({
    state: 'AWAITED',
    pieces: 3,
  });
});

test.each([
  ['as new', 'AS_NEW', true],
  ['used', 'USED', false],
  ['broken', 'BROKEN', false],
] as const)('sells goods again as new, or not, that come back %s', (_, condition, restock) => {
  expect(postRefund(undefined, { ...received, condition })).toMatchObject({ restock });
});

test('refunds goods that were refused at first', () => {
  const refused = refuse(undefined, returnRefusedSample);

  expect(postRefund(refused, received)).toMatchObject({
    state: 'REFUNDED',
    refund: received.refund,
  });
});

test('makes the refund that was posted first, whatever comes after it', () => {
  const refunded = postRefund(undefined, received);

  expect(postRefund(refunded, { ...received, refund: { cents: 1n, currency: 'EUR' } })).toBe(
    refunded,
  );
  expect(refuse(refunded, returnRefusedSample)).toBe(refunded);
  expect(awaitGoods(refunded, returnRequestedSample)).toBe(refunded);
});
