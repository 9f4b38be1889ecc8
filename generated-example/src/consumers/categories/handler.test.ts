import { expect, test } from 'vitest';
import type { Shelf } from '../../shop/shelves.js';
import { MemoryTable } from '../../shop/table.js';
import { categoriesEvent, categorySample, encodeCategoriesValue } from './fixture.js';
import { createHandler } from './handler.js';

const knives = { ...categorySample, categoryId: 3, slug: 'knives' };
const kitchen = { ...categorySample, categoryId: 2, slug: 'kitchen', children: [knives] };
const home = { categoryId: 1, slug: 'home', children: [kitchen] };

function setUp() {
  const table = new MemoryTable<readonly Shelf[]>();
  return { handler: createHandler(table), shelves: (key: string) => table.get(key) };
}

test('handles every record of a batch', async () => {
  const { handler, shelves } = setUp();

  await handler(
    categoriesEvent([
      { key: 'home', value: home },
      { key: 'garden', value: { slug: 'garden' } },
    ]),
  );

  expect(await shelves('home')).toMatchObject([
    { categoryId: 1, path: 'home' },
    { categoryId: 2, path: 'home/kitchen' },
    { categoryId: 3, path: 'home/kitchen/knives' },
  ]);
  expect(await shelves('garden')).toMatchObject([{ path: 'garden' }]);
});

test('takes a record that Lambda delivers twice', async () => {
  const { handler, shelves } = setUp();
  const event = categoriesEvent({ key: 'home', value: home, offset: 42 });

  await handler(event);
  const before = await shelves('home');
  await handler(event);

  expect(before).toHaveLength(3);
  expect(await shelves('home')).toEqual(before);
});

test('takes the shelves down at a tombstone', async () => {
  const { handler, shelves } = setUp();

  await handler(
    categoriesEvent([
      { key: 'home', value: home },
      { key: 'home', value: null },
    ]),
  );

  expect(await shelves('home')).toBeUndefined();
});

test('stops a partition at a record that cannot be decoded', async () => {
  const { handler, shelves } = setUp();
  const cutShort = encodeCategoriesValue(categorySample).subarray(0, -1);

  const outcome = handler(
    categoriesEvent([{ key: 'home' }, { valueBytes: cutShort }, { key: 'garden' }]),
  );

  await expect(outcome).rejects.toMatchObject({
    name: 'BatchError',
    errors: [{ partition: 0, offset: 1 }],
  });
  expect(await shelves('home')).toBeDefined();
  expect(await shelves('garden')).toBeUndefined();
});
