import { flattenShelves, type Shelf } from '../../shop/shelves.js';
import type { Table } from '../../shop/table.js';
import { stores } from '../../stores.js';
import { consumeCategories } from './consumer.js';

/** Keeps the shelves below each top category, as a whole: those that are no longer in the tree are gone. */
export const createHandler = (shelves: Table<readonly Shelf[]>) =>
  consumeCategories(async ({ key, value: category }) => {
    if (key === null) throw new Error('categories: a record without a key');

    await shelves.update(key, () => (category === null ? undefined : flattenShelves(category)));
  });

export const handler = createHandler(stores.shelves);
