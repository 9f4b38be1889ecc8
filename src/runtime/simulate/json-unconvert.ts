import { JsonFaults, type JsonCheck } from '../json/faults.js';
import type { JsonHolder } from '../json/holder.js';
import type { JsonUnconvert } from './json-write.js';

/** A bigint whose schema asks for a string becomes its digits. */
export function toDigits(holder: JsonHolder, key: string | number): void {
  const value = holder[key];
  if (typeof value === 'bigint') holder[key] = String(value);
}

/** Takes the first of several alternatives that makes what a holder holds valid; leaves alone what none does. */
export function toFirstFit(
  holder: JsonHolder,
  key: string | number,
  checks: readonly JsonCheck[],
  alternatives: readonly JsonUnconvert[],
): void {
  for (const [index, check] of checks.entries()) {
    const trial: JsonHolder = { value: copyOf(holder[key]) };
    alternatives[index]?.(trial, 'value');
    const { value } = trial;
    if (check(value, new JsonFaults(0))) {
      holder[key] = value;
      return;
    }
  }
}

function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyOf(item)]));
}
