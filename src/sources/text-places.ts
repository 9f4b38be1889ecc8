import type { Location } from '../diagnostics/diagnostic.js';

export type Place = Required<Pick<Location, 'line' | 'column'>>;

/** Makes a function that gives line and column, from 1, of an offset into a text. */
export function placesIn(source: string): (offset: number) => Place {
  const lineStarts = [0, ...Array.from(source.matchAll(/\n/g), ({ index }) => index + 1)];
  return (offset) => {
    let [low, high] = [0, lineStarts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
  };
}
