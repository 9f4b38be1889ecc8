import type { DiffResult } from '../../commands/diff-result.js';
import type { JsonDiffReport } from '../../commands/json-reports.js';
import { given } from '../../config/given.js';
import { jsonText, reportOf } from './json-of.js';

/** The comparison as text with a final newline. */
export function jsonDiffReport(
  result: Omit<DiffResult, 'topics'> & Pick<JsonDiffReport, 'topics' | 'projects'>,
  exitCode: number,
): string {
  const { root, before, after, effect, topics, impacts, projects, written, diagnostics } = result;
  const compared = { root, before, after, effect, topics, ...given({ projects, written, impacts }), diagnostics };
  const report: JsonDiffReport = reportOf('diff', compared, exitCode);
  return jsonText(report);
}
