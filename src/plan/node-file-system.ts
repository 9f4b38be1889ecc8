import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  statSync,
  unlinkSync,
  writeFileSync,
  type Dirent,
} from 'node:fs';
import { relative, sep } from 'node:path';
import { isWithin, realPath } from '../paths/real-path.js';
import { errorCode } from '../diagnostics/error-code.js';
import type { FileSystem, FolderEntry } from './file-system.js';

/** The disk below `root`, an absolute path. Calls are synchronous: for many small files that is several times faster. */
export function nodeFileSystem(root: string): FileSystem {
  const realRoot = realPath(root);
  const absolute = (path: string): string => `${root}/${path}`;
  return {
    list: (folder) =>
      unless(['ENOENT', 'ENOTDIR'], null, () => readdirSync(absolute(folder), { withFileTypes: true }).map(toEntry)),
    read: (path) => unless(['ENOENT', 'ENOTDIR'], null, () => readFileSync(absolute(path), TEXT)),
    isInside: (path) => isWithin(realRoot, realPath(absolute(path))),
    isSameFile: (left, right) => {
      const [one, other] = [left, right].map((path) =>
        statSync(absolute(path), { throwIfNoEntry: false, bigint: true }),
      );
      return one !== undefined && one.ino === other?.ino && one.dev === other.dev;
    },
    makeFolder: (folder) => {
      const made = mkdirSync(absolute(folder), { recursive: true });
      return made === undefined ? null : relative(root, made).replaceAll(sep, '/');
    },
    writeNew: (path, text, like) => {
      // A rename would replace a file that nobody may write.
      const there = like === undefined ? undefined : statSync(absolute(like), { throwIfNoEntry: false });
      if (like !== undefined && there !== undefined) accessSync(absolute(like), constants.W_OK);
      writeFileSync(absolute(path), text, { flag: 'wx' });
      if (there !== undefined) chmodSync(absolute(path), there.mode);
    },
    rename: (from, to) => renameSync(absolute(from), absolute(to)),
    linkNew: (from, to) => unless(['EEXIST'], false, () => linkOrCopy(absolute(from), absolute(to))),
    removeFile: (path) => unless(['ENOENT'], undefined, () => unlinkSync(absolute(path))),
    removeFolder: (folder) =>
      unless(['ENOTEMPTY', 'EEXIST', 'ENOENT'], false, () => {
        rmdirSync(absolute(folder));
        return true;
      }),
  };
}

/** How a text is read. Given as a word, each call would make an object of it. */
export const TEXT = { encoding: 'utf8', flag: 'r' } as const;

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
  const kind = entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'other';
  return { name: entry.name, kind };
}

function unless<T, U>(codes: readonly string[], otherwise: U, run: () => T): T | U {
  try {
    return run();
  } catch (error) {
    if (codes.includes(errorCode(error) ?? '')) return otherwise;
    throw error;
  }
}
