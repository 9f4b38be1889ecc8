import { expect, test } from 'vitest';
import { sumAmounts } from './totals.js';

test('adds up each currency for itself', () => {
  const amounts = [
    { amount: '10.10', currency: 'EUR' },
    { amount: '99.00', currency: 'NOK' },
    { amount: '-0.20', currency: 'EUR' },
  ];

  expect(sumAmounts(amounts)).toEqual({ EUR: '9.90', NOK: '99.00' });
});
