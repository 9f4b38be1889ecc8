import { mapBounded } from '../runtime/map-bounded.js';

/** How many requests are under way at a time: enough to hide the latency, few enough for a registry to serve others too. */
const LIMIT = 24;

/** Asks for the items side by side and gives the answers in their order. After the first failure none is begun any more. */
export async function mapConcurrently<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const failures: unknown[] = [];
  return mapBounded(items, LIMIT, async (item) => {
    if (failures.length > 0) throw failures[0];
    try {
      return await ask(item);
    } catch (error) {
      failures.push(error);
      throw error;
    }
  });
}
