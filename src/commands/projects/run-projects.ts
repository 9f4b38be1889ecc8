import { resolve } from 'node:path';
import { patternsWithoutTopic, topicFilter } from '../../config/filter-topics.js';
import { given } from '../../config/given.js';
import { loadConfig } from '../../config/load-config.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { sharedSources, type SharedSources } from '../../sources/shared-sources.js';
import type { TopicsOptions } from '../project-options.js';
import { findProjects, type Project, type ProjectSelection } from './find-projects.js';

/** What the command of one project is called with. */
interface ProjectCall extends TopicsOptions {
  readonly cwd: string;
  readonly shared: SharedSources;
}

/** What became of one project: an answer, or a bug that kept the command from giving one. */
export type ProjectRun<Answer> =
  | { readonly kind: 'answered'; readonly project: Project; readonly answer: Answer }
  | { readonly kind: 'crashed'; readonly project: Project; readonly error: unknown };

export interface ProjectsRun<Answer> {
  /** The folder that projects are named from, absolute. */
  readonly root: string;
  /** In code-point order of their names; with topics, only the projects that have one of them. */
  readonly runs: readonly ProjectRun<Answer>[];
  /** What was asked for and is not there: configs, topics. */
  readonly problems: readonly Diagnostic[];
}

export interface ProjectsOptions extends ProjectSelection {
  /** Glob patterns of topics; each has to match one of any of the projects. */
  readonly topics?: readonly string[];
  /** True to hand the patterns to every project as they are, for a command that looks for topics elsewhere too. Default: false. */
  readonly keepsPatterns?: boolean;
  /** Called before each project, and at the end. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

/**
 * Runs a command (`check`, `generate`, `pull`, `diff`) for several projects, one after the other. They share what they read:
 * a schema file and an answer of a registry are read once. One that fails does not keep the others from theirs.
 */
export async function runProjects<Answer>(
  options: ProjectsOptions,
  command: (options: ProjectCall) => Promise<Answer>,
): Promise<ProjectsRun<Answer>> {
  const { topics, onProgress = () => undefined } = options;
  const root = resolve(options.cwd ?? '.');
  const found = await findProjects(options);
  const chosen: ChosenProjects =
    options.keepsPatterns === true
      ? {
          projects: found.projects.map((project) => ({ project, ...given({ topics }) })),
          problems: [],
        }
      : await withTopics(found.projects, topics);
  const shared = sharedSources();
  const runs: ProjectRun<Answer>[] = [];
  try {
    const total = chosen.projects.length;
    for (const { project, topics: patterns } of chosen.projects) {
      onProgress({ done: runs.length, total });
      const scope = { cwd: project.root, ...given({ config: project.config, topics: patterns }) };
      runs.push(await runProject(project, () => command({ ...scope, shared })));
    }
    onProgress({ done: total, total });
  } finally {
    shared.close();
  }
  return { root, runs, problems: [...found.problems, ...chosen.problems] };
}

async function runProject<Answer>(project: Project, command: () => Promise<Answer>): Promise<ProjectRun<Answer>> {
  try {
    return { kind: 'answered', project, answer: await command() };
  } catch (error) {
    return { kind: 'crashed', project, error };
  }
}

interface ChosenProjects {
  readonly projects: readonly { readonly project: Project; readonly topics?: readonly string[] }[];
  readonly problems: readonly Diagnostic[];
}

/** The projects with a topic that a pattern chooses, each with those patterns alone; all projects without patterns. */
async function withTopics(
  projects: readonly Project[],
  patterns: readonly string[] | undefined,
): Promise<ChosenProjects> {
  if (patterns === undefined) return { projects: projects.map((project) => ({ project })), problems: [] };
  const names = new Set<string>();
  const chosen: { readonly project: Project; readonly topics?: readonly string[] }[] = [];
  for (const project of projects) {
    const topics = await topicsOf(project);
    topics?.forEach((topic) => names.add(topic));
    // Running it reports why a config cannot be loaded.
    const matching = patterns.filter((pattern) => topics === undefined || topics.some(topicFilter([pattern])));
    if (matching.length > 0) chosen.push({ project, topics: matching });
  }
  return { projects: chosen, problems: unmatchedPatterns(patterns, [...names].sort()) };
}

/** A problem for each pattern that chooses no topic of any project. */
export function unmatchedPatterns(patterns: readonly string[], topics: readonly string[]): readonly Diagnostic[] {
  return patternsWithoutTopic(patterns, topics, '').map(({ location: _, message, help = '', ...rest }) => ({
    ...rest,
    message: message.replace('in the config', 'in any of the configs'),
    help: help.replace('of the config:', 'of the configs:'),
  }));
}

async function topicsOf({ root, config }: Project): Promise<readonly string[] | undefined> {
  const loaded = await loadConfig({ cwd: root, file: config });
  return loaded.ok ? loaded.value.topics.map(({ topic }) => topic) : undefined;
}
