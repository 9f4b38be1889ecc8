import { JsonFaults, type JsonCheck } from './faults.js';

/** What goes with the first check that a JSON text satisfies; what goes with the first of all where it satisfies none. */
export function firstFit<T>(
  json: Uint8Array,
  candidates: readonly [readonly [T, JsonCheck], ...(readonly [T, JsonCheck])[]],
): T {
  const value: unknown = JSON.parse(new TextDecoder().decode(json));
  const fitting = candidates.find(([, check]) => check(value, new JsonFaults(0)));
  return (fitting ?? candidates[0])[0];
}
