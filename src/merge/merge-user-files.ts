import { posix } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { HandlerContract } from '../emit/handler-contract.js';
import { lowerFirst } from '../code/identifiers.js';
import type { TopicNames } from '../model/topic-names.js';
import type { Change, ChangeList } from '../plan/change.js';
import type { FileSystem } from '../plan/file-system.js';
import type { OutputFile } from '../plan/output-file.js';
import { exportedNames } from './exported-names.js';
import { generatedModules } from './generated-modules.js';
import { handlerBranches } from './handler-branches.js';
import { moveOffers } from './move-offers.js';
import { needsParsing } from './needs-parsing.js';
import type { FolderChange } from './planned-module.js';
import { formerNamesOf, movedNames, type TopicMove } from './topic-move.js';
import { typeRenames } from './type-renames.js';
import type { MergeResult, MergeRemark, UserFile } from './user-file.js';

interface MergeInput {
  readonly list: ChangeList;
  /** Every planned file. */
  readonly files: readonly OutputFile[];
  /** Those of the topics whose files of the team's are to be looked at. */
  readonly contracts: readonly HandlerContract[];
  readonly moves: readonly TopicMove[];
  readonly fileSystem: FileSystem;
}

interface MergedList {
  readonly list: ChangeList;
  readonly diagnostics: readonly Diagnostic[];
}

/** Looks at the team's files of topics and puts the edits that they call for, as they are on the disk, into the list of changes. */
export async function mergeUserFiles(input: MergeInput): Promise<MergedList> {
  if (input.contracts.length === 0) return { list: input.list, diagnostics: [] };
  const merger = makeMerger(input);
  for (const contract of input.contracts) for (const name of contract.userFiles) await merger.file(contract, name);
  return merger.merged();
}

function makeMerger(input: MergeInput) {
  const changes = new Map<string, Change>(input.list.changes.map((change) => [change.path, change]));
  const planned: ReadonlyMap<string, OutputFile> = new Map(input.files.map((file) => [file.path, file]));
  const folders: ReadonlyMap<string, FolderChange> = new Map(
    input.contracts.flatMap((contract) => {
      const change = folderChange(contract);
      return change === undefined ? [] : [[contract.folder, change]];
    }),
  );
  const modules = generatedModules(planned, folders);
  const diagnostics: Diagnostic[] = [];

  function merged(): MergedList {
    const { list, contracts } = input;
    const exportsBefore = (path: string) => exportedNames(was(path) ?? '');
    const offers = moveOffers({ list, contracts, planned, changes, exportsBefore });
    return { list: { ...list, changes: [...changes.values()] }, diagnostics: [...diagnostics, ...offers] };
  }

  async function file(contract: HandlerContract, name: string): Promise<void> {
    const path = `${contract.folder}/${name}`;
    const from = `${folders.get(contract.folder)?.from ?? contract.folder}/${name}`;
    if (from !== path && !isFree(path, from)) return;
    const text = textOf(from);
    // What would be created today needs no edit.
    if (text === undefined || (from === path && isSkeleton(path, text))) return;
    const file = userFile(contract, { path, from });
    const merged = needsParsing(file, text) ? await merge(file, text) : { text, edits: [], remarks: [] };
    diagnostics.push(...merged.remarks.map((remark) => diagnosticOf(remark, path)));
    recordChange({ file, actual: text, merged });
  }

  /** Whether the handler is not there yet, or nothing but the skeleton. */
  function isFresh(path: string): boolean {
    return changes.get(path)?.kind === 'user-missing' || isSkeleton(path, textOf(path));
  }

  /** Whether a text is what would be created; of a file that a seal vouches for, the plan does not hold that. */
  function isSkeleton(path: string, text: string | undefined): boolean {
    const file = planned.get(path);
    return file !== undefined && file.found === undefined && file.content === text;
  }

  /** The text of a file of the team's that is there and no link: an edit would put a file in the link's place. */
  function textOf(path: string): string | undefined {
    const change = changes.get(path);
    if (change?.kind !== 'unchanged' && change?.kind !== 'orphan') return undefined;
    const { fileSystem } = input;
    const entry = fileSystem.list(posix.dirname(path))?.find(({ name }) => name === posix.basename(path));
    return entry?.kind === 'file' ? (fileSystem.read(path) ?? undefined) : undefined;
  }

  /** Whether a file that has moved can have its place: nothing is there, or nothing but the skeleton. */
  function isFree(path: string, from: string): boolean {
    if (changes.get(from)?.kind !== 'orphan') return false;
    if (isFresh(path)) return true;
    const message = `cannot move to ${path}, which already contains code`;
    diagnostics.push({ code: 'move-refused', severity: 'warning', message, location: { file: from } });
    return false;
  }

  function recordChange({ file: { path, from }, actual, merged: { text, edits } }: RecordedChange): void {
    const expected: OutputFile = { path, owner: 'user', content: text };
    if (from !== path) {
      const replaces = textOf(path);
      changes.set(path, { kind: 'user-moved', path, from, replaces, actual, expected, edits });
      changes.delete(from);
    } else if (text !== actual) {
      changes.set(path, { kind: 'user-edit', path, actual, expected, edits });
    }
  }

  function userFile(contract: HandlerContract, { path, from }: Place): UserFile {
    const types = was(`${posix.dirname(from)}/types.ts`) ?? '';
    const branches = handlerBranches(contract, posix.basename(path), types);
    return { path, from, importExtension: contract.importExtension, modules, branches };
  }

  /** Where the topic's folder was, and what the names that its modules export were; undefined where they are what they were. */
  function folderChange(contract: HandlerContract): FolderChange | undefined {
    const { folder, names, formerNames } = contract;
    const before = formerNamesOf(contract, input.moves);
    const from = before === undefined ? folder : posix.join(posix.dirname(folder), before.folder);
    const types = was(`${from}/types.ts`);
    if (types === undefined && before === undefined) return undefined;
    const now = planned.get(`${folder}/types.ts`)?.content ?? '';
    const renamed = types === undefined ? new Map<string, string>() : typeRenames(types, now, formerNames);
    return { from, renamed: withSamples(renamed, before, names) };
  }

  /** The text of a generated file as it was, where it changes or goes. */
  function was(path: string): string | undefined {
    const change = changes.get(path);
    switch (change?.kind) {
      case 'changed':
      case 'edited':
        return change.actual;
      case 'stale':
      case 'stale-edited':
        return input.fileSystem.read(path) ?? undefined;
      default:
        return undefined;
    }
  }

  return { merged, file };
}

interface Place {
  readonly path: string;
  readonly from: string;
}

interface RecordedChange {
  readonly file: UserFile;
  readonly actual: string;
  readonly merged: MergeResult;
}

/** Includes the samples, named after their types, and the exports named after the topic. */
function withSamples(
  types: ReadonlyMap<string, string>,
  before: TopicNames | undefined,
  now: TopicNames,
): ReadonlyMap<string, string> {
  const samples = [...types].map(([was, is]) => [sampleName(was), sampleName(is)] as const);
  return new Map([...types, ...samples, ...(before === undefined ? [] : movedNames(before, now))]);
}

function sampleName(type: string): string {
  return `${lowerFirst(type)}Sample`;
}

/** What reads syntax trees is loaded only for a file that seems to need it. */
async function merge(file: UserFile, text: string): Promise<MergeResult> {
  const { mergeUserFile } = await import('./merge-user-file.js');
  return mergeUserFile(file, text);
}

function diagnosticOf({ kind, message, line, column, isBlocking, paste }: MergeRemark, file: string): Diagnostic {
  return {
    code: kind,
    severity: isBlocking === true ? 'error' : 'warning',
    message,
    location: { file, line, column },
    ...(isBlocking === true ? { help: BLOCKED } : {}),
    ...(paste === undefined ? {} : { paste }),
  };
}

const BLOCKED = 'No file was written. Fix the file, or make these edits by hand, and run `generate` again.';
