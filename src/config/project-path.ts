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
  /** Where the files of a folder are, as most schema files share a few. */
  const places = new Map<string, Place>();
  const schemaRoots = folders?.map((folder) => realPath(resolve(root, folder)));

  function check(text: string): ProjectPath {
    if (/[\u0000-\u001F\u007F]/.test(text)) return invalid('a path must not contain control characters');
    if (text.includes('\\')) return invalid('write "/" between folders, not "\\"');
    if (posix.isAbsolute(text) || /^[A-Za-z]:/.test(text))
      return {
        ...outside('expected a path relative to the config'),
        help: 'Start the path at the folder of the config, without a leading slash.',
      };
    const isShort = SHORT.test(text);
    const path = isShort ? text : posix.normalize(text);
    const place = placeOf(isShort ? `${root}/${path}` : resolve(root, path));
    if (place.isSchemaRoot) return { ok: true, path };
    if (path === '..' || path.startsWith('../')) return outsideProject("is outside the config's folder");
    if (!place.isProject) return outsideProject("a symbolic link leads outside the config's folder");
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

  function placeOf(path: string): Place {
    if (path === root) return placeOfReal(realRoot);
    if (isLink(path)) return placeOfReal(realPath(path));
    const folder = dirname(path);
    const place = places.get(folder) ?? placeOfReal(realPath(folder));
    places.set(folder, place);
    return place;
  }

  function placeOfReal(real: string): Place {
    return {
      isSchemaRoot: schemaRoots?.some((folder) => isWithin(folder, real)) === true,
      isProject: isWithin(realRoot, real),
    };
  }

  return { check, checkPattern };
}

/** Names with one slash between them, none of which is a way up or to where it is: there is nothing to shorten. */
const SHORT = /^(?!\.{0,2}(?:\/|$))[^/]+(?:\/(?!\.{0,2}(?:\/|$))[^/]+)*$/;

/** What a path leads into, symbolic links followed. */
interface Place {
  readonly isSchemaRoot: boolean;
  readonly isProject: boolean;
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
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
