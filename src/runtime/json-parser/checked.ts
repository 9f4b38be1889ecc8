import { findFaults, type JsonCheck } from '../json/faults.js';
import { giveUp } from './give-up.js';

/** A value that its check accepts: for parts of a schema that no parser is made for. */
export function checked(value: unknown, check: JsonCheck): unknown {
  return findFaults(check, value) === undefined ? value : giveUp();
}

/** Makes sure of members that are many, or named like what every object inherits. */
export function requireMembers(
  object: Readonly<Record<string, unknown>>,
  names: readonly string[],
): void {
  for (const name of names) if (!Object.hasOwn(object, name)) giveUp();
}
