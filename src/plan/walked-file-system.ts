import { posix } from 'node:path';
import type { FileSystem, FolderEntry } from './file-system.js';

/**
 * A file system that lists each folder once, for a run that has not begun to write: what it lists shows which folders are real
 * ones, so that their paths need not be resolved one by one.
 */
export function walkedFileSystem(fileSystem: FileSystem): FileSystem {
  const listed = new Map<string, readonly FolderEntry[] | null>();
  const inside = new Map<string, boolean>();

  function list(folder: string): readonly FolderEntry[] | null {
    const known = listed.get(folder);
    if (known !== undefined) return known;
    const entries = fileSystem.list(folder);
    listed.set(folder, entries);
    return entries;
  }

  function isInside(path: string): boolean {
    const known = inside.get(path) ?? isRealFolder(path) ?? fileSystem.isInside(path);
    inside.set(path, known);
    return known;
  }

  /** True for a folder, not a symbolic link, in one that is inside; undefined where the path has to be resolved. */
  function isRealFolder(path: string): true | undefined {
    const parent = posix.dirname(path);
    // Where a run has not listed the folder above, resolving one path is cheaper.
    const entry = listed.get(parent)?.find(({ name }) => name === posix.basename(path));
    return entry?.kind === 'folder' && isInside(parent) ? true : undefined;
  }

  return { ...fileSystem, list, isInside };
}
