import { posix } from 'node:path';
import { diagnosticKinds } from '../../diagnostics/diagnostic-codes.js';
import type { InitOptions } from '../../commands/init.js';
import { initWorkspace, type FoundPackage, type InitWorkspaceResult } from '../../commands/projects/init-workspace.js';
import { relocateFrom } from '../../commands/projects/relocate.js';
import type { JsonInitReport } from '../../commands/json-reports.js';
import type { InitCommandOptions } from '../command-options.js';
import { exitCodeOf } from '../exit-code.js';
import type { Io } from '../io.js';
import { printDiagnostics, unlessQuiet } from '../print-diagnostics.js';
import { printInit } from '../print-init.js';
import { projectFlags, withFlags } from '../same-project.js';
import { terminal } from '../terminal.js';
import { printProject } from './print-projects.js';
import { worstExitCode } from './project-results.js';

/**
 * `gen-msk-consumer init` at the root of a workspace: a config for each package with schemas. Returns the exit code, or undefined
 * where there is no such package, and the folder is a project like any other.
 */
export async function initProjects(
  chosen: Omit<InitOptions, 'choose' | 'force'>,
  { options, io, asks }: { readonly options: InitCommandOptions; readonly io: Io; readonly asks: boolean },
): Promise<number | undefined> {
  const answers: boolean[] = [];
  const confirm = async (packages: readonly FoundPackage[]): Promise<boolean> => {
    const { askWorkspace } = await import('../ask-init.js');
    const isWanted = await askWorkspace(packages);
    answers.push(isWanted);
    return isWanted;
  };
  const done = await initWorkspace({ ...chosen, ...(asks ? { confirm } : {}) });
  if (done === undefined) return undefined;
  const exitCode = answers.includes(false)
    ? 1
    : worstExitCode(done.results.map(({ result }) => exitCodeOf(result.diagnostics)));
  if (options.format === 'json') io.stdout.write(`${JSON.stringify(reportOf(done, exitCode), null, 2)}\n`);
  else print(done, options, io);
  return exitCode;
}

function print({ root, results }: InitWorkspaceResult, options: InitCommandOptions, io: Io): void {
  const { quiet = false, color } = options;
  for (const { project, result } of results) {
    const common = { io, color, root: posix.join(root, project) };
    const out = terminal({ ...common, output: io.stdout });
    const err = terminal({ ...common, output: io.stderr });
    const shown = unlessQuiet(result.diagnostics, quiet);
    if (!quiet && result.file !== null) {
      printProject(project, out);
      const cwd = posix.join(options.cwd ?? '', project);
      printInit({ ...result, file: result.file, flags: projectFlags({ ...options, cwd }) }, out);
    }
    if (shown.length > 0) printProject(project, err);
    printDiagnostics(shown, err);
  }
  if (!quiet && results.some(({ result }) => result.file !== null)) {
    const out = terminal({ io, color, root, output: io.stdout });
    out.line(withFlags('Next: npx gen-msk-consumer generate', ['--workspaces', ...projectFlags(options)]));
  }
}

function reportOf({ root, results }: InitWorkspaceResult, exitCode: number): JsonInitReport {
  return {
    version: 1,
    command: 'init',
    exitCode,
    root,
    file: null,
    created: results.flatMap(({ project, result }) => (result.file === null ? [] : [posix.join(project, result.file)])),
    topics: results.flatMap(({ result }) => result.topics),
    findings: [],
    decisions: [],
    projects: results.map(({ project, result }) => ({
      project,
      config: result.file === null ? null : posix.join(project, result.file),
      exitCode: exitCodeOf(result.diagnostics),
      topics: result.topics,
      findings: result.findings,
      decisions: result.decisions,
    })),
    diagnostics: results.flatMap(({ project, result }) =>
      result.diagnostics.map((diagnostic) => ({
        help: diagnosticKinds[diagnostic.code].fix,
        ...relocateFrom(project).diagnostic(diagnostic),
      })),
    ),
  };
}
