import type { JsonCheck, JsonFaults } from './faults.js';

/** What a value may be, and the check of that. */
export type JsonMember = readonly [name: string, check: JsonCheck];

/** Checks whether a value is valid against one of several schemas; if not, `faults` has the reason for each. */
export function isAnyMember(
  value: unknown,
  faults: JsonFaults,
  members: readonly JsonMember[],
): boolean {
  if (members.some(([, check]) => check(value, faults.quiet))) return true;
  for (const [name, check] of members) {
    const from = faults.count;
    check(value, faults);
    faults.because(`as ${name}`, from);
  }
  return false;
}
