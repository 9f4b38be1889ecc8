import { posix } from 'node:path';
import { relocateFrom, type Relocation } from '../../commands/projects/relocate.js';
import type { ProjectRun, ProjectsRun } from '../../commands/projects/run-projects.js';
import type { JsonProject } from '../../commands/json-reports.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { diagnosticKinds } from '../../diagnostics/diagnostic-codes.js';
import { exitCodeOf } from '../exit-code.js';
import { withFlags } from '../same-project.js';

/** What a command answered for one project, with paths relative to the folder that the command was run in. */
export interface ProjectResult<Answer> {
  readonly project: string;
  /** The config, relative to that folder; undefined where there are two. */
  readonly config: string | undefined;
  /** Undefined where a bug kept the command from giving one. */
  readonly answer: Answer | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly exitCode: number;
}

/** What all projects of a run answered. */
export interface ProjectResults<Answer> {
  readonly root: string;
  readonly results: readonly ProjectResult<Answer>[];
  /** Those about no project, then those of the projects in their order. */
  readonly diagnostics: readonly Diagnostic[];
  /** Those about no project. */
  readonly problems: readonly Diagnostic[];
  readonly exitCode: number;
}

type Located<Answer> = (answer: Answer, relocation: Relocation) => Answer;

interface ResultsInput<Answer> {
  readonly run: ProjectsRun<Answer>;
  /** The flags that name the projects: a command that a diagnostic names is for all of them. */
  readonly flags: readonly string[];
  readonly relocate: Located<Answer>;
  /** What the answer means by itself, where diagnostics do not say it all. */
  readonly exitCode?: (answer: Answer) => number;
}

/** The results of a run as one: paths as seen from where it was run, and the worst exit code. */
export function projectResults<Answer extends { readonly diagnostics: readonly Diagnostic[] }>(
  input: ResultsInput<Answer>,
): ProjectResults<Answer> {
  const { run, flags } = input;
  const results = run.runs.map((one) => projectResult(one, input));
  const problems = run.problems.map((problem) => forProjects(problem, flags));
  return {
    root: run.root,
    results,
    diagnostics: [...problems, ...results.flatMap(({ diagnostics }) => diagnostics)],
    problems,
    exitCode: worstExitCode([exitCodeOf(problems), ...results.map(({ exitCode }) => exitCode)]),
  };
}

function projectResult<Answer extends { readonly diagnostics: readonly Diagnostic[] }>(
  run: ProjectRun<Answer>,
  { flags, relocate, exitCode: meaning = () => 0 }: ResultsInput<Answer>,
): ProjectResult<Answer> {
  const { name, config } = run.project;
  const common = { project: name, config: config === undefined ? undefined : posix.join(name, config) };
  if (run.kind === 'crashed') {
    const diagnostics = [crash(run.error, common.config)];
    return { ...common, answer: undefined, diagnostics, exitCode: exitCodeOf(diagnostics) };
  }
  const relocation = relocateFrom(name);
  const answer = relocate(run.answer, relocation);
  const diagnostics = run.answer.diagnostics.map((one) => forProjects(relocation.diagnostic(one), flags));
  return { ...common, answer, diagnostics, exitCode: worstExitCode([exitCodeOf(diagnostics), meaning(run.answer)]) };
}

function crash(error: unknown, config: string | undefined): Diagnostic {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    code: 'internal-error',
    severity: 'error',
    message,
    ...(config === undefined ? {} : { location: { file: config } }),
  };
}

/** A diagnostic whose fix names commands with the flags that the run was for. */
function forProjects(diagnostic: Diagnostic, flags: readonly string[]): Diagnostic {
  return { ...diagnostic, help: withFlags(diagnostic.help ?? diagnosticKinds[diagnostic.code].fix, flags) };
}

const WORST_FIRST = [70, 2, 3, 1];

/** The exit code of a run of several: a bug, then a mistake in a config, a server out of reach, a negative answer. */
export function worstExitCode(codes: readonly number[]): number {
  return WORST_FIRST.find((code) => codes.includes(code)) ?? 0;
}

/** What a JSON report says of a project. */
export function jsonProject<Answer>({ project, config, exitCode }: ProjectResult<Answer>): JsonProject {
  return { project, config: config ?? null, exitCode };
}
