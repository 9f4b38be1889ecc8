import type { JsonFault } from '../errors.js';

export type { JsonFault };

/** Checks whether a parsed JSON value is valid against a schema; if not, `faults` has the reasons. */
export type JsonCheck = (value: unknown, faults: JsonFaults) => boolean;

/** The full path of a value: names and indexes. */
export type JsonPath = readonly (string | number)[];

/** Maximum number of faults kept. */
const MAX_FAULTS = 100;
/** Maximum depth of a value in a recursive schema. */
const MAX_DEPTH = 500;
/** Maximum number of values checked in a recursive schema; valid records stay far below. */
const MAX_VISITS = 5_000_000;
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
  private readonly limit: number;
  private readonly found: { path: (string | number)[]; schemaPointer: string; reason: string }[] =
    [];
  private visits = 0;

  constructor(limit: number = MAX_FAULTS) {
    this.limit = limit;
    this.quiet = limit === 0 ? this : new JsonFaults(0);
  }

  /** The number of faults. */
  get count(): number {
    return this.found.length;
  }

  /** Notes a fault of the value that is checked, or of the property or item of it that `key` names; always false. */
  add(reason: string, schemaPointer: string, key?: string | number): false {
    if (this.found.length < this.limit) {
      this.found.push({ path: key === undefined ? [] : [key], schemaPointer, reason });
    }
    return false;
  }

  /** Says that the faults from number `from` on are those of a property or item; always false. */
  under(key: string | number, from = 0): false {
    for (let i = from; i < this.found.length; i++) this.found[i]?.path.push(key);
    return false;
  }

  /** Says of the faults from number `from` on by what schema they are faults. */
  because(what: string, from: number): void {
    for (const fault of this.found.slice(from)) fault.reason += ` (${what})`;
  }

  /** Whether a schema that holds itself has been followed too far for the call stack, or for the time there is. */
  isTooFar(depth: number): boolean {
    this.visits++;
    return depth > MAX_DEPTH || this.visits > MAX_VISITS;
  }

  /** Resets the faults for the next value. */
  clear(): this {
    this.found.length = 0;
    this.visits = 0;
    this.quiet.visits = 0;
    return this;
  }

  /** Where the first fault is; the whole value if there is none. */
  firstPath(): JsonPath {
    return [...(this.found[0]?.path ?? [])].reverse();
  }

  list(): readonly JsonFault[] {
    return this.found.map(({ path, schemaPointer, reason }) => ({
      pointer: jsonPointer([...path].reverse()),
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
  return shown
    .replaceAll('~', '~0')
    .replaceAll('/', '~1')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\uFFFD');
}

const faults = new JsonFaults();

/**
 * What a schema's check finds wrong with a value; undefined for a valid one. To be read before the next call, which
 * uses it again.
 */
export function findFaults(check: JsonCheck, value: unknown): JsonFaults | undefined {
  return check(value, faults.clear()) ? undefined : faults;
}
