import { posix } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Change, ChangeList } from './change.js';
import { errorCode, errorReason } from '../diagnostics/error-code.js';
import type { FileSystem } from './file-system.js';
import type { OutputFile, Owner } from './output-file.js';
import { temporaryOwner, temporaryPath } from './temporary-name.js';

/** The process that writes, and whether another one still runs: a live process's temporary files are let be. */
interface WritingProcess {
  readonly id: number;
  readonly isRunning: (id: number) => boolean;
}

/**
 * Makes the disk what the plan says, apart from what is foreign, outside or unreadable. Nothing is replaced before all new
 * texts are on the disk, each replacement is one step, and deletion comes last; so whenever it stops, every file is whole
 * and the next run completes the rest. Returns what the disk refused; then the temporary files are gone.
 */
export function writeChanges(list: ChangeList, fileSystem: FileSystem, process: WritingProcess): readonly Diagnostic[] {
  const staged: StagedFile[] = [];
  const folders: Folders = { made: [], there: new Set() };
  let path = '';
  try {
    for (const leftover of list.leftovers.files) {
      const owner = temporaryOwner(posix.basename(leftover));
      const isLive = owner !== undefined && owner !== process.id && process.isRunning(owner);
      if (!isLive) attempt(() => fileSystem.removeFile(leftover));
    }
    for (const toWrite of filesToWrite(list)) {
      path = toWrite.file.path;
      const temporary = temporaryPath(path, process.id, staged.length + 1);
      const one = { ...toWrite, temporary };
      staged.push(one);
      stage(one, folders, fileSystem);
    }
    const unsealed = filesBeforeSeals(list.changes);
    for (path of unsealed) fileSystem.removeFile(path);
    while (staged[0] !== undefined) {
      const { file, temporary, replaces } = staged[0];
      path = file.path;
      if (replaces !== undefined && fileSystem.read(path) !== replaces) {
        // The team has changed it while this run went on: their version stays, and the next run checks it again.
        fileSystem.removeFile(temporary);
      } else if (file.owner === 'user' && replaces === undefined) {
        // False when someone made the file in the meantime: then it is theirs, and stays.
        fileSystem.linkNew(temporary, path);
        fileSystem.removeFile(temporary);
      } else {
        fileSystem.rename(temporary, path);
      }
      staged.shift();
    }
    const moved = movedFiles(list.changes, fileSystem);
    const deleted = [...moved, ...filesToDelete(list.changes)];
    for (path of deleted) fileSystem.removeFile(path);
    for (path of emptiedFolders(list, [...unsealed, ...deleted])) fileSystem.removeFolder(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    undo({ staged, madeFolders: folders.made }, fileSystem);
    const inTheWay = code === 'ENOTDIR' ? fileInTheWay(path, fileSystem) : undefined;
    const location = { file: inTheWay ?? path };
    const help = inTheWay === undefined ? {} : { help: 'Move the file, or choose another "output" folder.' };
    return [{ code: 'write-failed', severity: 'error', message: errorReason(code), location, ...help }];
  }
  return [];
}

/** The file on the way to a path, where a folder is needed. */
function fileInTheWay(path: string, fileSystem: FileSystem): string | undefined {
  const names = path.split('/');
  const above = names.map((_, index) => names.slice(0, index).join('/')).filter((folder) => folder !== '');
  return above.find((folder) => {
    const siblings = fileSystem.list(posix.dirname(folder)) ?? [];
    return siblings.some(({ name, kind }) => name === posix.basename(folder) && kind === 'file');
  });
}

/**
 * Files without a header that will be replaced or deleted. They are removed before the seal with their hash, so that a
 * killed run leaves no file without a seal.
 */
function filesBeforeSeals(changes: readonly Change[]): readonly string[] {
  return changes.flatMap((change) => {
    const isReplaced =
      (change.kind === 'changed' || change.kind === 'edited') && change.expected.owner === 'tool-headerless';
    return isReplaced || (change.kind === 'stale' && change.path.endsWith('.json')) ? [change.path] : [];
  });
}

interface FileToWrite {
  readonly file: OutputFile;
  /** The text of the team's that it takes the place of. */
  readonly replaces: string | undefined;
  /** Whether it takes the place of a file, which must be writable then. */
  readonly isThere: boolean;
}

interface StagedFile extends FileToWrite {
  readonly temporary: string;
}

/** Maximum number of attempts to create a folder that another run removes as empty. */
const MAX_FOLDER_ATTEMPTS = 5;

/** The folders of this run: those that it has made, and all that are there. */
interface Folders {
  readonly made: string[];
  readonly there: Set<string>;
}

function stage({ file, temporary, isThere }: StagedFile, { made, there }: Folders, fileSystem: FileSystem): void {
  const folder = posix.dirname(file.path);
  for (let attempts = 1; ; attempts++) {
    try {
      if (attempts > 1 || !there.has(folder)) {
        const top = fileSystem.makeFolder(folder);
        if (top !== null) made.push(top);
        there.add(folder);
      }
      fileSystem.writeNew(temporary, file.content, isThere ? file.path : undefined);
      return;
    } catch (error) {
      if (errorCode(error) !== 'ENOENT' || attempts === MAX_FOLDER_ATTEMPTS) throw error;
    }
  }
}

/** Files without a header come after those with one, which have their hashes; the user's new ones come last. */
const writingOrder: readonly Owner[] = ['tool', 'tool-headerless', 'user'];

/**
 * Edits of the team's files come first: their cause is found in the old generated files, so a
 * run that was killed between the two would leave edits undone.
 */
function filesToWrite({ changes, seals = [] }: ChangeList): readonly FileToWrite[] {
  const renewed = seals.map(({ path, content }): FileToWrite => ({
    file: { path, owner: 'tool', content },
    replaces: undefined,
    isThere: true,
  }));
  const edits = changes.flatMap((change): readonly FileToWrite[] =>
    change.kind === 'user-edit' ? [{ file: change.expected, replaces: change.actual, isThere: true }] : [],
  );
  return [...edits, ...renewed, ...newTexts(changes)];
}

function newTexts(changes: readonly Change[]): readonly FileToWrite[] {
  const files = changes.flatMap((change): readonly FileToWrite[] => {
    switch (change.kind) {
      case 'missing':
      case 'user-missing':
        return [{ file: change.expected, replaces: undefined, isThere: false }];
      case 'changed':
      case 'edited':
        return [{ file: change.expected, replaces: undefined, isThere: true }];
      case 'user-moved':
        return [{ file: change.expected, replaces: change.replaces, isThere: change.replaces !== undefined }];
      case 'user-edit':
      case 'unchanged':
      case 'line-endings':
      case 'formatted':
      case 'foreign':
      case 'outside':
      case 'shared':
      case 'unreadable':
      case 'stale':
      case 'stale-edited':
      case 'orphan':
        return [];
    }
  });
  return files.sort((a, b) => writingOrder.indexOf(a.file.owner) - writingOrder.indexOf(b.file.owner));
}

/** Where files of the team's were that have moved, unless they were changed while this run went on. */
function movedFiles(changes: readonly Change[], fileSystem: FileSystem): readonly string[] {
  return changes.flatMap((change) =>
    change.kind === 'user-moved' &&
    fileSystem.read(change.from) === change.actual &&
    fileSystem.read(change.path) === change.expected.content
      ? [change.from]
      : [],
  );
}

/** Files with a header: those without one have already been deleted. */
function filesToDelete(changes: readonly Change[]): readonly string[] {
  return changes.filter(({ kind, path }) => kind === 'stale' && !path.endsWith('.json')).map(({ path }) => path);
}

/** The folders that deletion may have left empty and those that were, deepest first, up to the folders of the plan. */
function emptiedFolders({ folders, leftovers }: ChangeList, deleted: readonly string[]): readonly string[] {
  const emptied = new Set<string>();
  const files = [...deleted, ...leftovers.files];
  for (const start of [...files.map((path) => posix.dirname(path)), ...leftovers.folders]) {
    for (let folder = start; folders.some((top) => folder.startsWith(`${top}/`)); folder = posix.dirname(folder)) {
      emptied.add(folder);
    }
  }
  return [...emptied].sort((a, b) => b.length - a.length);
}

interface Undo {
  readonly staged: readonly StagedFile[];
  readonly madeFolders: readonly string[];
}

function undo({ staged, madeFolders }: Undo, fileSystem: FileSystem): void {
  for (const { file, temporary } of staged) {
    attempt(() => fileSystem.removeFile(temporary));
    const top = madeFolders.find((made) => file.path.startsWith(`${made}/`));
    for (
      let folder = posix.dirname(file.path);
      top !== undefined && folder.startsWith(top);
      folder = posix.dirname(folder)
    ) {
      attempt(() => fileSystem.removeFolder(folder));
    }
  }
}

/** Runs a step of cleaning up. Where the disk refuses, the next run tries again; nothing depends on it. */
function attempt(step: () => unknown): void {
  try {
    step();
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
  }
}
