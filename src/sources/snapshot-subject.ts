import { hash } from 'node:crypto';

import * as z from '../config/setting.js';
import { validateConfig } from '../config/validate-config.js';
import type { SchemaReference, VersionIds } from './registry.js';
import type { ReadRule } from './schema-rules.js';
import { subjectFolder } from './subject-folder.js';
import { given } from '../config/given.js';
import { parsedJson } from '../diagnostics/parsed-json.js';

/** The types of schemas that consumers are generated from. */
export type SchemaType = 'AVRO' | 'JSON';

/** A version of a subject in the snapshot. */
export interface SnapshotVersion extends VersionIds {
  readonly type: SchemaType;
  /** The SHA-256 of the version's file, in hex: detects a file that was edited or has other line endings. */
  readonly sha256: string;
  readonly references: readonly SchemaReference[];
  /** The rules of its data contract that change values when records are read; absent where it has none. */
  readonly rules?: readonly ReadRule[];
}

/** The content of `subject.json`. */
export interface SnapshotSubject {
  readonly subject: string;
  /** Oldest first. */
  readonly versions: readonly SnapshotVersion[];
}

const reference = z.object({ name: z.string(), subject: z.string(), version: z.int({ minimum: 1 }) });

const rule = z.object({
  set: z.enum(['migration', 'domain', 'encoding']),
  name: z.string(),
  type: z.string(),
  mode: z.string(),
  expr: z.string().optional(),
  tags: z.array(z.string()).optional(),
});

const version = z.object({
  version: z.int({ minimum: 1 }),
  id: z.int({ minimum: 0 }).optional(),
  guid: z.string().optional(),
  type: z.enum(['AVRO', 'JSON']),
  sha256: z.string(),
  references: z.array(reference).optional(),
  rules: z.array(rule).optional(),
});

const subjectFile = z.object({ subject: z.string(), versions: z.array(version) });

/** The text of a `subject.json`: the same for the same subject, whoever writes it and when. */
export function printSubject({ subject, versions }: SnapshotSubject): string {
  const written = versions.map(({ version: number, id, guid, type, sha256, references, rules }) => ({
    version: number,
    ...given({ id, guid }),
    type,
    sha256,
    ...(references.length === 0
      ? {}
      : { references: references.map((to) => ({ name: to.name, subject: to.subject, version: to.version })) }),
    ...(rules === undefined ? {} : { rules: rules.map(readRule) }),
  }));
  return `${JSON.stringify({ subject, versions: written }, null, 2)}\n`;
}

/** The known members, in one order, whoever made the rule. */
function readRule({ set, name, type, mode, expr, tags }: z.Infer<typeof rule> | ReadRule): ReadRule {
  return {
    set,
    name,
    type,
    mode,
    ...given({ expr, tags }),
  };
}

/** Reads a `subject.json`; undefined where it is none. */
export function parseSubject(text: string): SnapshotSubject | undefined {
  const json = parsedJson(text);
  if (json === undefined || validateConfig(subjectFile, json).length > 0) return undefined;
  const { subject, versions: written } = subjectFile.valid(json);
  const versions = written.map(readVersion);
  const numbers = new Set(versions.map((one) => one.version));
  if (numbers.size !== versions.length) return undefined;
  return { subject, versions: versions.sort((a, b) => a.version - b.version) };
}

/** A version without members that are none of ours. */
function readVersion({ references = [], rules, id, guid, ...rest }: z.Infer<typeof version>): SnapshotVersion {
  return {
    version: rest.version,
    ...given({ id, guid }),
    type: rest.type,
    sha256: rest.sha256,
    references: references.map((to) => ({ name: to.name, subject: to.subject, version: to.version })),
    ...(rules === undefined ? {} : { rules: rules.map(readRule) }),
  };
}

/** The path of a subject's `subject.json`, relative to the project's root. */
export function subjectPath(snapshot: string, subject: string): string {
  return `${snapshot}/${subjectFolder(subject)}/subject.json`;
}

/** The path of a version's schema, relative to the project's root. */
export function versionPath(
  snapshot: string,
  subject: string,
  { version: number, type }: Pick<SnapshotVersion, 'version' | 'type'>,
): string {
  return `${snapshot}/${subjectFolder(subject)}/v${number}.${type === 'AVRO' ? 'avsc' : 'json'}`;
}

export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content);
}
