import { compareWithDisk, type RunOptions, type RunResult } from './compare-with-disk.js';
import { changeDiagnostics } from './plan/change-diagnostics.js';

/** Whether the generated files are what config and schemas give: an error diagnostic for each that is not. Writes nothing. */
export async function check(options: RunOptions = {}): Promise<RunResult> {
  const compared = await compareWithDisk(options);
  if (!compared.ok) return compared.result;
  const { root, list, warnings } = compared;
  return { root, changes: list.changes, diagnostics: [...changeDiagnostics(list, 'check'), ...warnings] };
}
