import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Config } from '../config/config.js';
import { errorCode } from '../diagnostics/error-code.js';
import type { SchemaReference } from './registry.js';
import { parseSubject, subjectPath, type SnapshotSubject, type SnapshotVersion } from './snapshot-subject.js';

/** A subject of the snapshot; or that it is not there, or that its `subject.json` cannot be read. */
type FoundSubject = SnapshotSubject | 'missing' | 'invalid';

/** A version of a subject that is in the snapshot. */
interface SnapshotPlace {
  readonly subject: string;
  readonly version: SnapshotVersion;
}

/** What a schema of the snapshot refers to, directly or by way of others. */
interface SnapshotReferences {
  readonly found: readonly (SnapshotPlace & { readonly name: string })[];
  readonly missing: readonly SchemaReference[];
}

/** The vendored folder. Each `subject.json` is read once, when it is asked for. */
export interface Snapshot {
  /** Relative to the project's root, with `/`. */
  readonly folder: string;
  readonly subject: (subject: string) => FoundSubject;
  readonly version: (place: { readonly subject: string; readonly version: number }) => SnapshotVersion | undefined;
  /** Every schema that a version reaches by references, each once, in the order in which they are met. */
  readonly references: (version: SnapshotVersion) => SnapshotReferences;
}

/** `known` are subjects that take the place of those in the folder. */
export function openSnapshot(
  { root, snapshot: folder }: Pick<Config, 'root' | 'snapshot'>,
  known: readonly SnapshotSubject[] = [],
): Snapshot {
  const subjects = new Map<string, FoundSubject>(known.map((subject) => [subject.subject, subject]));

  const subjectOf: Snapshot['subject'] = (subject) => {
    const found = subjects.get(subject) ?? readSubject(join(root, subjectPath(folder, subject)), subject);
    subjects.set(subject, found);
    return found;
  };

  const versionOf: Snapshot['version'] = ({ subject, version }) => {
    const found = subjectOf(subject);
    return typeof found === 'string' ? undefined : found.versions.find((one) => one.version === version);
  };

  return {
    folder,
    subject: subjectOf,
    version: versionOf,
    references: (version) => referencesOf(version, versionOf),
  };
}

function referencesOf({ references }: SnapshotVersion, versionOf: Snapshot['version']): SnapshotReferences {
  const found: (SnapshotPlace & { readonly name: string })[] = [];
  const missing: SchemaReference[] = [];
  const met = new Set<string>();
  const visit = (all: readonly SchemaReference[]): void => {
    for (const reference of all) {
      const key = JSON.stringify([reference.name, reference.subject, reference.version]);
      if (met.has(key)) continue;
      met.add(key);
      const target = versionOf(reference);
      if (target === undefined) {
        missing.push(reference);
        continue;
      }
      found.push({ name: reference.name, subject: reference.subject, version: target });
      visit(target.references);
    }
  };
  visit(references);
  return { found, missing };
}

function readSubject(path: string, subject: string): FoundSubject {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '') ? 'missing' : 'invalid';
  }
  const parsed = parseSubject(text);
  // A folder of another subject can only be there if someone moved it.
  return parsed?.subject === subject ? parsed : 'invalid';
}
