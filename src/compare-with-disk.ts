import { openConfig } from './config/load-config.js';
import { withPosition } from './config/config-source.js';
import type { Diagnostic } from './diagnostic.js';
import { planOutput } from './pipeline.js';
import type { Change, ChangeList } from './plan/change.js';
import { comparePlan } from './plan/compare-plan.js';
import type { FileSystem } from './plan/file-system.js';
import { nodeFileSystem } from './plan/node-file-system.js';

/** Which config a run is for, and how much of it. */
export interface RunOptions {
  /** Where the search for the config starts. Default: the current folder. */
  readonly cwd?: string;
  /** The config file, relative to `cwd`, instead of a search. */
  readonly config?: string;
  /** Glob patterns of topics to confine the run to. Default: all topics. */
  readonly topics?: readonly string[];
}

/** What the commands that look at generated files answer with. */
export interface RunResult {
  /** The folder of the config, absolute: paths of changes and diagnostics are relative to it. Null when none was found. */
  readonly root: string | null;
  /** One entry for each planned, stale or orphaned file; empty when the config or a schema is wrong. */
  readonly changes: readonly Change[];
  /** Of severity `error` when the answer is no or the work could not be done; of severity `warning` for remarks. */
  readonly diagnostics: readonly Diagnostic[];
}

export type Compared =
  | {
      readonly ok: true;
      readonly root: string;
      readonly list: ChangeList;
      readonly fileSystem: FileSystem;
      readonly warnings: readonly Diagnostic[];
    }
  | { readonly ok: false; readonly result: RunResult };

/** From the config to the list of differences between what it calls for and what is on the disk. Writes nothing. */
export async function compareWithDisk({ cwd, config: file, topics }: RunOptions): Promise<Compared> {
  const opened = await openConfig({ ...(cwd === undefined ? {} : { cwd }), ...(file === undefined ? {} : { file }) });
  if (!opened.ok) return { ok: false, result: { root: opened.root, changes: [], diagnostics: opened.problems } };
  const { config, source } = opened;
  const { root } = config;

  const planned = await planOutput(config, topics);
  if (!planned.ok) {
    const diagnostics = planned.problems.map((problem) => withPosition(source, problem));
    return { ok: false, result: { root, changes: [], diagnostics } };
  }
  const fileSystem = nodeFileSystem(root);
  const warnings = planned.warnings.map((warning) => withPosition(source, warning));
  return { ok: true, root, list: comparePlan(planned.value, fileSystem), fileSystem, warnings };
}
