import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';

/** Writes a report to a file, whose folder is made where there is none. What keeps it from being written is a diagnostic. */
export function writeReport(file: string, text: string): Diagnostic | undefined {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { code: 'write-failed', severity: 'error', message, location: { file } };
  }
}
