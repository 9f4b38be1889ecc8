import { constants, copyFileSync, linkSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { realpathSync, renameSync, rmdirSync, statSync, unlinkSync, writeFileSync, type Dirent } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { errorCode } from './error-code.js';
import type { FileSystem, FolderEntry } from './file-system.js';

/** The disk below `root`, an absolute path. Calls are synchronous: for many small files that is several times faster. */
export function nodeFileSystem(root: string): FileSystem {
  const realRoot = realpathSync.native(root);
  const absolute = (path: string): string => join(root, path);
  return {
    list: (folder) =>
      unless(['ENOENT', 'ENOTDIR'], null, () => readdirSync(absolute(folder), { withFileTypes: true }).map(toEntry)),
    read: (path) => unless(['ENOENT', 'ENOTDIR'], null, () => readFileSync(absolute(path), 'utf8')),
    isInside: (path) => {
      const way = relative(realRoot, deepestRealPath(absolute(path)));
      return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
    },
    isSameFile: (left, right) => {
      const [one, other] = [left, right].map((path) => statSync(absolute(path), { throwIfNoEntry: false, bigint: true }));
      return one !== undefined && one.ino === other?.ino && one.dev === other.dev;
    },
    makeFolder: (folder) => {
      const made = mkdirSync(absolute(folder), { recursive: true });
      return made === undefined ? null : relative(root, made).replaceAll(sep, '/');
    },
    writeNew: (path, text) => writeFileSync(absolute(path), text, { flag: 'wx' }),
    rename: (from, to) => renameSync(absolute(from), absolute(to)),
    linkNew: (from, to) => unless(['EEXIST'], false, () => linkOrCopy(absolute(from), absolute(to))),
    removeFile: (path) => unlinkSync(absolute(path)),
    removeFolder: (folder) =>
      unless(['ENOTEMPTY', 'EEXIST', 'ENOENT'], false, () => {
        rmdirSync(absolute(folder));
        return true;
      }),
  };
}

/** Some file systems (network drives, FAT) have no hard links; there the copy is exclusive too, but not one step. */
function linkOrCopy(from: string, to: string): true {
  try {
    linkSync(from, to);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes(errorCode(error) ?? '')) throw error;
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
  return true;
}

function toEntry(entry: Dirent): FolderEntry {
  const kind =
    entry.isSymbolicLink() ? 'link'
    : entry.isDirectory() ? 'folder'
    : entry.isFile() ? 'file'
    : 'other';
  return { name: entry.name, kind };
}

function deepestRealPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return dirname(path) === path ? path : deepestRealPath(dirname(path));
  }
}

function unless<T, U>(codes: readonly string[], otherwise: U, run: () => T): T | U {
  try {
    return run();
  } catch (error) {
    if (codes.includes(errorCode(error) ?? '')) return otherwise;
    throw error;
  }
}
