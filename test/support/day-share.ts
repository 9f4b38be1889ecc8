const DAY = 86_400_000;

/** Whether everything is wanted, as `npm run test:all` does; the usual run takes a share of what is many. */
export const isFullRun = process.env['TEST_ALL'] === '1';

/** Decides which share; the number of the day, unless `TEST_SEED` repeats another day's run. */
export const daySeed = Number(process.env['TEST_SEED'] ?? Math.floor(Date.now() / DAY));

/** Every `step`th item, beginning with another one each day: all of them within `step` days, or in a full run. */
export function dayShare<T>(items: readonly T[], step: number): readonly T[] {
  return isFullRun ? items : items.filter((_, index) => index % step === daySeed % step);
}

/** The number of random cases: so many in a full run, else that many. */
export function cases(count: { readonly full: number; readonly usual: number }): number {
  return isFullRun ? count.full : count.usual;
}
