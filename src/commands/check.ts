import { compareWithDisk, type RunOptions, type RunResult } from './compare-with-disk.js';
import type { Environment } from '../config/resolve-registry.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Clock } from '../http/clock.js';
import { changeDiagnostics } from '../plan/change-diagnostics.js';
import type { PullProgress } from '../pull/live-subjects.js';

export interface CheckOptions extends RunOptions {
  /** True to compare the snapshot with the live registry too. Default: false, which talks to no server. */
  readonly registry?: boolean;
  /** A git revision, or two ("v1.0..v1.1"): to look for changes of schemas since then that break the reading of records. */
  readonly breaking?: string;
  /** With `registry`: stands in for `${NAME}` in the config, and names the proxy. Default: that of the process. */
  readonly env?: Environment;
  /** With `registry`: called whenever a version is fetched. */
  readonly onProgress?: (progress: PullProgress) => void;
  /** With `registry`: the clock that retries wait by. Default: the real one. */
  readonly clock?: Clock;
}

/**
 * Whether the generated files are what config and schemas give and, where that is asked for, the snapshot what the registry
 * holds, and no change of a schema a breaking one: an error diagnostic for each that is not so. Writes nothing.
 */
export async function check(options: CheckOptions = {}): Promise<RunResult> {
  const compared = await compareWithDisk(options);
  if (!compared.ok) return compared.result;
  const { root, list, warnings } = compared;
  const drift = options.registry === true ? await driftOfRegistry(options) : [];
  const breaks = options.breaking === undefined ? [] : await breaksSince(options.breaking, options);
  const diagnostics = [...changeDiagnostics(list, 'check'), ...drift, ...breaks, ...warnings];
  return { root, changes: list.changes, diagnostics };
}

async function breaksSince(revision: string, { cwd, config, topics }: RunOptions): Promise<readonly Diagnostic[]> {
  const { breakingChanges } = await import('./breaking-changes.js');
  return breakingChanges({
    revision,
    ...(cwd === undefined ? {} : { cwd }),
    ...(config === undefined ? {} : { config }),
    ...(topics === undefined ? {} : { topics }),
  });
}

async function driftOfRegistry(options: CheckOptions): Promise<readonly Diagnostic[]> {
  // What talks to a registry is loaded by those only who ask for it.
  const { registryDrift } = await import('./registry-drift.js');
  return registryDrift(options);
}
