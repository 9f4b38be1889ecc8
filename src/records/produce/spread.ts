/** Which of the first `total` numbers `count` of them are, as far apart as can be, without those that are taken. */
export function spread(total: number, count: number, taken: ReadonlySet<number> = new Set()): ReadonlySet<number> {
  const free = Array.from({ length: total }, (_, index) => index).filter((index) => !taken.has(index));
  return new Set(
    Array.from({ length: count }, (_, turn) => free[Math.floor(((turn + 0.5) * free.length) / count)] ?? 0),
  );
}
