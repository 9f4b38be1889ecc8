import { expect, test } from 'vitest';
import { categorySample } from '../consumers/categories/fixture.js';
import { flattenShelves } from './shelves.js';

const shelf = (categoryId: number, slug: string) => ({ ...categorySample, categoryId, slug });

test('lists each shelf before those below it, in the order they are shown', () => {
  const kitchen = { ...shelf(2, 'kitchen'), children: [shelf(3, 'knives'), shelf(4, 'pans')] };
  const home = { ...shelf(1, 'home'), children: [kitchen, shelf(5, 'garden')] };

  expect(flattenShelves(home)).toEqual([
    { categoryId: 1, path: 'home', redirectTo: null },
    { categoryId: 2, path: 'home/kitchen', redirectTo: null },
    { categoryId: 3, path: 'home/kitchen/knives', redirectTo: null },
    { categoryId: 4, path: 'home/kitchen/pans', redirectTo: null },
    { categoryId: 5, path: 'home/garden', redirectTo: null },
  ]);
});

test('sends visitors of a shelf that moved twice to where it is now', () => {
  const moved = {
    ...shelf(1, 'cutlery'),
    movedTo: { ...shelf(2, 'knives-and-forks'), movedTo: shelf(3, 'knives') },
  };

  expect(flattenShelves(moved)).toEqual([{ categoryId: 1, path: 'cutlery', redirectTo: 3 }]);
});
