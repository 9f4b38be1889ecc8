import { runWithProgress } from './run-with-progress.js';
import { generate, type GenerateResult } from '../../commands/generate.js';
import type { GenerateCommandOptions } from '../command-options.js';
import { generateOptions, hasActions, printChanges, summaryOf } from '../generate-command.js';
import type { Io } from '../io.js';
import { countsOf, jsonReport } from '../json-report.js';
import { printImpacts } from '../print-impacts.js';
import { terminal } from '../terminal.js';
import { isSpoken, printNoteCount, printProject, printProjectDiagnostics, projectsSummary } from './print-projects.js';
import { jsonProject, projectResults, type ProjectResults } from './project-results.js';
import type { SelectedProjects } from './selection.js';

/** `gen-msk-consumer generate` for several projects. Returns the worst exit code. */
export async function generateProjects(
  projects: SelectedProjects,
  options: GenerateCommandOptions,
  io: Io,
): Promise<number> {
  const { format, dryRun = false } = options;
  const run = await runWithProgress(projects, { options, io, label: 'generating' }, (project) =>
    generate({ ...generateOptions(options), ...project }),
  );
  const all = projectResults<GenerateResult>({
    run,
    flags: projects.flags,
    relocate: (answer, { change, seal, impact, path }) => ({
      ...answer,
      changes: answer.changes.map(change),
      seals: answer.seals.map(seal),
      impacts: answer.impacts.map(impact),
      causes: new Map([...answer.causes].map(([file, causes]) => [path(file), causes])),
    }),
  });
  if (format === 'json') io.stdout.write(jsonOf(all, dryRun));
  else printText(all, options, io);
  return all.exitCode;
}

function jsonOf({ root, results, diagnostics, exitCode }: ProjectResults<GenerateResult>, dryRun: boolean): string {
  return jsonReport({
    command: 'generate',
    dryRun,
    exitCode,
    result: {
      root,
      changes: results.flatMap(({ answer }) => answer?.changes ?? []),
      causes: new Map(results.flatMap(({ answer }) => [...(answer?.causes ?? [])])),
      impacts: results.flatMap(({ answer }) => answer?.impacts ?? []),
      diagnostics,
    },
    projects: results.map((one) => ({ ...jsonProject(one), counts: countsOf(one.answer?.changes ?? []) })),
  });
}

function printText(all: ProjectResults<GenerateResult>, options: GenerateCommandOptions, io: Io): void {
  const { quiet = false, verbose = false, dryRun = false, color } = options;
  const common = { io, color, root: all.root };
  if (!quiet) {
    const out = terminal({ ...common, output: io.stdout });
    const done = all.results.filter(({ exitCode }) => exitCode === 0);
    for (const { project, answer } of done) {
      if (answer === undefined || !hasActions(answer.changes)) continue;
      printProject(project, out);
      printChanges(answer.changes, { dryRun, verbose, causes: answer.causes }, out);
      printImpacts(answer.impacts, out);
      out.line();
    }
    if (all.results.length > 0) {
      const files = summaryOf(
        done.flatMap(({ answer }) => answer?.changes ?? []),
        dryRun,
      );
      const seals = done.reduce((sum, { answer }) => sum + (answer?.seals.length ?? 0), 0);
      out.line(`${projectsSummary(all.results, (result) => stateOf(result, dryRun))}. ${files}`);
      if (seals > 0) out.line(`${dryRun ? 'Seals to renew' : 'Seals renewed'}: ${seals}.`);
    }
  }
  const err = terminal({ ...common, output: io.stderr });
  printProjectDiagnostics(all, (diagnostics) => diagnostics.filter(({ severity }) => isSpoken(severity, options)), err);
  if (!quiet && !verbose) printNoteCount(all, err);
}

function stateOf(
  { exitCode, answer }: ProjectResults<GenerateResult>['results'][number],
  dryRun: boolean,
): readonly [string, string] {
  if (exitCode > 0) return ['failed', 'failed'];
  if (!hasActions(answer?.changes ?? [])) return ['was up to date', 'were up to date'];
  return dryRun ? ['would change', 'would change'] : ['changed', 'changed'];
}
