import { resolve } from 'node:path';
import { check, type CheckResult } from '../commands/check.js';
import type { CheckOptions } from '../commands/check-options.js';
import { given } from '../config/given.js';
import { exitCodeOf } from './exit-code.js';
import type { ReportFormat } from './formats.js';
import { inSync } from './in-sync.js';
import type { Io } from './io.js';
import { jsonReport } from './json-report.js';
import { printDiagnostics } from './print-diagnostics.js';
import { projectScope } from './project-scope.js';
import { progressBar, topicsBar } from './progress.js';
import type { CheckReport } from './report/check-report.js';
import { driftFixes, printDrift, spokenDiagnostics } from './report/check-text.js';
import { githubReport } from './report/github-report.js';
import { gitlabReport } from './report/gitlab-report.js';
import { junitReport } from './report/junit-report.js';
import { markdownReport } from './report/markdown-report.js';
import { folderInRepository } from './report/repository-root.js';
import { sarifReport } from './report/sarif-report.js';
import { writeReport } from './report/write-report.js';
import { projectFlags, withFlags } from './same-project.js';
import { terminal } from './terminal.js';
import type { CheckCommandOptions } from './command-options.js';

const reports: Readonly<Record<ReportFormat, (report: CheckReport) => string>> = {
  json: ({ result, exitCode, projects }) =>
    jsonReport({ command: 'check', dryRun: false, exitCode, result, ...given({ projects }) }),
  github: githubReport,
  gitlab: gitlabReport,
  sarif: sarifReport,
  junit: junitReport,
  markdown: markdownReport,
};

/** `gen-msk-consumer check`. Returns the exit code. */
export async function checkCommand(options: CheckCommandOptions, io: Io): Promise<number> {
  const { quiet = false, format, registry = false } = options;
  const scope = projectScope(options, io);
  const isShown = !quiet && format === 'text';
  const topics = isShown ? topicsBar(io, 'checking') : undefined;
  const progress = registry && isShown ? progressBar(io, 'checking') : undefined;
  const result = await check({
    ...scope,
    ...checkOptions(options, io),
    ...given({ onTopic: topics?.show, onProgress: progress?.show }),
  });
  topics?.end();
  progress?.end();
  const exitCode = exitCodeOf(result.diagnostics);
  const folder = result.root === null ? '' : folderInRepository(result.root, io.env);
  const report: CheckReport = { result, exitCode, folder };
  if (format === 'text') printText(report, result.seals, { options, io });
  else io.stdout.write(reports[format](report));
  return Math.max(exitCode, writeReports(report, { options, io, cwd: scope.cwd }));
}

/** What `check` is asked, apart from the config and the topics. */
export function checkOptions(options: CheckCommandOptions, io: Io): CheckOptions {
  const { strict, breaking, template, full, since, base, registry = false } = options;
  return {
    ...given({ strict, breaking, templates: template, full, since, base }),
    ...(registry ? { registry, env: io.env } : {}),
  };
}

/** The report of `check` in a format for programs. */
export function checkReport(format: ReportFormat, report: CheckReport): string {
  return reports[format](report);
}

/** Writes what `--report` asks for; returns the exit code of what kept a report from being written. */
export function writeReports(
  report: CheckReport,
  { options, io, cwd }: { readonly options: CheckCommandOptions; readonly io: Io; readonly cwd: string },
): number {
  const unwritten = (options.report ?? []).flatMap(
    (wanted) => writeReport(resolve(cwd, wanted.file), reports[wanted.format](report), cwd) ?? [],
  );
  printDiagnostics(unwritten, terminal({ output: io.stderr, io, color: options.color, root: null }));
  return exitCodeOf(unwritten);
}

/** Says how seals of another version of the tool are renewed. */
export function staleSeals(seals: CheckResult['seals']): readonly string[] {
  if (!seals.some(({ isByTool }) => isByTool)) return [];
  return [
    'Some seals are from another version of the tool: npx gen-msk-consumer generate --seal renews them, and check is fast again.',
  ];
}

function printText(
  { result, exitCode }: CheckReport,
  seals: CheckResult['seals'],
  { options, io }: { readonly options: CheckCommandOptions; readonly io: Io },
): void {
  const { quiet = false, verbose = false, color } = options;
  const common = { io, color, root: result.root };
  if (!quiet) {
    const out = terminal({ ...common, output: io.stdout });
    const isDrift = printDrift(result.changes, verbose, out) > 0;
    if (!isDrift && exitCode < 2) out.line(`In sync: ${inSync(result.changes)}.`);
    for (const line of [...(isDrift ? driftFixes(result.diagnostics) : []), ...staleSeals(seals)])
      out.line(withFlags(line, projectFlags(options)));
  }
  printDiagnostics(spokenDiagnostics(result.diagnostics, quiet), terminal({ ...common, output: io.stderr }));
}
