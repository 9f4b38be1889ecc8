import type { JsonHolder } from './holder.js';

const done = new WeakMap<JsonHolder, Map<string | number, Set<unknown>>>();

/** Whether a function has not yet converted what a holder holds: very many ways lead to its schema. */
export function isUnconverted(convert: unknown, holder: JsonHolder, key: string | number): boolean {
  const keys = done.get(holder) ?? new Map<string | number, Set<unknown>>();
  const functions = keys.get(key) ?? new Set();
  done.set(holder, keys.set(key, functions));
  return functions.size < functions.add(convert).size;
}
