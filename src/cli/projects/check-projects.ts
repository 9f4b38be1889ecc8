import { runWithProgress } from './run-with-progress.js';
import { check, type CheckResult } from '../../commands/check.js';
import { checkOptions, checkReport, staleSeals, writeReports } from '../check-command.js';
import type { CheckCommandOptions } from '../command-options.js';
import { inSync } from '../in-sync.js';
import type { Io } from '../io.js';
import { countsOf } from '../json-report.js';
import type { CheckReport } from '../report/check-report.js';
import { driftFixes, printDrift, spokenDiagnostics } from '../report/check-text.js';
import { driftOf } from '../report/drift.js';
import { folderInRepository } from '../report/repository-root.js';
import { withFlags } from '../same-project.js';
import { terminal } from '../terminal.js';
import { printProject, printProjectDiagnostics, projectsSummary } from './print-projects.js';
import { jsonProject, projectResults, worstExitCode, type ProjectResults } from './project-results.js';
import type { SelectedProjects } from './selection.js';

/** `gen-msk-consumer check` for several projects: one report. Returns the worst exit code. */
export async function checkProjects(projects: SelectedProjects, options: CheckCommandOptions, io: Io): Promise<number> {
  const { format } = options;
  const run = await runWithProgress(projects, { options, io, label: 'checking' }, (project) =>
    check({ ...checkOptions(options, io), ...project }),
  );
  const all = projectResults<CheckResult>({
    run,
    flags: projects.flags,
    relocate: (answer, { change, seal }) => ({
      ...answer,
      changes: answer.changes.map(change),
      seals: answer.seals.map(seal),
    }),
  });
  const report: CheckReport = {
    result: {
      root: all.root,
      changes: all.results.flatMap(({ answer }) => answer?.changes ?? []),
      diagnostics: all.diagnostics,
    },
    exitCode: all.exitCode,
    folder: folderInRepository(all.root, io.env),
    projects: all.results.map((one) => ({ ...jsonProject(one), counts: countsOf(one.answer?.changes ?? []) })),
  };
  if (format === 'text') printText(all, { projects, options, io });
  else io.stdout.write(checkReport(format, report));
  return worstExitCode([all.exitCode, writeReports(report, { options, io, cwd: projects.cwd })]);
}

interface Printing {
  readonly projects: SelectedProjects;
  readonly options: CheckCommandOptions;
  readonly io: Io;
}

function printText(all: ProjectResults<CheckResult>, { projects, options, io }: Printing): void {
  const { quiet = false, verbose = false, color } = options;
  const common = { io, color, root: all.root };
  if (!quiet) {
    const out = terminal({ ...common, output: io.stdout });
    for (const { project, answer } of all.results) {
      if (!answer?.changes.some((change) => driftOf(change) !== undefined)) continue;
      printProject(project, out);
      printDrift(answer.changes, verbose, out);
      out.line();
    }
    if (all.results.length > 0) out.line(summaryOf(all.results));
    const seals = all.results.flatMap(({ answer }) => answer?.seals ?? []);
    driftFixes(all.diagnostics).forEach(out.line);
    for (const line of staleSeals(seals)) out.line(withFlags(line, projects.flags));
  }
  const err = terminal({ ...common, output: io.stderr });
  printProjectDiagnostics(all, (diagnostics) => spokenDiagnostics(diagnostics, quiet), err);
}

function summaryOf(results: ProjectResults<CheckResult>['results']): string {
  const summary = projectsSummary(results, ({ exitCode }) => {
    if (exitCode > 1) return ['could not be checked', 'could not be checked'];
    return exitCode === 1 ? ['is out of sync', 'are out of sync'] : ['is in sync', 'are in sync'];
  });
  return `${summary} (files: ${inSync(results.flatMap(({ answer }) => answer?.changes ?? []))}).`;
}
