/** How many requests are under way at a time: enough to hide the latency, few enough for a registry to serve others too. */
const LIMIT = 24;

/** Asks for the items side by side and gives the answers in their order. After the first failure none is begun any more. */
export async function mapConcurrently<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const queue = items.entries();
  let hasFailed = false;
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) {
      if (hasFailed) return;
      try {
        answers[index] = await ask(item);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(LIMIT, items.length) }, work));
  return answers;
}
