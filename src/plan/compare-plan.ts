import { posix } from 'node:path';
import { groupBy } from '../diagnostics/group-by.js';
import { conflictMarkerAt } from '../diagnostics/conflict-marker.js';
import type { Change, ChangeList } from './change.js';
import type { FileSystem, FolderEntry } from './file-system.js';
import { findStale } from './find-stale.js';
import { folderSeal, type FolderSeal } from './folder-seal.js';
import { readHeader, sealOfJson, withSealLines } from './header.js';
import { linesAbove } from './lines-above.js';
import { differOnlyInFormat } from './only-formatting.js';
import type { OutputFile, OutputPlan } from './output-file.js';
import { sharingConfig } from './sharing-config.js';
import { withUnixLines } from './unix-lines.js';
import { unreadable } from './unreadable.js';

/**
 * Compares a plan with what is on the disk and changes nothing. With a partial plan only its own files are looked at.
 */
export function comparePlan(plan: OutputPlan, fileSystem: FileSystem): ChangeList {
  const found = plan.files.flatMap(({ path, found: kind }): readonly Change[] =>
    kind === undefined ? [] : [{ kind, path }],
  );
  const open = plan.files.filter((file) => file.found === undefined);
  const planned = [...groupBy(open, ({ path }) => posix.dirname(path))].flatMap(([folder, files]) =>
    compareFolder(folder, { ...plan, files }, fileSystem),
  );
  const rest = plan.partial ? { changes: [], leftovers: { files: [], folders: [] } } : findStale(plan, fileSystem);
  return {
    changes: [...found, ...planned, ...enclosing(plan, fileSystem), ...rest.changes].sort((a, b) =>
      a.path < b.path ? -1 : 1,
    ),
    folders: plan.folders,
    leftovers: rest.leftovers,
  };
}

function compareFolder(folder: string, { files, config }: OutputPlan, fileSystem: FileSystem): readonly Change[] {
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
      return shared(file.path, config, fileSystem) ?? compareFile(file, kinds, fileSystem);
    } catch (error) {
      return unreadable(file.path, error);
    }
  });
}

/** The change for an index that another config has generated. */
function shared(path: string, own: string | undefined, fileSystem: FileSystem): Change | undefined {
  if (own === undefined || posix.basename(path) !== 'index.ts') return undefined;
  const config = sharingConfig(path, own, fileSystem);
  return config === undefined ? undefined : { kind: 'shared', path, config };
}

/** The changes for the indexes of other configs whose folders ours are inside. */
function enclosing({ folders, config: own }: OutputPlan, fileSystem: FileSystem): readonly Change[] {
  if (own === undefined) return [];
  return folders.flatMap((folder) =>
    foldersAbove(folder).flatMap((above) => shared(posix.join(above, 'index.ts'), own, fileSystem) ?? []),
  );
}

/** How far above the root the output of another config is looked for. */
const MAX_LEVELS_ABOVE = 8;

function foldersAbove(folder: string): readonly string[] {
  const inside = folder.split('/').map((_, index, names) => names.slice(0, index).join('/') || '.');
  return [...inside, ...Array.from({ length: MAX_LEVELS_ABOVE }, (_, index) => '../'.repeat(index + 1))];
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
  return compareText(file, actual, () => folderSeal(posix.dirname(path), [...kinds.keys()], fileSystem));
}

function compareText(expected: OutputFile, actual: string, findSeal: () => FolderSeal): Change {
  const { path, content } = expected;
  if (actual === content) return { kind: 'unchanged', path };
  if (withUnixLines(actual) === content) return { kind: 'line-endings', path };
  // An empty file has nothing to lose: a power cut can leave one where a new file was about to be.
  if (actual.trim() === '') return { kind: 'changed', path, actual, expected };
  return expected.owner === 'tool-headerless'
    ? compareSealed(expected, actual, findSeal)
    : compareHeaded(expected, actual);
}

/**
 * Compares a file without a header. It is ours if a seal next to it has its hash, and edited if a seal names it with
 * another hash.
 */
function compareSealed(expected: OutputFile, actual: string, findSeal: () => FolderSeal): Change {
  const { path, content } = expected;
  if (differOnlyInFormat(path, actual, content)) return { kind: 'formatted', path };
  const { seal, isDamaged } = findSeal();
  const hash = seal[posix.basename(path)]?.[0];
  if (hash === undefined && !isDamaged) return { kind: 'foreign', path, found: 'file' };
  const isOurs = hash === sealOfJson(actual) || isUnmerged(actual);
  return { kind: isOurs ? 'changed' : 'edited', path, actual, expected };
}

/** Whether a merge has left its markers: then neither version compiles, and the file is generated again. */
function isUnmerged(text: string): boolean {
  return conflictMarkerAt(text) !== undefined;
}

/** Compares a file that has a header of its own. */
function compareHeaded(expected: OutputFile, actual: string): Change {
  const { path, content } = expected;
  const [found, planned] = [readHeader(actual), readHeader(content)];
  if (found === undefined) return { kind: 'foreign', path, found: 'file' };
  const banner = planned?.above ?? '';
  const above = linesAbove({ above: found.above, writtenHash: found.bannerHash, banner });
  const withLines = { ...expected, content: `${above}${content.slice(banner.length)}` };
  if (found.state === 'edited' || found.state === 'damaged')
    return { kind: isUnmerged(actual) ? 'changed' : 'edited', path, actual, expected: withLines };
  const hasForeignSeal = planned?.sealLines === '' && found.sealLines !== '';
  if (found.lines !== planned?.lines || found.above !== above || hasForeignSeal)
    return { kind: 'changed', path, actual, expected: withLines };
  // A seal says what a file was made from, not what is in it.
  const text = withSealLines(withUnixLines(actual), planned.sealLines);
  if (text !== withLines.content) return { kind: 'formatted', path };
  return { kind: withUnixLines(actual) === actual ? 'unchanged' : 'line-endings', path };
}
