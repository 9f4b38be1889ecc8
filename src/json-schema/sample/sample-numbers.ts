import type { SampleLabel } from '../../samples/sample-label.js';
import { sampleNumber, type NumberKind } from '../../samples/sample-number.js';
import type { Seed } from '../../samples/seed.js';
import type { JsonSchema } from '../schema/json-schema.js';

/** Numbers to try for schemas that hold together, the most plausible first; `whole` for integers alone. */
export function* sampleNumbers(
  schemas: readonly JsonSchema[],
  { whole, label, seed }: { readonly whole: boolean; readonly label: SampleLabel; readonly seed: Seed },
): Generator<number> {
  const format = schemas.find((schema) => schema.format !== undefined)?.format;
  const natural = sampleNumber(label, kindOf(format, whole), seed);
  const range = rangeOf(schemas, format);
  if (range.low > range.high) return;
  const steps = schemas.flatMap(({ multipleOf }) => (multipleOf === undefined ? [] : [multipleOf]));
  const grid = gridOf(whole ? [1, ...steps] : steps, range);
  if (isOnGrid(grid, natural)) yield natural;
  const { first, last } = boundsOf(grid);
  const inside = natural >= range.low && natural <= range.high;
  const count = Number(last - first) + 1;
  if (inside) yield nearestOn(grid, natural);
  if (count > 1) {
    // The ends of a range are seldom what a field holds.
    const [low, room] = count > 3 ? [first + 1n, count - 2] : [first, count];
    for (const purpose of ['one', 'two', 'three'])
      yield numberAt(grid, low + BigInt(seed.below(Math.min(room, 1e9), purpose)));
  }
  for (let step = 0n; step < 12n && first + step <= last; step++) yield numberAt(grid, first + step);
  if (last >= first) yield numberAt(grid, last);
  if (!whole && steps.length === 0) {
    yield* [(range.low + range.high) / 2, range.low, range.high].filter(Number.isFinite);
  }
}

function kindOf(format: string | undefined, whole: boolean): NumberKind {
  if (format === 'float') return 'float';
  if (format === 'int32' || format === 'uint32') return 'int';
  return whole || format === 'int64' || format === 'uint64' ? 'long' : 'double';
}

interface Range {
  readonly low: number;
  readonly high: number;
  /** Whether the bound itself is not in it. */
  readonly lowOpen: boolean;
  readonly highOpen: boolean;
}

function rangeOf(schemas: readonly JsonSchema[], format: string | undefined): Range {
  const lows = schemas.flatMap(({ minimum }) => minimum ?? []);
  const highs = schemas.flatMap(({ maximum }) => maximum ?? []);
  if (format === 'uint32' || format === 'uint64') lows.push(0);
  if (format === 'int32') lows.push(-(2 ** 31));
  if (format === 'int32') highs.push(2 ** 31 - 1);
  if (format === 'uint32') highs.push(2 ** 32 - 1);
  const openLows = schemas.flatMap(({ exclusiveMinimum }) => exclusiveMinimum ?? []);
  const openHighs = schemas.flatMap(({ exclusiveMaximum }) => exclusiveMaximum ?? []);
  const low = Math.max(...lows, ...openLows);
  const high = Math.min(...highs, ...openHighs);
  return { low, high, lowOpen: openLows.includes(low), highOpen: openHighs.includes(high) };
}

/** How many steps are looked at where a range has no end. */
const ROOM = 1_000n;

/** The multiples of a decimal within a range, counted. */
interface Grid {
  readonly unit: Decimal;
  readonly range: Range;
}

function gridOf(steps: readonly number[], range: Range): Grid {
  return { unit: steps.length === 0 ? plainStep(range) : steps.map(decimalOf).reduce(commonMultiple), range };
}

/** Whether a number is one of them; any number in the range is where no step is asked for. */
function isOnGrid(grid: Grid, value: number): boolean {
  const { low, high, lowOpen, highOpen } = grid.range;
  if (value < low || value > high || (lowOpen && value === low) || (highOpen && value === high)) return false;
  return numberAt(grid, indexOf(grid, value, false)) === value;
}

function nearestOn(grid: Grid, value: number): number {
  const { first, last } = boundsOf(grid);
  const index = indexOf(grid, value, false);
  return numberAt(grid, index < first ? first : index > last ? last : index);
}

function numberAt(grid: Grid, index: bigint): number {
  return Number(`${index * grid.unit.digits}e${-grid.unit.scale}`);
}

function boundsOf(grid: Grid): { readonly first: bigint; readonly last: bigint } {
  const { low, high, lowOpen, highOpen } = grid.range;
  const first =
    low === -Infinity
      ? undefined
      : indexOf(grid, low, true) + (lowOpen && numberAt(grid, indexOf(grid, low, true)) === low ? 1n : 0n);
  const last =
    high === Infinity
      ? undefined
      : indexOf(grid, high, false) - (highOpen && numberAt(grid, indexOf(grid, high, false)) === high ? 1n : 0n);
  if (first !== undefined) return { first, last: last ?? first + ROOM };
  if (last !== undefined) return { first: last - ROOM, last };
  return { first: 1n, last: ROOM };
}

/** The index of the multiple at or next below (above) a value. */
function indexOf(grid: Grid, value: number, up: boolean): bigint {
  const { digits, scale } = decimalOf(value);
  const common = Math.max(scale, grid.unit.scale);
  const [a, b] = [raise(digits, common - scale), raise(grid.unit.digits, common - grid.unit.scale)];
  const quotient = a / b;
  const exact = quotient * b === a;
  if (up) return exact || a < 0n ? quotient : quotient + 1n;
  return exact || a > 0n ? quotient : quotient - 1n;
}

/** `digits` times ten to the power of `-scale`. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

function decimalOf(value: number): Decimal {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return scale >= 0 ? { digits, scale } : { digits: raise(digits, -scale), scale: 0 };
}

function raise(digits: bigint, power: number): bigint {
  return digits * 10n ** BigInt(power);
}

function commonMultiple(one: Decimal, other: Decimal): Decimal {
  const scale = Math.max(one.scale, other.scale);
  const [a, b] = [raise(one.digits, scale - one.scale), raise(other.digits, scale - other.scale)];
  return { digits: (a / commonDivisor(a, b)) * b, scale };
}

function commonDivisor(a: bigint, b: bigint): bigint {
  let [one, other] = [a, b];
  while (other !== 0n) [one, other] = [other, one % other];
  return one;
}

/** Hundredths, or finer where the range is narrow. */
function plainStep({ low, high }: Range): Decimal {
  const width = high - low;
  if (!Number.isFinite(width) || width >= 1 || width <= 0) return { digits: 1n, scale: 2 };
  return { digits: 1n, scale: Math.ceil(-Math.log10(width)) + 2 };
}
