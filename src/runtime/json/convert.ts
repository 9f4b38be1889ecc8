import { JsonFaults, type JsonCheck } from './faults.js';
import type { JsonHolder } from './holder.js';
import type { WideNumbers } from './parse.js';
import { isDateTime } from './time-formats.js';

/** Converts what a holder's property or item holds, where its schema says so. */
export type JsonConvert = (holder: JsonHolder, key: string | number, into: JsonConversions) => void;

/** A value that cannot become what its schema and the settings make of it. */
interface Misfit {
  readonly holder: JsonHolder;
  readonly key: string | number;
  readonly reason: string;
  readonly schemaPointer: string;
}

/**
 * What a valid value's texts and numbers become. All is worked out before anything is changed, so that every check sees
 * the JSON as it came.
 */
export class JsonConversions {
  private readonly wide: WideNumbers | undefined;
  private readonly changes: { holder: JsonHolder; key: string | number; value: unknown }[] = [];
  /** For all tries of one record, whose number is bounded. */
  private readonly tried = new JsonFaults(0);
  private misfit: Misfit | undefined;
  /** The objects whose names the payload gives. */
  private readonly maps = new Set<unknown>();

  /** `wide` are the whole numbers of the text that a number cannot hold. */
  constructor(wide?: WideNumbers) {
    this.wide = wide;
  }

  /** A date-time becomes a Date. */
  toDate(holder: JsonHolder, key: string | number, schemaPointer: string): void {
    const text = holder[key];
    if (typeof text !== 'string') return;
    const value = dateOf(text);
    if (value !== undefined) this.changes.push({ holder, key, value });
    else this.refuse(holder, key, 'is not a date-time within the range of Date', schemaPointer);
  }

  /** A whole number, or the digits of one, becomes a bigint of 64 bits. */
  toBigint(
    holder: JsonHolder,
    key: string | number,
    format: 'int64' | 'uint64',
    schemaPointer: string,
  ): void {
    const given = holder[key];
    if (typeof given !== 'number' && typeof given !== 'string') return;
    const value = this.wide?.get(holder)?.get(key) ?? bigintOf(given);
    if (value !== undefined && value === within64Bits(value, format)) {
      this.changes.push({ holder, key, value });
    } else this.refuse(holder, key, `is not a whole number of format ${format}`, schemaPointer);
  }

  /** The entries of an object whose names the payload gives, to go through. */
  entriesOf(holder: JsonHolder): JsonHolder {
    this.maps.add(holder);
    return holder;
  }

  /** Which of the alternatives a value is: the first whose check it passes. */
  branch(
    holder: JsonHolder,
    key: string | number,
    checks: readonly JsonCheck[],
    schemaPointer: string,
  ): number {
    const index = checks.findIndex((check) => check(holder[key], this.tried));
    if (index < 0) this.refuse(holder, key, 'matches none of the alternatives', schemaPointer);
    return index;
  }

  /** Makes the changes; or, if one cannot be made, notes the first of those in `faults` and makes none. */
  apply(root: JsonHolder, faults: JsonFaults): boolean {
    const { misfit } = this;
    if (misfit === undefined) {
      for (const { holder, key, value } of this.changes) holder[key] = value;
      return true;
    }
    if (misfit.holder === root) faults.add(misfit.reason, misfit.schemaPointer);
    else for (const value of Object.values(root)) this.noteWithin(value, misfit, faults);
    return false;
  }

  /** Finds where the misfit is: a way from the root that nobody needed to know until now. */
  private noteWithin(value: unknown, misfit: Misfit, faults: JsonFaults): boolean {
    if (typeof value !== 'object' || value === null) return false;
    const isMap = this.maps.has(value);
    if (value === misfit.holder) {
      const { reason, schemaPointer, key } = misfit;
      if (isMap) faults.addEntry(reason, schemaPointer, String(key));
      else faults.add(reason, schemaPointer, key);
      return true;
    }
    for (const [key, item] of Object.entries(value)) {
      if (!this.noteWithin(item, misfit, faults)) continue;
      if (isMap) faults.underEntry(key);
      else faults.under(key);
      return true;
    }
    return false;
  }

  private refuse(
    holder: JsonHolder,
    key: string | number,
    reason: string,
    schemaPointer: string,
  ): void {
    this.misfit ??= { holder, key, reason, schemaPointer };
  }
}

/** Wraps a check of texts that are to become Dates, as one of several alternatives. */
export function isAlsoDate(check: JsonCheck): JsonCheck {
  return (value, faults) =>
    check(value, faults) && (typeof value !== 'string' || dateOf(value) !== undefined);
}

/** Wraps a check of numbers or texts that are to become bigints, as one of several alternatives. */
export function isAlsoBigint(check: JsonCheck): JsonCheck {
  return (value, faults) =>
    check(value, faults) && (typeof value !== 'string' || bigintOf(value) !== undefined);
}

export function dateOf(text: string): Date | undefined {
  // Date knows no small letters, and no leap seconds.
  const date = isDateTime(text) ? new Date(text.toUpperCase()) : undefined;
  return date === undefined || Number.isNaN(date.getTime()) ? undefined : date;
}

export function bigintOf(given: string | number): bigint | undefined {
  const isWhole = typeof given === 'number' ? Number.isInteger(given) : DIGITS.test(given);
  return isWhole ? BigInt(given) : undefined;
}

/** No more digits than 64 bits can have, leading zeros and all. */
const DIGITS = /^-?\d{1,20}$/;

export function within64Bits(value: bigint, format: 'int64' | 'uint64'): bigint {
  return format === 'int64' ? BigInt.asIntN(64, value) : BigInt.asUintN(64, value);
}
