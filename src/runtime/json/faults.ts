import type { JsonFault } from '../errors.js';
import { pointerStep } from '../json-pointer.js';

export type { JsonFault };

/** Checks whether a parsed JSON value is valid against a schema; if not, `faults` has the reasons. */
export type JsonCheck = (value: unknown, faults: JsonFaults) => boolean;

/** The full path of a value: names and indexes. */
export type JsonPath = readonly (string | number)[];

/** A name that comes from the payload and not from the schema, so no message contains it. */
class EntryName {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** Placeholder for such a name in a pointer. */
const ANY_ENTRY = '*';

/** Maximum number of faults kept. */
const MAX_FAULTS = 100;
/**
 * Maximum depth of calls in a recursive schema: four for each level of nesting, which the call stack can hold.
 */
export const MAX_CALLS = 2_000;
export const TOO_DEEP = 'is nested too deeply to check';
/**
 * Maximum number of values checked in a recursive schema, with the share of a small text; valid records stay far
 * below.
 */
const MAX_VISITS = 5_000_000;
const VISITS_AT_LEAST = 1_000_000;
const VISITS_A_BYTE = 8;
/** Maximum length of a property name, and of a pointer, in a message; in UTF-16 units. */
const MAX_NAME = 64;
const MAX_POINTER = 512;

/**
 * Takes down what generated checks find. Paths are put together while the checks return, from the inside out, so that a
 * valid value costs nothing.
 */
export class JsonFaults {
  /** Keeps nothing: for schemas that are only tried out. */
  readonly quiet: JsonFaults;
  /** The verdicts that `checkOnce` keeps, by check and value. */
  readonly verdicts: Map<unknown, Map<unknown, boolean>>;
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
    this.verdicts = new Map();
    this.quiet = limit === 0 ? this : new JsonFaults(0);
  }

  /** The number of faults. */
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

  /** Notes that a property is missing; always false. */
  missing(name: string, schemaPointer: string, key?: string | number): false {
    return this.add(missingReason(name), schemaPointer, key);
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

  /** Whether the result is incomplete, because a schema was not checked to its end. */
  get isUnsure(): boolean {
    return this.gaveUp || this.quiet.gaveUp;
  }

  /** Resets the faults for the next value, whose text has `bytes` bytes. */
  clear(bytes: number): this {
    this.found.length = 0;
    for (const one of [this, this.quiet]) {
      one.visits = 0;
      one.gaveUp = false;
      // Clearing a map makes V8 a new table, however empty it was.
      if (one.verdicts.size > 0) one.verdicts.clear();
      one.maxVisits = Math.min(MAX_VISITS, VISITS_AT_LEAST + VISITS_A_BYTE * bytes);
    }
    return this;
  }

  /** Where the first fault is; the whole value if there is none. */
  firstPath(): JsonPath {
    return this.paths()[0] ?? [];
  }

  /** Where the faults are, in the order of `list`. */
  paths(): readonly JsonPath[] {
    return this.found.map(({ path }) =>
      path.map((key) => (key instanceof EntryName ? key.name : key)).reverse(),
    );
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

/** In words, that a property is missing. */
export function missingReason(name: string): string {
  return `must have property ${JSON.stringify(name)}`;
}

/** A JSON pointer (RFC 6901), for people: long names are cut, and signs that do not show are replaced. */
export function jsonPointer(path: JsonPath): string {
  let pointer = '';
  for (const key of path) {
    if (pointer.length > MAX_POINTER) return `${pointer}/…`;
    pointer += `/${String(typeof key === 'number' ? key : pointerName(key))}`;
  }
  return pointer;
}

function pointerName(name: string): string {
  const shown = name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name;
  return pointerStep(shown).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\uFFFD');
}

const faults = new JsonFaults();

/**
 * Checks a value, whose text has `bytes` bytes, against a schema; returns the faults, or undefined for a valid one. They
 * must be read before the next call, which reuses them.
 */
export function findFaults(
  check: JsonCheck,
  value: unknown,
  bytes?: number,
): JsonFaults | undefined {
  try {
    const isValid = check(value, faults.clear(bytes ?? Infinity));
    if (isValid && !faults.isUnsure) return undefined;
    // Where "not" or an alternative gave up, the verdict could be either.
    if (isValid) faults.add(TOO_DEEP, '#');
  } catch (error) {
    // The caller may have left little of the call stack.
    if (!(error instanceof RangeError)) throw error;
    faults.clear(bytes ?? Infinity).add(TOO_DEEP, '#');
  }
  return faults;
}
