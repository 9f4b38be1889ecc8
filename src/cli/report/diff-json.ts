import type { DiffResult } from '../../commands/diff-result.js';
import type { JsonDiffReport } from '../../commands/json-reports.js';
import { jsonText, withHelp } from './json-of.js';

/** The comparison as text with a final newline. */
export function jsonDiffReport(
  result: Omit<DiffResult, 'topics'> & Pick<JsonDiffReport, 'topics' | 'projects'>,
  exitCode: number,
): string {
  const { root, before, after, effect, topics, impacts, projects, written } = result;
  const report: JsonDiffReport = {
    version: 1,
    command: 'diff',
    exitCode,
    root,
    before,
    after,
    effect,
    topics,
    ...(projects === undefined ? {} : { projects }),
    ...(written === undefined ? {} : { written }),
    ...(impacts === undefined ? {} : { impacts }),
    diagnostics: result.diagnostics.map(withHelp),
  };
  return jsonText(report);
}
