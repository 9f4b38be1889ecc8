import fc from 'fast-check';
import { expect, test } from 'vitest';

import { subjectFolder } from '../../src/sources/subject-folder.js';

test('a plain name is kept; any other stays readable', () => {
  const names = [
    'orders-value',
    'shop.order_placed',
    'com.acme.OrderPlaced',
    ':.staging:orders-value',
    '..',
    'CON',
    'a'.repeat(300),
  ];
  expect(names.map(subjectFolder)).toEqual([
    'orders-value',
    'shop.order_placed',
    expect.stringMatching(/^com\.acme\.OrderPlaced~[0-9a-f]{12}$/),
    expect.stringMatching(/^_\.staging_orders-value~[0-9a-f]{12}$/),
    expect.stringMatching(/^_~[0-9a-f]{12}$/),
    expect.stringMatching(/^_CON~[0-9a-f]{12}$/),
    expect.stringMatching(/^a{80}~[0-9a-f]{12}$/),
  ]);
});

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom('.', '..', '/', '\\', ':', '~', 'a', 'A', 'ä', '\u0000', '\n', ' ', '\uD800', 'nul'),
      fc.string(),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));

test('every folder name is legal everywhere, and no two subjects share one where case does not count', () => {
  fc.assert(
    fc.property(hostile, hostile, (one, other) => {
      const [first, second] = [subjectFolder(one), subjectFolder(other)];
      expect(first).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._~-]{0,119}$/);
      expect(first).not.toMatch(/\.$/);
      expect(first).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
      if (one !== other) expect(first.toLowerCase()).not.toBe(second.toLowerCase());
    }),
  );
});
