import type { Config } from '../config/config.js';
import { openConfig } from '../config/load-config.js';
import { withPosition } from '../config/config-source.js';
import type { Environment } from '../config/resolve-registry.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Clock } from '../http/clock.js';
import { systemClock } from '../http/system-clock.js';
import type { Change, ChangeList } from '../plan/change.js';
import { changeDiagnostics, isBlocking } from '../plan/change-diagnostics.js';
import { isRunning } from '../plan/is-running.js';
import { nodeFileSystem } from '../plan/node-file-system.js';
import { writeChanges } from '../plan/write-changes.js';
import type { PullProgress } from '../pull/live-subjects.js';
import { fetchWanted } from '../pull/fetch-wanted.js';
import { ruleWarnings } from '../sources/schema-rules.js';
import type { SharedSources } from '../sources/shared-sources.js';
import { versionPath } from '../sources/snapshot-subject.js';
import { snapshotChanges } from '../pull/snapshot-changes.js';
import type { TopicsOptions } from './project-options.js';

export type { PullProgress };

export interface PullOptions extends TopicsOptions {
  /** True to ask the registry and write nothing. Default: false. */
  readonly dryRun?: boolean;
  /** Stands in for `${NAME}` in `registry`, and names the proxy. Default: that of the process. */
  readonly env?: Environment;
  /** Called whenever a version is fetched. */
  readonly onProgress?: (progress: PullProgress) => void;
  /** The clock that retries wait by. Default: the real one. */
  readonly clock?: Clock;
  /** What other projects of the run read too. */
  readonly shared?: SharedSources;
}

/** What `pull` answers with. */
export interface PullResult {
  /** The folder of the config, absolute: paths of changes and diagnostics are relative to it. Null when none was found. */
  readonly root: string | null;
  /** The subjects that are in the snapshot now, those that others refer to among them, in code-point order. */
  readonly subjects: readonly PulledSubject[];
  /** One entry for each file of the snapshot; empty when the config is wrong or the registry failed. */
  readonly changes: readonly Change[];
  /** Of severity `error` when something could not be vendored: then the snapshot is as it was. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface PulledSubject {
  readonly subject: string;
  /** Oldest first. */
  readonly versions: readonly number[];
}

/**
 * Vendors the schemas of the config's subjects from its registry. All are asked for before anything is written, so where a
 * diagnostic is an error nothing was changed, but for the code `write-failed`: then the next run does the rest.
 */
export async function pull(options: PullOptions = {}): Promise<PullResult> {
  const { cwd, config: file, topics, env = process.env, dryRun = false } = options;
  const opened = await openConfig({ cwd, file, env });
  if (!opened.ok) return { root: opened.root, subjects: [], changes: [], diagnostics: opened.problems };
  const { config, source } = opened;
  const { root } = config;
  const asked = await fetchWanted(config, {
    environment: env,
    clock: options.clock ?? systemClock,
    topics,
    onProgress: options.onProgress ?? (() => undefined),
    open: options.shared?.openRegistry,
  });
  const diagnostics = asked.diagnostics.map((diagnostic) => withPosition(source, diagnostic));
  if (diagnostics.some(({ severity }) => severity === 'error')) return { root, subjects: [], changes: [], diagnostics };

  const plan = {
    subjects: asked.subjects,
    folder: config.snapshot,
    partial: topics !== undefined,
    named: namedFiles(config),
  };
  const fileSystem = nodeFileSystem(root);
  const list = snapshotChanges(plan, fileSystem);
  const blocked = list.changes.some(isBlocking);
  const failures = blocked || dryRun ? [] : write(list, fileSystem);
  const subjects = [...asked.subjects]
    .map(([subject, versions]) => ({ subject, versions: [...versions.keys()].sort((a, b) => a - b) }))
    .sort((a, b) => (a.subject < b.subject ? -1 : 1));
  const rules = [...asked.subjects].flatMap(([subject, versions]) =>
    ruleWarnings(
      subject,
      [...versions.values()].map(({ version }) => ({
        ...version,
        file: versionPath(config.snapshot, subject, version),
      })),
    ),
  );
  const refused = blocked ? changeDiagnostics(list, 'generate') : [];
  return { root, subjects, changes: list.changes, diagnostics: [...failures, ...refused, ...diagnostics, ...rules] };
}

function namedFiles({ topics }: Config): ReadonlySet<string> {
  const parts = topics.flatMap(({ key, value }) => [key, value]);
  return new Set(parts.flatMap((part) => (part.kind === 'schema' ? part.versions.map(({ file }) => file) : [])));
}

function write(list: ChangeList, fileSystem: ReturnType<typeof nodeFileSystem>): readonly Diagnostic[] {
  return writeChanges(list, fileSystem, { id: process.pid, isRunning });
}
