import { runProjects, type ProjectsOptions, type ProjectsRun } from '../../commands/projects/run-projects.js';
import { given } from '../../config/given.js';
import type { CommonOptions } from '../command-options.js';
import type { Io } from '../io.js';
import { progressBar } from '../progress.js';

interface ProgressOptions {
  readonly options: Omit<CommonOptions, 'format'> & { readonly format: string };
  readonly io: Io;
  /** What the bar says is going on: "checking". */
  readonly label: string;
}

/** Runs a command for several projects and shows how far it is, where a person may be waiting. */
export async function runWithProgress<Answer>(
  projects: ProjectsOptions,
  { options, io, label }: ProgressOptions,
  command: Parameters<typeof runProjects<Answer>>[1],
): Promise<ProjectsRun<Answer>> {
  const { topic, quiet = false, format } = options;
  const progress = quiet || format !== 'text' ? undefined : progressBar(io, label);
  const run = await runProjects({ ...projects, ...given({ topics: topic, onProgress: progress?.show }) }, command);
  progress?.end();
  return run;
}
