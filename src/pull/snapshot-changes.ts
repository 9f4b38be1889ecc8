import { byCodePoint } from '../diagnostics/by-code-point.js';
import { posix } from 'node:path';

import type { Change, ChangeList } from '../plan/change.js';
import type { FileSystem } from '../plan/file-system.js';
import type { OutputFile } from '../plan/output-file.js';
import { temporaryOwner } from '../plan/temporary-name.js';
import { errorCode } from '../diagnostics/error-code.js';
import { unreadable } from '../plan/unreadable.js';
import { subjectFolder } from '../sources/subject-folder.js';
import {
  parseSubject,
  printSubject,
  subjectPath,
  type SnapshotSubject,
  versionPath,
  type SnapshotVersion,
} from '../sources/snapshot-subject.js';
import type { LiveSubjects, LiveVersion } from './live-subjects.js';

interface SnapshotPlan {
  readonly subjects: LiveSubjects;
  /** The snapshot's folder, relative to the project's root. */
  readonly folder: string;
  /** True when only some topics were pulled: then no subject, and no version of one, is stale. */
  readonly partial: boolean;
  /** Files that the config names itself: they are never stale. */
  readonly named: ReadonlySet<string>;
}

/** The difference between the snapshot on the disk and what it is to hold. */
export function snapshotChanges(plan: SnapshotPlan, fileSystem: FileSystem): ChangeList {
  const { folder, subjects } = plan;
  const entries = fileSystem.list(folder) ?? [];
  const folders = entries.filter(({ kind }) => kind === 'folder').map(({ name }) => name);
  const wanted = new Set([...subjects.keys()].map(subjectFolder));
  const changes = [...subjects.keys()].flatMap((subject) => subjectChanges(subject, plan, fileSystem));
  const stale = plan.partial
    ? []
    : folders.filter((name) => !wanted.has(name)).flatMap((name) => staleFiles(`${folder}/${name}`, fileSystem));
  const files = folders.flatMap((name) => leftovers(`${folder}/${name}`, fileSystem));
  return {
    changes: [...changes, ...stale]
      .filter(({ kind, path }) => kind !== 'stale' || !plan.named.has(path))
      .sort((a, b) => byCodePoint(a.path, b.path)),
    folders: [folder],
    leftovers: { files, folders: [] },
  };
}

function subjectChanges(
  subject: string,
  { subjects, folder, partial }: SnapshotPlan,
  fileSystem: FileSystem,
): readonly Change[] {
  const path = subjectPath(folder, subject);
  const isNew = fileSystem.list(posix.dirname(path)) === null;
  const onDisk = isNew ? [] : versionsOnDisk(path, fileSystem);
  const live: ReadonlyMap<number, LiveVersion> = subjects.get(subject) ?? new Map<number, LiveVersion>();
  const kept = partial ? onDisk.filter(({ version }) => !live.has(version)) : [];
  const versions = [...kept, ...[...live.values()].map(({ version }) => version)].sort((a, b) => a.version - b.version);
  const files = [...live.values()].flatMap(({ version, text }): OutputFile[] =>
    text === null ? [] : [{ path: versionPath(folder, subject, version), owner: 'tool', content: text }],
  );
  const paths = new Set(versions.map((version) => versionPath(folder, subject, version)));
  const gone = schemaFiles(posix.dirname(path), fileSystem).filter((file) => !paths.has(file));
  const untouched = [...paths].filter((file) => !files.some((written) => written.path === file));
  return [
    ...[...files, { path, owner: 'tool', content: printSubject({ subject, versions }) } as const].map((file) =>
      isNew ? missing(file, fileSystem) : compare(file, fileSystem),
    ),
    ...untouched.map((file): Change => ({ kind: 'unchanged', path: file })),
    ...gone.map((file): Change => ({ kind: 'stale', path: file })),
  ];
}

/** In a folder that is not there no file needs to be looked for. */
function missing(expected: OutputFile, fileSystem: FileSystem): Change {
  const { path } = expected;
  return fileSystem.isInside(path) ? { kind: 'missing', path, expected } : { kind: 'outside', path };
}

function compare(expected: OutputFile, fileSystem: FileSystem): Change {
  const { path } = expected;
  if (!fileSystem.isInside(path)) return { kind: 'outside', path };
  try {
    const actual = fileSystem.read(path);
    if (actual === null) return { kind: 'missing', path, expected };
    return actual === expected.content ? { kind: 'unchanged', path } : { kind: 'changed', path, actual, expected };
  } catch (error) {
    return unreadable(path, error);
  }
}

function versionsOnDisk(path: string, fileSystem: FileSystem): readonly SnapshotVersion[] {
  return subjectOnDisk(path, fileSystem)?.versions ?? [];
}

/** Undefined where there is none; what the disk refuses to show is not ours to judge. */
function subjectOnDisk(path: string, fileSystem: FileSystem): SnapshotSubject | undefined {
  try {
    return parseSubject(fileSystem.read(path) ?? '');
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  }
}

/** The files of a subject that nothing wants any more; none where the folder is not one that `pull` wrote. */
function staleFiles(folder: string, fileSystem: FileSystem): readonly Change[] {
  const description = `${folder}/subject.json`;
  if (!fileSystem.isInside(folder)) return [];
  const subject = subjectOnDisk(description, fileSystem);
  if (subject === undefined || `${posix.dirname(folder)}/${subjectFolder(subject.subject)}` !== folder) return [];
  return [...schemaFiles(folder, fileSystem), description].map((path) => ({ kind: 'stale', path }));
}

function schemaFiles(folder: string, fileSystem: FileSystem): readonly string[] {
  return (fileSystem.list(folder) ?? [])
    .filter(({ name, kind }) => kind === 'file' && /^v\d+\.(?:avsc|json)$/.test(name))
    .map(({ name }) => `${folder}/${name}`);
}

function leftovers(folder: string, fileSystem: FileSystem): readonly string[] {
  return (fileSystem.list(folder) ?? [])
    .filter(({ name, kind }) => kind === 'file' && temporaryOwner(name) !== undefined)
    .map(({ name }) => `${folder}/${name}`);
}
