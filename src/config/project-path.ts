import { lstatSync, realpathSync } from 'node:fs';
import { dirname, join, posix, relative, sep, isAbsolute } from 'node:path';

export type ProjectPath =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly code: 'config-invalid' | 'path-outside'; readonly message: string };

/** Checks paths of the config, each relative to the project's root, and that no symbolic link takes them out of it. */
export class ProjectPaths {
  readonly #root: string;
  readonly #realRoot: string;
  /** Real folders by folder, as most schema files share a few. */
  readonly #realFolders = new Map<string, string>();

  constructor(root: string) {
    this.#root = root;
    this.#realRoot = realpathSync.native(root);
  }

  /** The path in its shortest form, with `/`; or why it may not be used. What it names need not exist. */
  check(text: string): ProjectPath {
    if (/[\u0000-\u001F\u007F]/.test(text)) return invalid('a path must not hold control characters');
    if (text.includes('\\')) return invalid('write "/" between folders, not "\\"');
    if (posix.isAbsolute(text) || /^[A-Za-z]:/.test(text)) return outside('expected a path relative to the config');
    const path = posix.normalize(text);
    if (path === '..' || path.startsWith('../')) return outside('leads out of the folder of the config');
    if (!this.#isInside(this.#realPath(join(this.#root, path)))) {
      return outside('a symbolic link leads out of the folder of the config');
    }
    return { ok: true, path };
  }

  #isInside(path: string): boolean {
    const way = relative(this.#realRoot, path);
    return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  }

  #realPath(path: string): string {
    const folder = dirname(path);
    let realFolder = this.#realFolders.get(folder);
    if (realFolder === undefined) {
      realFolder = deepestRealPath(folder);
      this.#realFolders.set(folder, realFolder);
    }
    return isLink(path) ? deepestRealPath(path) : realFolder;
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

/** The real path of the deepest part of `path` that exists. */
function deepestRealPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return dirname(path) === path ? path : deepestRealPath(dirname(path));
  }
}

function invalid(message: string): ProjectPath {
  return { ok: false, code: 'config-invalid', message };
}

function outside(message: string): ProjectPath {
  return { ok: false, code: 'path-outside', message };
}
