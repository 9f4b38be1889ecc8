import type { RunResult } from '../commands/compare-with-disk.js';
import type { EjectResult } from '../commands/eject.js';
import type { GenerateResult } from '../commands/generate.js';
import type { InitResult } from '../commands/init.js';
import type { Change, ChangeKind } from '../plan/change.js';
import type { ListResult } from '../commands/list.js';
import type { PullResult } from '../commands/pull.js';
import type {
  JsonReport,
  JsonInitReport,
  JsonPullReport,
  JsonEjectReport,
  JsonListReport,
} from '../commands/json-reports.js';
import { given } from '../config/given.js';
import { jsonText, reportOf, withHelp } from './report/json-of.js';

interface ReportInput {
  readonly command: 'generate' | 'check';
  readonly dryRun: boolean;
  readonly exitCode: number;
  readonly result: RunResult & Partial<Pick<GenerateResult, 'impacts' | 'causes'>>;
  /** Where the run was for several. */
  readonly projects?: JsonReport['projects'];
}

/** The report of a run as text with a final newline. */
export function jsonReport({ command, dryRun, exitCode, result, projects }: ReportInput): string {
  const report: JsonReport = {
    version: 1,
    command,
    dryRun,
    exitCode,
    root: result.root,
    counts: countsOf(result.changes),
    files: changedFiles(result.changes, result.causes),
    ...given({ projects, impacts: result.impacts }),
    diagnostics: result.diagnostics.map(withHelp),
  };
  return jsonText(report);
}

/** How many files are in each state. */
export function countsOf(changes: readonly Change[]): JsonReport['counts'] {
  const counts: Partial<Record<ChangeKind, number>> = {};
  for (const { kind } of changes) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** The report of `init` as text with a final newline. */
export function jsonInitReport(result: InitResult, exitCode: number): string {
  const { root, file, created, topics, findings, decisions, diagnostics } = result;
  const written = { root, file, created, topics, findings, decisions, diagnostics };
  const report: JsonInitReport = reportOf('init', written, exitCode);
  return jsonText(report);
}

interface PullReportInput {
  readonly dryRun: boolean;
  readonly exitCode: number;
  readonly result: PullResult;
  /** Where the run was for several. */
  readonly projects?: JsonPullReport['projects'];
}

/** The report of `pull` as text with a final newline. */
export function jsonPullReport({ dryRun, exitCode, result, projects }: PullReportInput): string {
  const report: JsonPullReport = {
    version: 1,
    command: 'pull',
    dryRun,
    exitCode,
    root: result.root,
    subjects: result.subjects,
    ...given({ projects }),
    files: changedFiles(result.changes),
    diagnostics: result.diagnostics.map(withHelp),
  };
  return jsonText(report);
}

/** The report of `eject` as text with a final newline. */
export function jsonEjectReport(
  { root, folder, changes, configLine, diagnostics }: EjectResult,
  exitCode: number,
): string {
  const ejected = { root, folder, files: changedFiles(changes), configLine, diagnostics };
  const report: JsonEjectReport = reportOf('eject', ejected, exitCode);
  return jsonText(report);
}

/** The report of `list` as text with a final newline. */
export function jsonListReport({ root, topics, diagnostics }: ListResult, exitCode: number): string {
  const listed = topics.map((topic) => ({ ...topic, problems: topic.problems.map(withHelp) }));
  const report: JsonListReport = reportOf('list', { root, topics: listed, diagnostics }, exitCode);
  return jsonText(report);
}

function changedFiles(changes: readonly Change[], causes: GenerateResult['causes'] = new Map()): JsonReport['files'] {
  return changes
    .filter(({ kind }) => kind !== 'unchanged')
    .map(({ path, kind }) => {
      const known = causes.get(path);
      return { path, state: kind, ...(known === undefined ? {} : { causes: known }) };
    });
}
