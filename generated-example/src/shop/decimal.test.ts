import { expect, test } from 'vitest';
import { addDecimals, multiplyDecimal } from './decimal.js';

test.each([
  ['0.10', '0.20', '0.30'],
  ['12.50', '-12.75', '-0.25'],
  ['-0.05', '0.05', '0.00'],
  ['1', '0.333', '1.333'],
  ['99999999999999.99', '0.01', '100000000000000.00'],
])('%s + %s is %s', (a, b, sum) => {
  expect(addDecimals(a, b)).toBe(sum);
});

test.each([
  ['0.3333', 3, '0.9999'],
  ['-0.50', 3, '-1.50'],
  ['0.01', -1, '-0.01'],
  ['7', 6, '42'],
  ['12.34', 0, '0.00'],
])('%s times %d is %s', (decimal, factor, product) => {
  expect(multiplyDecimal(decimal, factor)).toBe(product);
});
