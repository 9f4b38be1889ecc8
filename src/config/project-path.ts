import { lstatSync } from 'node:fs';
import { dirname, posix, resolve } from 'node:path';
import { isWithin, realPath } from '../paths/real-path.js';

export type ProjectPath =
  | { readonly ok: true; readonly path: string }
  | {
      readonly ok: false;
      readonly code: 'config-invalid' | 'path-outside';
      readonly message: string;
      readonly help?: string;
    };

/**
 * Checks paths of the config, each relative to the project's root, and that no symbolic link takes them out of it. Schema
 * files may also lie in the folders of `schemaRoots`.
 */
export interface ProjectPaths {
  /** The path in its shortest form, with `/`; or why it may not be used. What it names need not exist. */
  readonly check: (text: string) => ProjectPath;
  /** As `check`, for a glob pattern: there a `\` may stand before a sign that has a meaning in patterns. */
  readonly checkPattern: (pattern: string) => ProjectPath;
}

/** The checks of a project's paths; `folders` are its `schemaRoots`, if the paths are those of schema files. */
export function projectPaths(root: string, folders?: readonly string[]): ProjectPaths {
  const realRoot = realPath(root);
  /** Real folders by folder, as most schema files share a few. */
  const realFolders = new Map<string, string>();
  const schemaRoots = folders?.map((folder) => realPath(resolve(root, folder)));

  function check(text: string): ProjectPath {
    if (/[\u0000-\u001F\u007F]/.test(text)) return invalid('a path must not contain control characters');
    if (text.includes('\\')) return invalid('write "/" between folders, not "\\"');
    if (posix.isAbsolute(text) || /^[A-Za-z]:/.test(text))
      return {
        ...outside('expected a path relative to the config'),
        help: 'Start the path at the folder of the config, without a leading slash.',
      };
    const path = posix.normalize(text);
    const real = resolved(resolve(root, path));
    if (schemaRoots?.some((folder) => isWithin(folder, real)) === true) return { ok: true, path };
    if (path === '..' || path.startsWith('../')) return outsideProject("is outside the config's folder");
    if (!isWithin(realRoot, real)) return outsideProject("a symbolic link leads outside the config's folder");
    return { ok: true, path };
  }

  function checkPattern(pattern: string): ProjectPath {
    const [up = ''] = schemaRoots === undefined ? [] : (/^(?:\.\.\/)+/.exec(pattern) ?? []);
    if (/(?:^|[/{,(|])\.\.(?:$|[/},)|])/.test(pattern.slice(up.length)))
      return outsideProject("is outside the config's folder");
    return check(pattern.replaceAll(/\\(?=[^\w\\])/g, ''));
  }

  function outsideProject(message: string): ProjectPath {
    if (schemaRoots === undefined) return outside(message);
    return { ...outside(message), help: 'Allow the folder of the schemas: "schemaRoots": ["../shared"].' };
  }

  function resolved(path: string): string {
    if (path === root) return realRoot;
    const folder = dirname(path);
    let realFolder = realFolders.get(folder);
    if (realFolder === undefined) {
      realFolder = realPath(folder);
      realFolders.set(folder, realFolder);
    }
    return isLink(path) ? realPath(path) : realFolder;
  }

  return { check, checkPattern };
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

function invalid(message: string): ProjectPath {
  return { ok: false, code: 'config-invalid', message };
}

function outside(message: string): Extract<ProjectPath, { readonly ok: false }> {
  return { ok: false, code: 'path-outside', message };
}
