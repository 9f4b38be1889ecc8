import { runWithProgress } from './run-with-progress.js';
import { pull, type PulledSubject, type PullResult } from '../../commands/pull.js';
import type { GenerateCommandOptions } from '../command-options.js';
import type { Io } from '../io.js';
import { jsonPullReport } from '../json-report.js';
import { printVendored, pulledSummary } from '../pull-command.js';
import { terminal } from '../terminal.js';
import { printProject, printProjectDiagnostics } from './print-projects.js';
import { jsonProject, projectResults, type ProjectResults } from './project-results.js';
import type { SelectedProjects } from './selection.js';

/** `gen-msk-consumer pull` for several projects: each version is fetched once. Returns the worst exit code. */
export async function pullProjects(
  projects: SelectedProjects,
  options: GenerateCommandOptions,
  io: Io,
): Promise<number> {
  const { format, dryRun = false } = options;
  const run = await runWithProgress(projects, { options, io, label: 'pulling' }, (project) =>
    pull({ ...project, env: io.env, dryRun }),
  );
  const all = projectResults<PullResult>({
    run,
    flags: projects.flags,
    relocate: (answer, { change }) => ({ ...answer, changes: answer.changes.map(change) }),
  });
  if (format === 'json') {
    const result: PullResult = {
      root: all.root,
      subjects: subjectsOf(all),
      changes: all.results.flatMap(({ answer }) => answer?.changes ?? []),
      diagnostics: all.diagnostics,
    };
    io.stdout.write(jsonPullReport({ dryRun, exitCode: all.exitCode, result, projects: all.results.map(jsonProject) }));
  } else printText(all, options, io);
  return all.exitCode;
}

/** The subjects of all snapshots, each once with all the versions that any of them holds. */
function subjectsOf({ results }: ProjectResults<PullResult>): readonly PulledSubject[] {
  const versions = new Map<string, Set<number>>();
  for (const { subject, versions: pulled } of results.flatMap(({ answer }) => answer?.subjects ?? [])) {
    const known = versions.get(subject) ?? new Set();
    pulled.forEach((version) => known.add(version));
    versions.set(subject, known);
  }
  return [...versions]
    .map(([subject, numbers]) => ({ subject, versions: [...numbers].sort((a, b) => a - b) }))
    .sort((a, b) => (a.subject < b.subject ? -1 : 1));
}

function printText(all: ProjectResults<PullResult>, options: GenerateCommandOptions, io: Io): void {
  const { quiet = false, dryRun = false, color } = options;
  const common = { io, color, root: all.root };
  if (!quiet) {
    const out = terminal({ ...common, output: io.stdout });
    for (const { project, answer, exitCode } of all.results) {
      if (answer === undefined || exitCode > 0) continue;
      printProject(project, out);
      const count = printVendored(answer.changes, dryRun, out);
      out.line(pulledSummary(answer.subjects, { isChanged: count > 0, dryRun }));
    }
  }
  printProjectDiagnostics(
    all,
    (diagnostics) => diagnostics.filter(({ severity }) => severity === 'error' || (!quiet && severity !== 'note')),
    terminal({ ...common, output: io.stderr }),
  );
}
