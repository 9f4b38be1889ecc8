/** Longs by halves: V8 takes many times as long to make a bigint of a number, and to shift one. */

/** The halves of a long, and the long: the same bytes. */
export const halves: Int32Array = new Int32Array(2);
const whole = new BigInt64Array(halves.buffer);

/** Where the halves stand: on all but a few machines the lower one is the first. */
export const LOW: number = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 0 : 1;
export const HIGH: number = 1 - LOW;

/** The long whose halves were set last, exactly. */
export function exactLong(): bigint {
  return whole[0] ?? 0n;
}

/** The number that is nearest to it. */
export function nearestLong(): number {
  return (halves[HIGH] ?? 0) * 0x100000000 + ((halves[LOW] ?? 0) >>> 0);
}
