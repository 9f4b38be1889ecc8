import { times, wholeNumber } from './markdown-table.js';

/** The middle one, or the mean of the middle two; throws when there is none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const low = sorted[Math.ceil(sorted.length / 2) - 1];
  const high = sorted[Math.floor(sorted.length / 2)];
  if (low === undefined || high === undefined) throw new Error('nothing was measured');
  return (low + high) / 2;
}

/** How many times longer `values` took than `base`: the median over the rounds, each compared with itself. */
export function medianRatio(values: readonly number[], base: readonly number[]): number {
  return median(values.map((value, round) => value / (base[round] ?? Number.NaN)));
}

/** The median and, in brackets, the ratio to `base`: `1,433 (1.6×)`. */
export function withRatio(values: readonly number[], base: readonly number[]): string {
  return `${wholeNumber(median(values))} (${times(medianRatio(values, base))})`;
}
