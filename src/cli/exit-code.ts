import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { diagnosticKinds } from '../diagnostics/diagnostic-codes.js';

/** What the worst error leads to; 0 when there is none. */
export function exitCodeOf(diagnostics: readonly Diagnostic[]): number {
  const codes = diagnostics.map(({ code, severity, exitCode = diagnosticKinds[code].exitCode }) =>
    severity === 'error' ? exitCode : 0,
  );
  return Math.max(0, ...codes);
}
