import { isArray, isObject } from './check.js';
import { TOO_DEEP, type JsonFaults } from './faults.js';

/** What distinguishes an alternative of `oneOf` or `anyOf` from the others. */
export interface AlternativeHints {
  /** Its JSON types, such as `string|null`; empty if it has any type. */
  readonly types: string;
  readonly required: readonly string[];
  /** The values of required properties that can have only a few: discriminators. */
  readonly literals: Readonly<Record<string, readonly unknown[]>>;
  /** The types of its properties. */
  readonly properties: Readonly<Record<string, string>>;
  /** Whether it allows no properties but these. */
  readonly isClosed: boolean;
}

/** Alternatives, and the fault of a value that comes near none of them. */
export interface Alternatives {
  readonly reason: string;
  readonly schemaPointer: string;
  readonly hints: readonly AlternativeHints[];
}

/** Notes the faults that keep a value from the nearest alternative, for a value that matches none; always false. */
export function addNearest(
  value: unknown,
  faults: JsonFaults,
  { reason, schemaPointer, hints }: Alternatives,
  checks: readonly (() => boolean)[],
  most = 1,
): false {
  // A check that only tries a schema out notes nothing.
  if (faults.quiet === faults) return false;
  const from = faults.count;
  for (const index of faults.isUnsure ? [] : nearestFirst(value, hints).slice(0, most)) {
    const before = faults.count;
    checks[index]?.();
    // No more faults are kept.
    if (faults.count === before) break;
  }
  // If a check gave up, an alternative may match after all.
  if (faults.count === from) faults.add(faults.isUnsure ? TOO_DEEP : reason, schemaPointer);
  return false;
}

/** The same for all alternatives that allow the value's type, the nearest first. */
export function addEach(
  value: unknown,
  faults: JsonFaults,
  alternatives: Alternatives,
  checks: readonly (() => boolean)[],
): false {
  return addNearest(value, faults, alternatives, checks, checks.length);
}

/** The indexes of the alternatives that allow the value's type, by what the value has in common with them. */
export function nearestFirst(
  value: unknown,
  hints: readonly AlternativeHints[],
): readonly number[] {
  const entries = isObject(value) ? Object.entries(value).slice(0, MAX_ENTRIES) : [];
  const scores = hints.map((hint) => scoreOf(value, entries, hint));
  const allowed = [...hints.keys()].filter((index) => isAllowed(value, hints[index]?.types ?? ''));
  return allowed.sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0) || one - other);
}

/** Maximum number of an object's properties that are compared. */
const MAX_ENTRIES = 256;
const LITERAL = 1_000_000;
const FAULT = 1_000;
/** For a property that the alternative allows but does not declare. */
const STRANGE = 600;

/** Discriminators count most, then the fewest faults in required and other properties, then the most that are right. */
function scoreOf(
  value: unknown,
  entries: readonly (readonly [string, unknown])[],
  hints: AlternativeHints,
): number {
  if (!isObject(value)) return 0;
  const { required, literals, properties, isClosed } = hints;
  let score = 0;
  for (const name of required) if (!Object.hasOwn(value, name)) score -= FAULT;
  for (const [name, entry] of entries) {
    const types = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const values = Object.hasOwn(literals, name) ? literals[name] : undefined;
    if (values !== undefined) score += values.includes(entry) ? LITERAL : -FAULT;
    else if (types !== undefined) score += isAllowed(entry, types) ? 1 : -FAULT;
    else score -= isClosed ? FAULT : STRANGE;
  }
  return score;
}

function isAllowed(value: unknown, types: string): boolean {
  const type = typeOf(value);
  return types === '' || types.includes(type) || (type === 'integer' && types.includes('number'));
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (isArray(value)) return 'array';
  const isWhole = typeof value === 'bigint' || Number.isInteger(value);
  return isWhole ? 'integer' : typeof value;
}
