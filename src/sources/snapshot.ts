import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Config } from '../config/config.js';
import { errorCode } from '../diagnostics/error-code.js';
import type { SchemaReference } from './registry.js';
import { parseSubject, subjectPath, type SnapshotSubject, type SnapshotVersion } from './snapshot-subject.js';

/** A subject of the snapshot; or that it is not there, or that its `subject.json` cannot be read. */
export type FoundSubject = SnapshotSubject | 'missing' | 'invalid';

/** A version of a subject that is in the snapshot. */
export interface SnapshotPlace {
  readonly subject: string;
  readonly version: SnapshotVersion;
}

/** What a schema of the snapshot refers to, directly or by way of others. */
export interface SnapshotReferences {
  readonly found: readonly (SnapshotPlace & { readonly name: string })[];
  readonly missing: readonly SchemaReference[];
}

/** The vendored folder. Each `subject.json` is read once, when it is asked for. */
export class Snapshot {
  /** Relative to the project's root, with `/`. */
  readonly folder: string;
  private readonly root: string;
  private readonly subjects: Map<string, FoundSubject>;

  /** `known` are subjects that take the place of those in the folder. */
  constructor({ root, snapshot }: Pick<Config, 'root' | 'snapshot'>, known: readonly SnapshotSubject[] = []) {
    this.root = root;
    this.folder = snapshot;
    this.subjects = new Map(known.map((subject) => [subject.subject, subject]));
  }

  subject(subject: string): FoundSubject {
    const known = this.subjects.get(subject) ?? this.read(subject);
    this.subjects.set(subject, known);
    return known;
  }

  version({ subject, version }: { readonly subject: string; readonly version: number }): SnapshotVersion | undefined {
    const found = this.subject(subject);
    return typeof found === 'string' ? undefined : found.versions.find((one) => one.version === version);
  }

  /** Every schema that a version reaches by references, each once, in the order in which they are met. */
  references(version: SnapshotVersion): SnapshotReferences {
    const found: (SnapshotPlace & { readonly name: string })[] = [];
    const missing: SchemaReference[] = [];
    const met = new Set<string>();
    const visit = (references: readonly SchemaReference[]): void => {
      for (const reference of references) {
        const key = JSON.stringify([reference.name, reference.subject, reference.version]);
        if (met.has(key)) continue;
        met.add(key);
        const target = this.version(reference);
        if (target === undefined) {
          missing.push(reference);
          continue;
        }
        found.push({ name: reference.name, subject: reference.subject, version: target });
        visit(target.references);
      }
    };
    visit(version.references);
    return { found, missing };
  }

  private read(subject: string): FoundSubject {
    let text: string;
    try {
      text = readFileSync(join(this.root, subjectPath(this.folder, subject)), 'utf8');
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
      return ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '') ? 'missing' : 'invalid';
    }
    const parsed = parseSubject(text);
    // A folder of another subject can only be there if someone moved it.
    return parsed?.subject === subject ? parsed : 'invalid';
  }
}
