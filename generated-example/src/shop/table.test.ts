import { expect, test } from 'vitest';
import { MemoryTable } from './table.js';

test('loses no update of those that come at once', async () => {
  const table = new MemoryTable<number>();

  await Promise.all(
    Array.from({ length: 10 }, () => table.update('count', (count = 0) => count + 1)),
  );

  expect(await table.get('count')).toBe(10);
});
