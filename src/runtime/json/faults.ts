import type { JsonFault } from '../errors.js';
import { pointerStep } from '../json-pointer.js';

export type { JsonFault };

/** Whether a parsed JSON value satisfies a schema; if not, `faults` tells why. */
export type JsonCheck = (value: unknown, faults: JsonFaults) => boolean;

/** Names and indexes that lead to a value, in full. */
export type JsonPath = readonly (string | number)[];

/** A name that the schema does not give: it is of the payload, so no message has it. */
class EntryName {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** What stands in a pointer for such a name. */
const ANY_ENTRY = '*';

/** As many faults as are kept. */
const MAX_FAULTS = 100;
/**
 * The maximum depth of calls in a schema that holds itself: four for each level that a text may nest, and no danger to
 * the call stack.
 */
export const MAX_CALLS = 2_000;
export const TOO_DEEP = 'nests too deep to be checked';
/**
 * The maximum number of values that such a schema may look at, and how many of them a small text may take; what is valid
 * stays far below.
 */
const MAX_VISITS = 5_000_000;
const VISITS_AT_LEAST = 1_000_000;
const VISITS_A_BYTE = 8;
/** As much of a property's name, and of a pointer, as is told; in UTF-16 units. */
const MAX_NAME = 64;
const MAX_POINTER = 512;

/**
 * Takes down what generated checks find. Paths are put together while the checks return, from the inside out, so that a
 * valid value costs nothing.
 */
export class JsonFaults {
  /** Keeps nothing: for schemas that are only tried out. */
  readonly quiet: JsonFaults;
  private readonly limit: number;
  private readonly found: {
    path: (string | number | EntryName)[];
    schemaPointer: string;
    reason: string;
  }[] = [];
  private visits = 0;
  private maxVisits = MAX_VISITS;
  /** Whether a schema could not be followed to its end: then no verdict counts. */
  private gaveUp = false;

  constructor(limit: number = MAX_FAULTS) {
    this.limit = limit;
    this.quiet = limit === 0 ? this : new JsonFaults(0);
  }

  /** How many faults there are. */
  get count(): number {
    return this.found.length;
  }

  /** Notes a fault of the value that is checked, or of the property or item of it that `key` names; always false. */
  add(reason: string, schemaPointer: string, key?: string | number | EntryName): false {
    if (this.found.length < this.limit) {
      this.found.push({ path: key === undefined ? [] : [key], schemaPointer, reason });
    }
    return false;
  }

  /** The same for a property whose name the schema does not give. */
  addEntry(reason: string, schemaPointer: string, name: string): false {
    return this.add(reason, schemaPointer, new EntryName(name));
  }

  /** Says that the faults from number `from` on are those of a property or item; always false. */
  under(key: string | number | EntryName, from = 0): false {
    for (let i = from; i < this.found.length; i++) this.found[i]?.path.push(key);
    return false;
  }

  /** The same for a property whose name the schema does not give. */
  underEntry(name: string, from = 0): false {
    return this.under(new EntryName(name), from);
  }

  /** Says of the faults from number `from` on by what schema they are faults. */
  because(what: string, from: number): void {
    for (const fault of this.found.slice(from)) fault.reason += ` (${what})`;
  }

  /** Whether a schema that holds itself has been followed too far for the call stack, or for the time there is. */
  isTooFar(calls: number): boolean {
    this.visits++;
    if (calls <= MAX_CALLS && this.visits <= this.maxVisits) return false;
    this.gaveUp = true;
    return true;
  }

  /** Whether what was found, or that nothing was, rests on a schema that was not followed to its end. */
  get isUnsure(): boolean {
    return this.gaveUp || this.quiet.gaveUp;
  }

  /** Makes it ready for the next value, whose text has so many bytes. */
  clear(bytes: number): this {
    this.found.length = 0;
    for (const one of [this, this.quiet]) {
      one.visits = 0;
      one.gaveUp = false;
      one.maxVisits = Math.min(MAX_VISITS, VISITS_AT_LEAST + VISITS_A_BYTE * bytes);
    }
    return this;
  }

  /** Where the first fault is; the whole value if there is none. */
  firstPath(): JsonPath {
    const path = this.found[0]?.path ?? [];
    return path.map((key) => (key instanceof EntryName ? key.name : key)).reverse();
  }

  list(): readonly JsonFault[] {
    return this.found.map(({ path, schemaPointer, reason }) => ({
      pointer: jsonPointer(
        path.map((key) => (key instanceof EntryName ? ANY_ENTRY : key)).reverse(),
      ),
      schemaPointer,
      reason,
    }));
  }
}

/** A JSON pointer (RFC 6901), for people: long names are cut, and signs that do not show are replaced. */
export function jsonPointer(path: JsonPath): string {
  let pointer = '';
  for (const key of path) {
    if (pointer.length > MAX_POINTER) return `${pointer}/…`;
    pointer += `/${typeof key === 'number' ? key : pointerName(key)}`;
  }
  return pointer;
}

function pointerName(name: string): string {
  const shown = name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name;
  return pointerStep(shown).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\uFFFD');
}

const faults = new JsonFaults();

/**
 * What a schema's check finds wrong with a value, whose text has so many bytes; undefined for a valid one. To be read
 * before the next call, which uses it again.
 */
export function findFaults(
  check: JsonCheck,
  value: unknown,
  bytes = Infinity,
): JsonFaults | undefined {
  try {
    const isValid = check(value, faults.clear(bytes));
    if (isValid && !faults.isUnsure) return undefined;
    // Where "not" or an alternative gave up, the verdict could be either.
    if (isValid) faults.add(TOO_DEEP, '#');
  } catch (error) {
    // The caller may have left little of the call stack.
    if (!(error instanceof RangeError)) throw error;
    faults.clear(bytes).add(TOO_DEEP, '#');
  }
  return faults;
}
