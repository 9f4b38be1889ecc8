import { posix } from 'node:path';
import type { AvroFile } from './avro-file.js';
import { parseFileName, type FileName } from './file-name.js';
import { nameTopics } from './name-topics.js';

/** The versions of one schema, oldest first. `number` is taken from the file's name; undefined where there is one file only. */
export type ProposedSide = readonly { readonly number: number | undefined; readonly file: string }[];

export interface ProposedTopic {
  readonly topic: string;
  readonly key: ProposedSide | undefined;
  readonly value: ProposedSide;
}

export interface Proposal {
  /** In code-point order of their names. */
  readonly topics: readonly ProposedTopic[];
  /** Files that define types which the schemas of the topics use, in code-point order. */
  readonly include: readonly string[];
}

/** From schema files to topics, by the names of files: versions are grouped, keys are put to their values. */
export function proposeTopics(files: readonly AvroFile[]): Proposal {
  const shared = sharedFiles(files);
  const groups = groupFiles(files.filter(({ path }) => !shared.has(path)));
  const topics = nameTopics(
    pairKeys(groups).filter(({ value }) => value.files.some(({ holds }) => holds === 'records')),
  );
  const chosen = new Set(topics.flatMap(({ key, value }) => [...value, ...(key ?? [])].map(({ file }) => file)));
  return { topics, include: includedFiles(files, chosen) };
}

/** Files with nothing but types for others: enums and fixed, and records that another file uses. */
function sharedFiles(files: readonly AvroFile[]): ReadonlySet<string> {
  const used = (file: AvroFile): boolean =>
    files.some(({ uses, name }) => file.name !== undefined && name !== file.name && uses.has(file.name));
  const shared = files.filter((file) => file.holds === 'types' || used(file));
  // Where all records use each other none of them is the topic's; then each may be.
  const isLeft = files.some((file) => file.holds === 'records' && !shared.includes(file));
  return new Set((isLeft ? shared : shared.filter(({ holds }) => holds === 'types')).map(({ path }) => path));
}

/** The files that define what the chosen ones, or those that are included, use without defining it. */
function includedFiles(files: readonly AvroFile[], chosen: ReadonlySet<string>): readonly string[] {
  const included = new Set<string>();
  const queue = files.filter(({ path }) => chosen.has(path));
  for (const { uses } of queue) {
    for (const name of uses) {
      const source = files.find(({ defines }) => defines.has(name));
      if (source === undefined || included.has(source.path)) continue;
      included.add(source.path);
      queue.push(source);
    }
  }
  return [...included].sort();
}

interface NamedFile {
  readonly file: AvroFile;
  readonly name: FileName;
}

/** Files that hold the versions of one schema, oldest first. */
export interface Group {
  readonly base: string;
  readonly folder: string;
  readonly side: FileName['side'];
  readonly files: readonly AvroFile[];
  readonly versions: ProposedSide;
}

function groupFiles(files: readonly AvroFile[]): readonly Group[] {
  const groups = new Map<string, { readonly name: FileName; readonly members: NamedFile[] }>();
  for (const file of files) {
    const name = parseFileName(file);
    const key = [name.folder, name.base, name.side].join('\0');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { name, members: [{ file, name }] });
    else group.members.push({ file, name });
  }
  return [...groups.values()].flatMap(({ name, members }) =>
    areVersions(members) ? [toGroup(name, members)] : members.map(toSingle),
  );
}

/** Whether the files are versions of one schema: numbers that differ, at most one file without, and one record name. */
function areVersions(members: readonly NamedFile[]): boolean {
  const [first] = members;
  if (members.length === 1) return first?.name.version?.isMarked ?? true;
  const numbers = members.map(({ name }) => name.version?.number);
  const shortNames = members.map(({ file }) => file.name?.slice(file.name.lastIndexOf('.') + 1));
  return new Set(numbers).size === members.length && new Set(shortNames).size === 1;
}

function toGroup({ base, folder, side }: FileName, members: readonly NamedFile[]): Group {
  // A file without a number beside numbered ones is the one in use.
  const numberOf = ({ name }: NamedFile): number => name.version?.number ?? Infinity;
  const sorted = [...members].sort((a, b) => numberOf(a) - numberOf(b));
  const highest = Math.max(0, ...sorted.flatMap((member) => member.name.version?.number ?? []));
  const versions = sorted.map((member) => ({
    number: members.length === 1 ? undefined : (member.name.version?.number ?? highest + 1),
    file: member.file.path,
  }));
  return { base, folder, side, files: sorted.map(({ file }) => file), versions };
}

/** A file whose number is part of its name, as in `sensor-1.avsc` without a `sensor-2.avsc`. */
function toSingle({ file }: NamedFile): Group {
  const base = posix.basename(file.path, posix.extname(file.path));
  const versions = [{ number: undefined, file: file.path }];
  return { base, folder: posix.dirname(file.path), side: undefined, files: [file], versions };
}

/** A value, and the key that goes with it. */
export interface Pair {
  readonly value: Group;
  readonly key: Group | undefined;
}

function pairKeys(groups: readonly Group[]): readonly Pair[] {
  const isPartner = (key: Group, value: Group): boolean =>
    key.side === 'key' && value.side !== 'key' && key.base === value.base && key.folder === value.folder;
  const alone = groups.filter((group) => group.side === 'key' && !groups.some((value) => isPartner(group, value)));
  const values = groups.filter(({ side }) => side !== 'key');
  return [
    ...values.map((value) => ({ value, key: groups.find((group) => isPartner(group, value)) })),
    // A key without a value is a topic's value after all.
    ...alone.map((value) => ({ value: { ...value, base: `${value.base}-key` }, key: undefined })),
  ];
}
