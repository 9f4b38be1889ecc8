import type { Diagnostic } from './diagnostic.js';

/** Diagnostics without repetitions. */
export function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((one) => [JSON.stringify(one), one])).values()];
}
