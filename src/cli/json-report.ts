import type { RunResult } from '../commands/compare-with-disk.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { diagnosticKinds } from '../diagnostics/diagnostic-codes.js';
import type { EjectResult } from '../commands/eject.js';
import type { GenerateResult } from '../commands/generate.js';
import type { InitResult } from '../commands/init.js';
import type { Impact } from '../impact/impact.js';
import type { Change, ChangeKind } from '../plan/change.js';
import type { PullResult } from '../commands/pull.js';

/**
 * What `--format json` prints on stdout, also when the config is wrong. Members may be added; `version` changes when one is
 * removed or changes its meaning.
 */
export interface JsonReport {
  readonly version: 1;
  readonly command: 'generate' | 'check';
  readonly dryRun: boolean;
  readonly exitCode: number;
  /** The folder of the config, absolute; null when none was found. All other paths are relative to it. */
  readonly root: string | null;
  /** How many files are in each state. */
  readonly counts: Readonly<Partial<Record<ChangeKind, number>>>;
  /** The files that are in any state but `unchanged`, in code-point order of their paths. */
  readonly files: readonly { readonly path: string; readonly state: ChangeKind }[];
  /** `generate` only: the places in the team's code that a change of types touches, as the library gives them. */
  readonly impacts?: readonly Impact[];
  /** As the library gives them; `help` is always there. */
  readonly diagnostics: readonly (Diagnostic & { readonly help: string })[];
}

/** What `init --format json` prints on stdout, under the same promise. */
export interface JsonInitReport {
  readonly version: 1;
  readonly command: 'init';
  readonly exitCode: number;
  /** The folder of the config, absolute. */
  readonly root: string;
  /** The config that was written, relative to the root; null when there is none. */
  readonly file: string | null;
  /** The Kafka topics in it. */
  readonly topics: readonly string[];
  readonly diagnostics: JsonReport['diagnostics'];
}

/** What `pull --format json` prints on stdout, under the same promise. */
export interface JsonPullReport {
  readonly version: 1;
  readonly command: 'pull';
  readonly dryRun: boolean;
  readonly exitCode: number;
  /** The folder of the config, absolute; null when none was found. */
  readonly root: string | null;
  /** The subjects that the snapshot holds now, and the numbers of their versions. */
  readonly subjects: PullResult['subjects'];
  /** The files of the snapshot that are in any state but `unchanged`, in code-point order of their paths. */
  readonly files: JsonReport['files'];
  readonly diagnostics: JsonReport['diagnostics'];
}

/** What `eject --format json` prints on stdout, under the same promise. */
export interface JsonEjectReport {
  readonly version: 1;
  readonly command: 'eject';
  readonly exitCode: number;
  /** The folder of the config, absolute; null when none was found. */
  readonly root: string | null;
  /** The folder that the templates are in; null when nothing was ejected. */
  readonly folder: string | null;
  /** The templates that were written, and the config where it was edited. */
  readonly files: JsonReport['files'];
  /** The line to add to a config that is code; null where there is none to add. */
  readonly configLine: string | null;
  readonly diagnostics: JsonReport['diagnostics'];
}

export interface ReportInput {
  readonly command: 'generate' | 'check';
  readonly dryRun: boolean;
  readonly exitCode: number;
  readonly result: RunResult & Partial<Pick<GenerateResult, 'impacts'>>;
}

/** The report of a run as text with a final newline. */
export function jsonReport({ command, dryRun, exitCode, result }: ReportInput): string {
  const counts: Partial<Record<ChangeKind, number>> = {};
  for (const { kind } of result.changes) counts[kind] = (counts[kind] ?? 0) + 1;
  const report: JsonReport = {
    version: 1,
    command,
    dryRun,
    exitCode,
    root: result.root,
    counts,
    files: changedFiles(result.changes),
    ...(result.impacts === undefined ? {} : { impacts: result.impacts }),
    diagnostics: result.diagnostics.map(withHelp),
  };
  return toText(report);
}

/** The report of `init` as text with a final newline. */
export function jsonInitReport({ root, file, topics, diagnostics }: InitResult, exitCode: number): string {
  const report: JsonInitReport = {
    version: 1,
    command: 'init',
    exitCode,
    root,
    file,
    topics,
    diagnostics: diagnostics.map(withHelp),
  };
  return toText(report);
}

export interface PullReportInput {
  readonly dryRun: boolean;
  readonly exitCode: number;
  readonly result: PullResult;
}

/** The report of `pull` as text with a final newline. */
export function jsonPullReport({ dryRun, exitCode, result }: PullReportInput): string {
  const report: JsonPullReport = {
    version: 1,
    command: 'pull',
    dryRun,
    exitCode,
    root: result.root,
    subjects: result.subjects,
    files: changedFiles(result.changes),
    diagnostics: result.diagnostics.map(withHelp),
  };
  return toText(report);
}

/** The report of `eject` as text with a final newline. */
export function jsonEjectReport(
  { root, folder, changes, configLine, diagnostics }: EjectResult,
  exitCode: number,
): string {
  const report: JsonEjectReport = {
    version: 1,
    command: 'eject',
    exitCode,
    root,
    folder,
    files: changedFiles(changes),
    configLine,
    diagnostics: diagnostics.map(withHelp),
  };
  return toText(report);
}

function changedFiles(changes: readonly Change[]): JsonReport['files'] {
  return changes.filter(({ kind }) => kind !== 'unchanged').map(({ path, kind }) => ({ path, state: kind }));
}

function withHelp(diagnostic: Diagnostic): JsonReport['diagnostics'][number] {
  return { help: diagnosticKinds[diagnostic.code].fix, ...diagnostic };
}

function toText(report: JsonReport | JsonInitReport | JsonPullReport | JsonEjectReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
