/**
 * A number from 0 to 1 that depends on the seed and what it is drawn for alone: not on how often something was drawn
 * before. A record meets the same faults in every run with the seed, also when other records are left out.
 */
export function chance(seed: number, purpose: string, ...place: readonly number[]): number {
  let hash = mixed(seed ^ 0x9e3779b9);
  for (let index = 0; index < purpose.length; index++)
    hash = mixed(hash ^ purpose.charCodeAt(index));
  for (const part of place) hash = mixed(hash ^ mixed(part + 0x7f4a7c15));
  return (hash >>> 0) / 2 ** 32;
}

/** The finalizer of MurmurHash3: each bit of the result depends on each of the number. */
function mixed(number: number): number {
  let bits = number;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
