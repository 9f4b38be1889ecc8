/** Runs that the search may take, and milliseconds. */
const MOST_RUNS = 200;
const MOST_TIME = 5000;

/**
 * The fewest of these items that still fail, by delta debugging: halves, quarters and so on are left out as long as
 * the rest fails. Undefined if all of them together do not fail again. No smaller set is missed by leaving out one
 * item, unless the search would take more than 200 runs or 5 s.
 */
export async function fewestRecords<T>(
  items: readonly T[],
  fails: (items: readonly T[]) => Promise<boolean>,
): Promise<readonly T[] | undefined> {
  if (!(await fails(items))) return undefined;
  let fewest = items;
  let parts = 2;
  let runs = 0;
  const start = performance.now();
  const exhausted = () => runs > MOST_RUNS || performance.now() - start > MOST_TIME;
  while (fewest.length > 1) {
    const size = Math.ceil(fewest.length / parts);
    const smaller = await firstFailing(fewest, size, async (rest) => {
      runs += 1;
      return !exhausted() && (await fails(rest));
    });
    if (exhausted()) return smaller ?? fewest;
    if (smaller !== undefined) {
      fewest = smaller;
      parts = Math.max(parts - 1, 2);
    } else if (size === 1) return fewest;
    else parts = Math.min(parts * 2, fewest.length);
  }
  return fewest;
}

/** The first rest that fails when one part after another of this size is left out. */
async function firstFailing<T>(
  items: readonly T[],
  size: number,
  fails: (items: readonly T[]) => Promise<boolean>,
): Promise<readonly T[] | undefined> {
  for (let start = 0; start < items.length; start += size) {
    const rest = items.filter((_, index) => index < start || index >= start + size);
    if (rest.length > 0 && (await fails(rest))) return rest;
  }
  return undefined;
}
