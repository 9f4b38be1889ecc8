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

test.each([
  ['lsst.v10_0.diaObject', 'lsst.v10_0.alert', undefined],
  ['lsst.v10_0.alret', 'lsst.v10_0.alert', 'lsst.v10_0.alert'],
  ['shop-orders-v1', 'shop-orders-v2', 'shop-orders-v2'],
  ['com.acme.shop.Order', 'com.acme.shop.Parcel', undefined],
])('%s next to %s: the prefix that both have does not count', (name, candidate, nearest) => {
  expect(nearestName(name, [candidate])).toBe(nearest);
});
