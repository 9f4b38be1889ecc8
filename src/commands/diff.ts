import { basename, dirname, join } from 'node:path';

import { patternsWithoutTopic, topicFilter } from '../config/filter-topics.js';
import type { RunOptions } from './compare-with-disk.js';
import { withPosition } from '../config/config-source.js';
import { findConfig } from '../config/find-config.js';
import { openConfig } from '../config/load-config.js';
import type { Environment } from '../config/resolve-registry.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import { compareStates, effectOf } from '../history/compare-states.js';
import { compareVersions } from '../history/compare-versions.js';
import type { DiffResult } from './diff-result.js';
import type { TopicDiff } from '../history/topic-diff.js';
import { findCommit, openRepository } from '../history/git-repository.js';
import { parseRange } from '../history/revision-range.js';
import { revisionState } from '../history/revision-state.js';
import { readState, type SchemaState } from '../history/schema-state.js';
import { withKeptVersions } from './with-kept-versions.js';
import { touchedCode, type TouchedCodeInput } from './touched-code.js';
import { withVersionsToKeep } from '../history/version-to-keep.js';
import { inTemporaryFolder } from '../history/temporary-folder.js';
import type { Clock } from '../http/clock.js';
import type { PullProgress } from '../pull/live-subjects.js';
import { resolveSubjectsFromSnapshot } from '../sources/snapshot-versions.js';

export interface DiffOptions extends RunOptions {
  /** What to compare. Default: the revision HEAD with the working tree. */
  readonly compare?: DiffQuestion;
  /** Whether to add the registry compatibility of all versions, pairwise and by mode. Default: false. */
  readonly compatibility?: boolean;
  /** False to leave out the search for the places in the team's code that a change of types touches. Default: true. */
  readonly impacts?: boolean;
  /** With a revision and the working tree: to copy older schemas to files of their own and list them in the config. Default: nothing is written. */
  readonly apply?: {
    /** The ids of the older and the newer schema, where the config does not have them. */
    readonly ids?: { readonly older: string; readonly newer: string };
  };
  /** True to accept patterns of topics that match none of this config, as where they are for several. Default: false. */
  readonly allowUnmatched?: boolean;
  /** With the registry: stands in for `${NAME}` in the config, and names the proxy. Default: that of the process. */
  readonly env?: Environment;
  /** With the registry: called whenever a version is fetched. */
  readonly onProgress?: (progress: PullProgress) => void;
  /** With the registry: the clock that retries wait by. Default: the real one. */
  readonly clock?: Clock;
}

export type DiffQuestion =
  /** `main`: that git revision with the working tree; `v1.0..v1.1`: two revisions. */
  | { readonly kind: 'revisions'; readonly range: string }
  /** The snapshot with what a pull would make of it. */
  | { readonly kind: 'registry' }
  /** `1..3`: two versions that the config or the snapshot names, by numbers, ids or files. */
  | { readonly kind: 'versions'; readonly range: string };

/**
 * Compares the schemas of a project's topics, field by field, and shows what each change means for their consumers.
 * Writes nothing to the project, unless `apply` is given, and nothing to its repository.
 */
export async function diff(options: DiffOptions = {}): Promise<DiffResult> {
  const { cwd = process.cwd(), config: file, compare = { kind: 'revisions', range: 'HEAD' } } = options;
  const found = findConfig(cwd, file);
  if (!found.ok) return failed({ root: null, before: '', after: '' }, found.problems);
  const project: Project = { options, root: dirname(found.path), file: basename(found.path) };
  switch (compare.kind) {
    case 'revisions':
      return diffRevisions(project, compare.range);
    case 'registry':
      return diffRegistry(project);
    case 'versions':
      return diffVersions(project, compare.range);
  }
}

interface Project {
  readonly options: DiffOptions;
  /** Absolute. */
  readonly root: string;
  /** The config's file, relative to the root. */
  readonly file: string;
}

async function diffRevisions(project: Project, range: string): Promise<DiffResult> {
  const { root, file, options } = project;
  const parsed = parseRange(range);
  if (!parsed.ok) return failed({ root, before: range, after: '' }, parsed.problems);
  const { older, newer } = parsed.value;
  const names = { root, before: older, after: newer ?? WORKING_TREE };
  const opened = await openRepository(root);
  if (!opened.ok) return failed(names, [opened.problem]);
  const repository = opened.value;
  const commits = await Promise.all(
    [older, ...(newer === null ? [] : [newer])].map((each) => findCommit(repository, each)),
  );
  const unknown = commits.flatMap((commit) => (commit.ok ? [] : [commit.problem]));
  if (unknown.length > 0) return failed(names, unknown);
  const [olderCommit = '', newerCommit] = commits.flatMap((commit) => (commit.ok ? [commit.value] : []));

  const choice = chooseAmongAll(options);
  const isNamed = options.config !== undefined;
  return inTemporaryFolder(async (folder) => {
    const at = (name: string, commit: string, place: string): Promise<Result<SchemaState>> =>
      revisionState({
        repository,
        commit,
        name,
        folder: join(folder, place),
        file,
        isNamed,
        isChosen: choice.isChosen,
      });
    const before = await at(older, olderCommit, 'before');
    if (!before.ok) return failed(names, before.problems);
    const after =
      newerCommit === undefined
        ? await presentState(project, choice.isChosen)
        : await at(names.after, newerCommit, 'after');
    if (!after.ok) return failed(names, after.problems);
    const missing = choice.problems(file);
    if (missing.length > 0) return failed(names, missing);
    const compatibility = options.compatibility ?? false;
    const states = { before: before.value, after: after.value };
    const topics = compareStates({ ...states, compatibility });
    const kept = newer === null ? withVersionsToKeep(topics, states.after, root) : topics;
    const answer = answered(names, kept, [...before.warnings, ...after.warnings]);
    const compared =
      options.apply === undefined
        ? answer
        : await withKeptVersions(answer, {
            root,
            file,
            repository,
            commit: olderCommit,
            isWorkingTree: newer === null,
            ids: options.apply.ids,
          });
    return options.impacts === false ? compared : withImpacts(compared, { root, ...states });
  });
}

async function diffRegistry({ options, root, file }: Project): Promise<DiffResult> {
  const names = { root, before: 'the snapshot', after: 'the registry' };
  const { env = process.env, onProgress = () => undefined, compatibility = false } = options;
  const opened = await openConfig({ cwd: root, file, env });
  if (!opened.ok) return failed(names, opened.problems);
  const { config, source } = opened;
  const choice = chooseAmongAll(options);
  const topics = config.topics.filter(({ topic }) => choice.isChosen(topic));
  const missing = choice.problems(file);
  if (missing.length > 0) return failed(names, missing);
  // What talks to a registry is loaded by those only who ask for it.
  const [{ registryStates }, { systemClock }] = await Promise.all([
    import('../history/registry-states.js'),
    import('../http/system-clock.js'),
  ]);
  const { clock = systemClock } = options;
  const states = await registryStates({
    config: { ...config, topics },
    environment: env,
    clock,
    onProgress,
    shared: options.shared,
  });
  if (!states.ok)
    return failed(
      names,
      states.problems.map((problem) => withPosition(source, problem)),
    );
  const warnings = states.warnings.map((warning) => withPosition(source, warning));
  const compared = answered(names, compareStates({ ...states.value, compatibility }), warnings);
  return options.impacts === false ? compared : withImpacts(compared, { root, ...states.value });
}

async function diffVersions(project: Project, range: string): Promise<DiffResult> {
  const { options, root, file } = project;
  const at = range.indexOf('..');
  const names = { root, before: `version ${range.slice(0, Math.max(at, 0))}`, after: `version ${range.slice(at + 2)}` };
  const choice = chooseAmongAll(options);
  const state = await presentState(project, choice.isChosen);
  if (!state.ok) return failed(names, state.problems);
  const missing = choice.problems(file);
  if (missing.length > 0) return failed(names, missing);
  const compared = compareVersions({ state: state.value, range, compatibility: options.compatibility ?? false });
  return compared.ok ? answered(names, compared.value, state.warnings) : failed(names, compared.problems);
}

const WORKING_TREE = 'the working tree';

async function presentState(
  { root, file, options }: Project,
  isChosen: (topic: string) => boolean,
): Promise<Result<SchemaState>> {
  const opened = await openConfig({ cwd: root, file });
  if (!opened.ok) return opened;
  const { config, source } = opened;
  const filled = resolveSubjectsFromSnapshot({
    ...config,
    topics: config.topics.filter(({ topic }) => isChosen(topic)),
  });
  const state = filled.ok
    ? await readState({ name: WORKING_TREE, config: filled.value, readFile: options.shared?.readSchemaFile })
    : filled;
  return state.ok ? state : { ok: false, problems: state.problems.map((problem) => withPosition(source, problem)) };
}

/** Chooses topics of several configs: a pattern has to choose one of any of them. */
function chooseAmongAll({ topics: patterns, allowUnmatched = false }: DiffOptions): {
  readonly isChosen: (topic: string) => boolean;
  readonly problems: (configFile: string) => readonly Diagnostic[];
} {
  const met = new Set<string>();
  const isChosen = topicFilter(patterns);
  return {
    isChosen: (topic) => {
      met.add(topic);
      return isChosen(topic);
    },
    problems: (configFile) => (allowUnmatched ? [] : patternsWithoutTopic(patterns, [...met].sort(), configFile)),
  };
}

type Names = Pick<DiffResult, 'root' | 'before' | 'after'>;

function answered(names: Names, topics: readonly TopicDiff[], diagnostics: readonly Diagnostic[]): DiffResult {
  return { ...names, effect: effectOf(topics), topics, diagnostics };
}

/** With the places in the team's code that the changes touch. */
async function withImpacts(result: DiffResult, of: Omit<TouchedCodeInput, 'topics'>): Promise<DiffResult> {
  const { impacts, remarks } = await touchedCode({ ...of, topics: result.topics });
  const unknown = remarks.map((message): Diagnostic => ({ code: 'impacts-unknown', severity: 'note', message }));
  return { ...result, impacts, diagnostics: [...result.diagnostics, ...unknown] };
}

function failed(names: Names, problems: readonly Diagnostic[]): DiffResult {
  return { ...names, effect: 'safe', topics: [], diagnostics: problems };
}
