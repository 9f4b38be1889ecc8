import { expect, test } from 'vitest';
import { nearestName } from '../../src/diagnostics/nearest-name.js';

test.each([
  ['vlaue', 'value'],
  ['valu', 'value'],
  ['VALUE', 'value'],
  ['kye', 'key'],
  ['timestampMilis', 'timestampMillis'],
  ['timestampmicros', 'timestampMicros'],
  ['framng', 'framing'],
  ['x', undefined],
  ['', undefined],
  ['colour', undefined],
  ['v'.repeat(301), undefined],
])('%s is a misspelling of %s', (name, nearest) => {
  const names = ['value', 'key', 'framing', 'timestampMillis', 'timestampMicros'];
  expect(nearestName(name, names)).toBe(nearest);
});
