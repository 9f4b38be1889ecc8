import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { isWithin, realPath } from '../../paths/real-path.js';
import type { Io } from '../io.js';

/**
 * The folder of the config, relative to the root of the repository that it is in, with `/`; '' where it is the root, or where there
 * is no repository. The root is the folder that holds `.git`; where a job of GitHub Actions has none, its workspace.
 */
export function folderInRepository(root: string, env: Io['env']): string {
  const folder = realPath(root);
  return relative(gitRoot(folder) ?? workspaceOf(folder, env), folder)
    .split(sep)
    .join('/');
}

function workspaceOf(folder: string, { GITHUB_WORKSPACE: path = '' }: Io['env']): string {
  if (path === '' || !existsSync(path)) return folder;
  const workspace = realPath(path);
  return isWithin(workspace, folder) ? workspace : folder;
}

function gitRoot(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  return dirname(folder) === folder ? undefined : gitRoot(dirname(folder));
}
