import type { Diagnostic } from '../diagnostics/diagnostic.js';

/** What is wrong with what someone handed to a command. */
export function inputProblem(message: string, help?: string): Diagnostic {
  return { code: 'input-unusable', severity: 'error', message, ...(help === undefined ? {} : { help }) };
}
