import { mapBounded } from '../map-bounded.js';

const CONCURRENT_REQUESTS = 4;

/**
 * Sends each of the items, a few at a time unless `concurrency` is given, and throws the first failure when all requests
 * have ended: none is left on the way.
 */
export async function sendEach<Item>(
  items: readonly Item[],
  send: (item: Item) => Promise<unknown>,
  concurrency: number = CONCURRENT_REQUESTS,
): Promise<void> {
  const failures = await mapBounded(items, concurrency, async (item) => {
    try {
      await send(item);
      return [];
    } catch (error) {
      return [error];
    }
  });
  for (const failure of failures.flat()) throw failure;
}
