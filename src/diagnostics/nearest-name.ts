/**
 * The candidate that `name` is most likely a misspelling of, or undefined when none is near
 * (more than a third of its letters wrong). Case counts half a letter; a namespace or prefix that both have, not at all.
 */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  // The distance is quadratic in length, and nothing that long is a misspelling.
  if (name.length > 300) return undefined;
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    const start = sharedPrefix(name, candidate).length;
    const limit = Math.max(1, (Math.max(name.length, candidate.length) - start) / 3);
    const folded = editDistance(name.slice(start).toLowerCase(), candidate.slice(start).toLowerCase());
    const distance = folded === 0 && name !== candidate ? 0.5 : folded;
    if (distance <= limit && distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** The words that two names start with, up to the last separator: `com.acme.` of com.acme.Order and com.acme.Offer. */
function sharedPrefix(name: string, other: string): string {
  let length = 0;
  while (length < name.length && name[length] === other[length]) length++;
  return /^.*[._/:-]/s.exec(name.slice(0, length))?.[0] ?? '';
}

/** Insertions, deletions, substitutions and swaps of neighbors that turn `from` into `to` (optimal string alignment). */
function editDistance(from: string, to: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let distance = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1));
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        distance = Math.min(distance, at(beforeLast, column - 2) + 1);
      }
      current.push(distance);
    }
    beforeLast = last;
    last = current;
  }
  return at(last, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
