import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { configsIn } from '../../config/find-config.js';
import { byCodePoint } from '../../diagnostics/by-code-point.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { isFile } from '../../paths/is-file.js';
import { realPath } from '../../paths/real-path.js';
import { findWorkspace } from './workspace-folders.js';

/** Which projects a run is for. */
export interface ProjectSelection {
  /** The folder that the selection is seen from. Default: the current folder. */
  readonly cwd?: string;
  /** Config files, or glob patterns of them, relative to `cwd`. */
  readonly configs?: readonly string[];
  /** True for every package of the workspace (npm, Yarn, pnpm) that has a config. Default: false. */
  readonly workspaces?: boolean;
}

/** A folder with a config of its own. */
export interface Project {
  /** The folder, relative to where the command runs, with `/`; `.` for that folder itself. */
  readonly name: string;
  /** The folder, absolute. */
  readonly root: string;
  /** The config's file name; undefined where a folder has two, which opening it reports. */
  readonly config: string | undefined;
}

/** The projects in code-point order of their names, and what was asked for and is not there. */
interface FoundProjects {
  readonly projects: readonly Project[];
  readonly problems: readonly Diagnostic[];
}

/** Finds the configs that patterns match and those of a workspace, each once. */
export async function findProjects(selection: ProjectSelection): Promise<FoundProjects> {
  const cwd = resolve(selection.cwd ?? '.');
  const named = await Promise.all((selection.configs ?? []).map((pattern) => matchingConfigs(cwd, pattern)));
  const packages = selection.workspaces === true ? await workspaceProjects(cwd) : NONE;
  const found = [...named, packages];
  const byFile = new Map(
    found
      .flatMap(({ projects }) => projects)
      .map((project) => [realPath(join(project.root, project.config ?? '')), project]),
  );
  return {
    projects: [...byFile.values()].sort((one, other) => byCodePoint(one.name, other.name)),
    problems: found.flatMap(({ problems }) => problems),
  };
}

const NONE: FoundProjects = { projects: [], problems: [] };

async function matchingConfigs(cwd: string, pattern: string): Promise<FoundProjects> {
  if (isFile(resolve(cwd, pattern))) return { projects: [projectOf(cwd, resolve(cwd, pattern))], problems: [] };
  if (!isDynamicPattern(pattern)) return missing(`the file ${pattern} does not exist`);
  const files = await glob(pattern, { cwd, absolute: true, ignore: ['**/node_modules/**'], expandDirectories: false });
  return files.length === 0
    ? missing(
        `no file matches ${JSON.stringify(pattern)}`,
        'Quote the pattern, and write it relative to the current folder.',
      )
    : { projects: files.map((file) => projectOf(cwd, resolve(file))), problems: [] };
}

async function workspaceProjects(cwd: string): Promise<FoundProjects> {
  const workspace = await findWorkspace(cwd);
  if (workspace === undefined)
    return missing(
      'no "workspaces" in a package.json and no pnpm-workspace.yaml in this folder or above it',
      'Name the configs instead: --config "services/*/gen-msk-consumer.config.json".',
    );
  const projects = ['.', ...workspace.folders].flatMap((folder): readonly Project[] => {
    const root = join(workspace.root, folder);
    const [first, ...others] = configsIn(root);
    if (first === undefined) return [];
    return [{ name: nameOf(cwd, root), root, config: others.length === 0 ? first : undefined }];
  });
  if (projects.length > 0) return { projects, problems: [] };
  const count = workspace.folders.length;
  return missing(
    `none of the ${count} packages of the workspace has a config`,
    'Run `npx gen-msk-consumer init` in the folder of a package, or at the root of the workspace for all.',
  );
}

function projectOf(cwd: string, file: string): Project {
  return { name: nameOf(cwd, dirname(file)), root: dirname(file), config: basename(file) };
}

function nameOf(cwd: string, root: string): string {
  return relative(cwd, root).split(sep).join('/') || '.';
}

function missing(message: string, help?: string): FoundProjects {
  return {
    projects: [],
    problems: [{ code: 'config-not-found', severity: 'error', message, ...(help === undefined ? {} : { help }) }],
  };
}
