import { posix } from 'node:path';
import type { Change, ChangeList } from './change.js';
import type { FileSystem, FolderEntry } from './file-system.js';
import { findStale } from './find-stale.js';
import { readHeader } from './header.js';
import { differOnlyInFormat } from './only-formatting.js';
import type { OutputFile, OutputPlan } from './output-file.js';
import { withUnixLines } from './unix-lines.js';
import { unreadable } from './unreadable.js';

/** Compares a plan with what is on the disk and changes nothing. With a partial plan only its own files are looked at. */
export function comparePlan(plan: OutputPlan, fileSystem: FileSystem): ChangeList {
  const planned = [...groupByFolder(plan.files)].flatMap(([folder, files]) => compareFolder(folder, files, fileSystem));
  const rest = plan.partial ? { changes: [], leftovers: { files: [], folders: [] } } : findStale(plan, fileSystem);
  return {
    changes: [...planned, ...rest.changes].sort((a, b) => (a.path < b.path ? -1 : 1)),
    folders: plan.folders,
    leftovers: rest.leftovers,
  };
}

function groupByFolder(files: readonly OutputFile[]): ReadonlyMap<string, readonly OutputFile[]> {
  const folders = new Map<string, OutputFile[]>();
  for (const file of files) {
    const folder = posix.dirname(file.path);
    const others = folders.get(folder);
    if (others === undefined) folders.set(folder, [file]);
    else others.push(file);
  }
  return folders;
}

function compareFolder(folder: string, files: readonly OutputFile[], fileSystem: FileSystem): readonly Change[] {
  if (!fileSystem.isInside(folder)) return files.map(({ path }) => ({ kind: 'outside', path }));
  let entries: readonly FolderEntry[];
  try {
    entries = fileSystem.list(folder) ?? [];
  } catch (error) {
    return [unreadable(folder, error)];
  }
  const kinds = new Map(entries.map(({ name, kind }) => [name, kind]));
  return files.map((file) => {
    try {
      return compareFile(file, kinds, fileSystem);
    } catch (error) {
      return unreadable(file.path, error);
    }
  });
}

type Kinds = ReadonlyMap<string, FolderEntry['kind']>;

function compareFile(file: OutputFile, kinds: Kinds, fileSystem: FileSystem): Change {
  const { path, owner } = file;
  const absent: Change = { kind: owner === 'user' ? 'user-missing' : 'missing', path, expected: file };
  const kind = kinds.get(posix.basename(path));
  if (kind === undefined) return absent;
  if (kind === 'folder' || kind === 'other') return { kind: 'foreign', path, found: kind };
  if (kind === 'link' && !fileSystem.isInside(path)) return { kind: 'outside', path };
  // What a user-owned file holds is not ours to judge, so it is not even read; a link must lead somewhere, though.
  if (owner === 'user' && kind === 'file') return { kind: 'unchanged', path };
  const actual = fileSystem.read(path);
  if (actual === null) return kind === 'link' ? { kind: 'foreign', path, found: 'link' } : absent;
  if (owner === 'user') return { kind: 'unchanged', path };
  return compareText(file, actual, () => holdsHeader(posix.dirname(path), kinds, fileSystem));
}

function compareText(expected: OutputFile, actual: string, isOurFolder: () => boolean): Change {
  const { path, content } = expected;
  if (actual === content) return { kind: 'unchanged', path };
  if (withUnixLines(actual) === content) return { kind: 'line-endings', path };
  if (differOnlyInFormat(path, actual, content)) return { kind: 'formatted', path };
  // An empty file has nothing to lose: a power cut can leave one where a new file was about to be.
  if (actual.trim() === '') return { kind: 'changed', path, actual, expected };
  if (expected.owner === 'tool-headerless') {
    return isOurFolder() ? { kind: 'changed', path, actual, expected } : { kind: 'foreign', path, found: 'file' };
  }
  const header = readHeader(actual);
  if (header === 'foreign') return { kind: 'foreign', path, found: 'file' };
  return { kind: header === 'edited' ? 'edited' : 'changed', path, actual, expected };
}

/**
 * Whether we generate into a folder: a file in it has our header. A file that cannot have one is then taken
 * as ours; writing puts it there last and deletes it first, so that a killed run leaves none without company.
 */
function holdsHeader(folder: string, kinds: Kinds, fileSystem: FileSystem): boolean {
  return [...kinds].some(([name, kind]) => {
    if (kind !== 'file' || !name.endsWith('.ts')) return false;
    const text = fileSystem.read(posix.join(folder, name));
    return text !== null && readHeader(text) !== 'foreign';
  });
}
