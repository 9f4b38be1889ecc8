import { diagnosticKinds } from '../../diagnostics/diagnostic-codes.js';
import type { DiffResult } from '../../commands/diff-result.js';
import type { JsonDiffReport } from '../../commands/json-reports.js';

/** The comparison as text with a final newline. */
export function jsonDiffReport(result: DiffResult, exitCode: number): string {
  const { root, before, after, effect, topics, impacts } = result;
  const report: JsonDiffReport = {
    version: 1,
    command: 'diff',
    exitCode,
    root,
    before,
    after,
    effect,
    topics,
    ...(impacts === undefined ? {} : { impacts }),
    diagnostics: result.diagnostics.map((diagnostic) => ({
      help: diagnosticKinds[diagnostic.code].fix,
      ...diagnostic,
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
