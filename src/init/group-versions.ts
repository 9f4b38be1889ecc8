import { compareVersions, parseFileName, type FileName, type FileVersion } from './file-name.js';
import type { SchemaFormat } from '../sources/schema-format.js';
import type { FoundSchema } from './found-schema.js';

/** One version of a schema, with what its file's name says of it. */
export interface ProposedVersion {
  readonly file: string;
  readonly version: FileVersion | undefined;
}

/** The schema of a key or a value. */
export interface ProposedPart {
  readonly format: SchemaFormat;
  /** Oldest first; never empty. */
  readonly versions: readonly ProposedVersion[];
}

/** Files that hold the versions of one schema. */
export interface Group extends Pick<FileName, 'base' | 'folder' | 'part'>, ProposedPart {
  /** Whether any of them can be a topic's value. */
  readonly holdsRecords: boolean;
}

interface NamedFile {
  readonly file: FoundSchema;
  readonly name: FileName;
}

/** Puts the files together that are versions of one schema, by their names. */
export function groupVersions(files: readonly FoundSchema[]): readonly Group[] {
  const groups = new Map<string, NamedFile[]>();
  for (const file of files) {
    const name = parseFileName(file);
    const key = [file.format, name.folder, name.base, name.part].join('\0');
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [{ file, name }]);
    else members.push({ file, name });
  }
  return [...groups.values()].flatMap((members) => (areVersions(members) ? toGroup(members) : members.map(toSingle)));
}

/** Whether the files are versions of one schema: numbers that differ, at most one file without, and one name inside. */
function areVersions(members: readonly NamedFile[]): boolean {
  const [first] = members;
  if (members.length === 1) return first?.name.version?.isMarked ?? true;
  const numbers = members.map(({ name }) => name.version?.numbers.join('.'));
  return new Set(numbers).size === members.length && new Set(members.map(nameInside)).size === 1;
}

/** What the files of one schema call it; undefined where that does not matter. */
function nameInside({ file: { format, name }, name: { version } }: NamedFile): string | undefined {
  if (format === 'avro') return name?.slice(name.lastIndexOf('.') + 1);
  // A title is free text: it parts numbered files only where the number may as well be part of a name.
  return version?.isMarked === false ? name : undefined;
}

function toGroup(members: readonly NamedFile[]): readonly Group[] {
  const sorted = [...members].sort((a, b) => compareVersions(a.name.version, b.name.version));
  const newest = sorted.at(-1);
  if (newest === undefined) return [];
  const versions = sorted.map(({ file: { path }, name: { version } }) => ({
    file: path,
    version: members.length === 1 ? undefined : version,
  }));
  const { base, folder, part } = newest.name;
  const holdsRecords = sorted.some(({ file }) => file.holds === 'records');
  return [{ base, folder, part, format: newest.file.format, versions, holdsRecords }];
}

/** A file whose number is part of its name, as in `sensor-1.avsc` without a `sensor-2.avsc`. */
function toSingle({ file: { path, format, holds }, name: { numbered } }: NamedFile): Group {
  const versions = [{ file: path, version: undefined }];
  return { ...numbered, part: undefined, format, versions, holdsRecords: holds === 'records' };
}
