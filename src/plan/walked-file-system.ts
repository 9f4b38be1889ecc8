import { posix } from 'node:path';
import type { FileSystem, FolderEntry } from './file-system.js';

/**
 * A file system that lists each folder once, for a run that has not begun to write: what it lists shows which folders are real
 * ones, so that their paths need not be resolved one by one.
 */
export function walkedFileSystem(fileSystem: FileSystem): FileSystem {
  const listed = new Map<string, readonly FolderEntry[] | null>();
  const inside = new Map<string, boolean>();
  const kinds = new Map<string, ReadonlyMap<string, FolderEntry['kind']>>();

  function list(folder: string): readonly FolderEntry[] | null {
    const known = listed.get(folder);
    if (known !== undefined) return known;
    const entries = fileSystem.list(folder);
    listed.set(folder, entries);
    return entries;
  }

  function isInside(path: string): boolean {
    const known = inside.get(path) ?? (isUnder(path) ? isInside(posix.dirname(path)) : fileSystem.isInside(path));
    inside.set(path, known);
    return known;
  }

  /** Whether a path is where the folder above it is: a folder that is not a link, or nothing. False where it has to be resolved. */
  function isUnder(path: string): boolean {
    const parent = posix.dirname(path);
    // Where a run has not listed the folder above, resolving one path is cheaper.
    if (!listed.has(parent)) return false;
    const name = posix.basename(path);
    const kind = kindsIn(parent).get(spelling(name));
    return kind === 'folder' || (kind === undefined && ASCII.test(name));
  }

  /** What a listed folder holds, by spelling; names of one spelling make it uncertain which is meant. */
  function kindsIn(folder: string): ReadonlyMap<string, FolderEntry['kind']> {
    const known = kinds.get(folder);
    if (known !== undefined) return known;
    const found = new Map<string, FolderEntry['kind']>();
    for (const { name, kind } of listed.get(folder) ?? [])
      found.set(spelling(name), found.has(spelling(name)) ? 'other' : kind);
    kinds.set(folder, found);
    return found;
  }

  return { ...fileSystem, list, isInside };
}

/** Names that some disks take for different spellings of one differ in case, or beyond ASCII. */
function spelling(name: string): string {
  return name.toLowerCase();
}

const ASCII = /^[ -~]+$/;
