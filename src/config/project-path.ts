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
export class ProjectPaths {
  private readonly root: string;
  private readonly realRoot: string;
  /** Real folders by folder, as most schema files share a few. */
  private readonly realFolders = new Map<string, string>();

  /** Undefined where the paths are not those of schema files. */
  private readonly schemaRoots: readonly string[] | undefined;

  constructor(root: string, schemaRoots?: readonly string[]) {
    this.root = root;
    this.realRoot = realPath(root);
    this.schemaRoots = schemaRoots?.map((folder) => realPath(resolve(root, folder)));
  }

  /** The path in its shortest form, with `/`; or why it may not be used. What it names need not exist. */
  check(text: string): ProjectPath {
    if (/[\u0000-\u001F\u007F]/.test(text)) return invalid('a path must not contain control characters');
    if (text.includes('\\')) return invalid('write "/" between folders, not "\\"');
    if (posix.isAbsolute(text) || /^[A-Za-z]:/.test(text)) return outside('expected a path relative to the config');
    const path = posix.normalize(text);
    const real = this.realPath(resolve(this.root, path));
    if (this.schemaRoots?.some((folder) => isWithin(folder, real)) === true) return { ok: true, path };
    if (path === '..' || path.startsWith('../')) return this.outsideProject("is outside the config's folder");
    if (!isWithin(this.realRoot, real)) return this.outsideProject("a symbolic link leads outside the config's folder");
    return { ok: true, path };
  }

  /** As `check`, for a glob pattern: there a `\` may stand before a sign that has a meaning in patterns. */
  checkPattern(pattern: string): ProjectPath {
    const [up = ''] = this.schemaRoots === undefined ? [] : (/^(?:\.\.\/)+/.exec(pattern) ?? []);
    if (/(?:^|[/{,(|])\.\.(?:$|[/},)|])/.test(pattern.slice(up.length)))
      return this.outsideProject("is outside the config's folder");
    return this.check(pattern.replaceAll(/\\(?=[^\w\\])/g, ''));
  }

  private outsideProject(message: string): ProjectPath {
    if (this.schemaRoots === undefined) return outside(message);
    return { ...outside(message), help: 'Allow the folder of the schemas: "schemaRoots": ["../shared"].' };
  }

  private realPath(path: string): string {
    if (path === this.root) return this.realRoot;
    const folder = dirname(path);
    let realFolder = this.realFolders.get(folder);
    if (realFolder === undefined) {
      realFolder = realPath(folder);
      this.realFolders.set(folder, realFolder);
    }
    return isLink(path) ? realPath(path) : realFolder;
  }
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
