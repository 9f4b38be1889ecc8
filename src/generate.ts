import { compareWithDisk, type RunOptions, type RunResult } from './compare-with-disk.js';
import { changeDiagnostics, isBlocking } from './plan/change-diagnostics.js';
import { isRunning } from './plan/is-running.js';
import { writeChanges } from './plan/write-changes.js';

export interface GenerateOptions extends RunOptions {
  /** True to compute everything and write nothing. Default: false. */
  readonly dryRun?: boolean;
}

/**
 * Brings the generated files up to date with config and schemas. When a diagnostic is an error nothing was changed, but for
 * the code `write-failed`: then some files may be new, all are whole, and the next run does the rest.
 */
export async function generate(options: GenerateOptions = {}): Promise<RunResult> {
  const compared = await compareWithDisk(options);
  if (!compared.ok) return compared.result;
  const { root, list, fileSystem, warnings } = compared;
  const isWriting = options.dryRun !== true && !list.changes.some(isBlocking);
  const failures = isWriting ? writeChanges(list, fileSystem, { id: process.pid, isRunning }) : [];
  return {
    root,
    changes: list.changes,
    diagnostics: [...failures, ...changeDiagnostics(list, 'generate'), ...warnings],
  };
}
