import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { configsIn } from '../../config/find-config.js';
import { init, type InitOptions, type InitResult } from '../init.js';
import { findWorkspace } from './workspace-folders.js';

interface InitWorkspaceOptions extends Omit<InitOptions, 'choose' | 'force'> {
  /** Asked before anything is written, with the packages that get a config; false calls it off. */
  readonly confirm?: (packages: readonly FoundPackage[]) => Promise<boolean>;
}

/** A package of a workspace that has schemas and no config. */
export interface FoundPackage {
  /** Its folder, relative to the workspace's root, with `/`. */
  readonly project: string;
  readonly topics: readonly string[];
}

export interface InitWorkspaceResult {
  /** The workspace's root, absolute. */
  readonly root: string;
  /** One for each package that was to get a config; none where it was called off. */
  readonly results: readonly { readonly project: string; readonly result: InitResult }[];
}

/**
 * Writes a first config for each package of a workspace that has schemas of topics and no config, where `cwd` is its root.
 * Undefined where it is not, or where no package is of that kind: then the folder is a project like any other.
 */
export async function initWorkspace(options: InitWorkspaceOptions): Promise<InitWorkspaceResult | undefined> {
  const { confirm, ...common } = options;
  const root = resolve(options.cwd ?? '.');
  if (!existsSync(root)) return undefined;
  const workspace = await findWorkspace(root);
  if (workspace?.root !== root) return undefined;
  const found: FoundPackage[] = [];
  for (const project of workspace.folders) {
    const cwd = join(root, project);
    if (configsIn(cwd).length > 0) continue;
    const topics = await topicsIn({ ...common, cwd });
    if (topics.length > 0) found.push({ project, topics });
  }
  if (found.length === 0) return undefined;
  if (confirm !== undefined && !(await confirm(found))) return { root, results: [] };
  const results: { readonly project: string; readonly result: InitResult }[] = [];
  for (const { project } of found)
    results.push({ project, result: await init({ ...common, cwd: join(root, project) }) });
  return { root, results };
}

/** The topics that `init` would write a config for. */
async function topicsIn(options: InitOptions): Promise<readonly string[]> {
  let topics: readonly string[] = [];
  await init({
    ...options,
    choose: (found) => {
      topics = found.topics.map(({ topic }) => topic);
      return Promise.resolve(null);
    },
  });
  return topics;
}
