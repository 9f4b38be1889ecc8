import type { JsonFaults } from './faults.js';

/**
 * Checks a value against a schema to which very many ways lead from the schemas around it: the verdict on each value of
 * a record is kept, so that no way after the first takes time.
 */
export function checkOnce(
  check: (value: unknown, faults: JsonFaults, depth: number) => boolean,
  value: unknown,
  faults: JsonFaults,
  depth = 0,
): boolean {
  const verdicts = faults.verdicts.get(check) ?? new Map<unknown, boolean>();
  const known = verdicts.get(value);
  if (known !== undefined) return known;
  faults.verdicts.set(check, verdicts);
  const isValid = check(value, faults, depth);
  verdicts.set(value, isValid);
  return isValid;
}
