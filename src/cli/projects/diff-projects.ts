import { runWithProgress } from './run-with-progress.js';
import { diff } from '../../commands/diff.js';
import type { DiffResult } from '../../commands/diff-result.js';
import { unmatchedPatterns, type ProjectsRun } from '../../commands/projects/run-projects.js';
import { given } from '../../config/given.js';
import type { DiffCommandOptions } from '../command-options.js';
import { questionOf } from '../diff-command.js';
import type { Io } from '../io.js';
import { jsonDiffReport } from '../report/diff-json.js';
import { diffMarkdown } from '../report/diff-markdown.js';
import { printDiffHead, printDiffVerdict, printTopics } from '../report/diff-text.js';
import { terminal } from '../terminal.js';
import { isSpoken, printNoteCount, printProject, printProjectDiagnostics } from './print-projects.js';
import { jsonProject, projectResults, type ProjectResults } from './project-results.js';
import type { SelectedProjects } from './selection.js';

/** `gen-msk-consumer diff` for several projects. Returns the worst exit code. */
export async function diffProjects(
  projects: SelectedProjects,
  { range, ...options }: DiffCommandOptions & { readonly range: string | undefined },
  io: Io,
): Promise<number> {
  const { topic, format, compatibility = false, impacts } = options;
  // A pattern may choose a topic that only the older revision has.
  const toCompare = { ...projects, keepsPatterns: true };
  const run = await runWithProgress(toCompare, { options, io, label: 'comparing' }, (project) =>
    diff({
      ...project,
      compare: questionOf(range, options),
      compatibility,
      impacts,
      env: io.env,
      allowUnmatched: true,
    }),
  );
  const all = projectResults<DiffResult>({
    run: topic === undefined ? run : withTopics(run, topic),
    flags: projects.flags,
    relocate: (answer, { topicDiff, impact }) => ({
      ...answer,
      topics: answer.topics.map(topicDiff),
      ...given({ impacts: answer.impacts?.map(impact) }),
    }),
    exitCode: ({ effect }) => (effect === 'breaks' ? 1 : 0),
  });
  switch (format) {
    case 'json':
      io.stdout.write(jsonDiffReport(mergedDiff(all), all.exitCode));
      return all.exitCode;
    case 'markdown':
      io.stdout.write(diffMarkdown(mergedDiff(all)));
      return all.exitCode;
    case 'text':
      printDiffs(all, options, io);
      return all.exitCode;
  }
}

/** What is wrong on standard error, and the differences of each project that has some on standard output. */
function printDiffs(all: ProjectResults<DiffResult>, options: DiffCommandOptions, io: Io): void {
  const { color, quiet = false, verbose = false } = options;
  const err = terminal({ io, color, root: all.root, output: io.stderr });
  printProjectDiagnostics(all, (diagnostics) => diagnostics.filter(({ severity }) => isSpoken(severity, options)), err);
  if (!quiet && !verbose) printNoteCount(all, err);
  if (quiet || all.results.length === 0) return;
  const merged = mergedDiff(all);
  const out = terminal({ io, color, root: all.root, output: io.stdout });
  printDiffHead(merged, out);
  for (const { project, answer } of all.results) {
    if (!answer?.topics.some(({ change }) => change !== 'unchanged')) continue;
    printProject(project, out);
    printTopics(answer.topics, out);
  }
  printDiffVerdict(merged, out);
}

/** Without the projects that have none of the topics; a pattern that chooses none of any is a problem. */
function withTopics(run: ProjectsRun<DiffResult>, patterns: readonly string[]): ProjectsRun<DiffResult> {
  const topics = run.runs.flatMap((one) =>
    one.kind === 'answered' ? one.answer.topics.map(({ topic }) => topic) : [],
  );
  return {
    ...run,
    runs: run.runs.filter(
      (one) => one.kind === 'crashed' || one.answer.topics.length > 0 || one.answer.diagnostics.some(isError),
    ),
    problems: [...run.problems, ...unmatchedPatterns(patterns, [...new Set(topics)].sort())],
  };
}

function isError({ severity }: DiffResult['diagnostics'][number]): boolean {
  return severity === 'error';
}

const WORST_FIRST = ['breaks', 'undecided', 'types'] as const;

/** One comparison of all projects, with the project that each topic is of. */
function mergedDiff({ root, results, diagnostics }: ProjectResults<DiffResult>) {
  const answers = results.flatMap(({ answer }) => answer ?? []);
  const impacts = answers.flatMap((answer) => answer.impacts ?? []);
  return {
    root,
    before: answers[0]?.before ?? '',
    after: answers[0]?.after ?? '',
    effect: WORST_FIRST.find((effect) => answers.some((answer) => answer.effect === effect)) ?? ('safe' as const),
    topics: results.flatMap(({ project, answer }) => (answer?.topics ?? []).map((topic) => ({ project, ...topic }))),
    projects: results.map((one) => ({ ...jsonProject(one), effect: one.answer?.effect ?? ('safe' as const) })),
    ...(answers.some((answer) => answer.impacts !== undefined) ? { impacts } : {}),
    diagnostics,
  };
}
