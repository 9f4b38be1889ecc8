import { posix } from 'node:path';
import type { FileSystem, FolderEntry } from '../../src/plan/file-system.js';

/** A file system in memory, which can be asked to fail. */
export interface MemoryFileSystem extends FileSystem {
  /** The text of every file by its path. */
  readonly files: Map<string, string>;
  readonly folders: Set<string>;
  /** How many calls that change something were made. */
  readonly changes: () => number;
}

export interface MemoryOptions {
  readonly files?: Readonly<Record<string, string>>;
  readonly folders?: readonly string[];
  /** Called before each call that changes something, with its number from 1; may throw. */
  readonly beforeChange?: (count: number, call: string) => void;
}

/** An error as Node's file system functions throw it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(code), { code, syscall: 'test' });
}

/** The twin in memory of `nodeFileSystem`, without symbolic links. */
export function memoryFileSystem({ files = {}, folders = [], beforeChange }: MemoryOptions = {}): MemoryFileSystem {
  const texts = new Map(Object.entries(files));
  const known = new Set<string>(['.']);
  const addFolder = (folder: string): string | null => {
    if (known.has(folder)) return null;
    if (texts.has(folder)) throw systemError('ENOTDIR');
    const above = addFolder(posix.dirname(folder));
    known.add(folder);
    return above ?? folder;
  };
  for (const folder of [...folders, ...[...texts.keys()].map((path) => posix.dirname(path))]) addFolder(folder);

  let count = 0;
  const changing = (call: string): void => {
    count++;
    beforeChange?.(count, call);
  };
  const put = (path: string, text: string): void => {
    if (!known.has(posix.dirname(path))) throw systemError('ENOENT');
    texts.set(path, text);
  };
  const take = (path: string): string => {
    const text = texts.get(path);
    if (text === undefined) throw systemError('ENOENT');
    return text;
  };
  const childrenOf = (folder: string): readonly FolderEntry[] => [
    ...[...texts.keys()].filter((path) => posix.dirname(path) === folder).map((path) => entry(path, 'file')),
    ...[...known].filter((path) => path !== '.' && posix.dirname(path) === folder).map((path) => entry(path, 'folder')),
  ];

  return {
    files: texts,
    folders: known,
    changes: () => count,
    list: (folder) => (known.has(folder) ? childrenOf(folder) : null),
    read: (path) => texts.get(path) ?? null,
    isInside: (path) => path !== '..' && !path.startsWith('../'),
    isSameFile: (left, right) => left === right && texts.has(left),
    makeFolder: (folder) => {
      changing(`makeFolder ${folder}`);
      return addFolder(folder);
    },
    writeNew: (path, text) => {
      changing(`writeNew ${path}`);
      if (texts.has(path) || known.has(path)) throw systemError('EEXIST');
      put(path, text);
    },
    rename: (from, to) => {
      changing(`rename ${from} ${to}`);
      put(to, take(from));
      texts.delete(from);
    },
    linkNew: (from, to) => {
      changing(`linkNew ${from} ${to}`);
      if (texts.has(to) || known.has(to)) return false;
      put(to, take(from));
      return true;
    },
    removeFile: (path) => {
      changing(`removeFile ${path}`);
      texts.delete(path);
    },
    removeFolder: (folder) => {
      changing(`removeFolder ${folder}`);
      if (childrenOf(folder).length > 0 || !known.has(folder)) return false;
      known.delete(folder);
      return true;
    },
  };
}

function entry(path: string, kind: FolderEntry['kind']): FolderEntry {
  return { name: posix.basename(path), kind };
}
