import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { WriteError, writing } from '../../diagnostics/write-error.js';

/** Writes a report to a file, whose folder is made where there is none. What keeps it from being written is a diagnostic. */
export function writeReport(file: string, text: string, cwd: string): Diagnostic | undefined {
  try {
    writing(file, () => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    return error.diagnostic(cwd);
  }
}
