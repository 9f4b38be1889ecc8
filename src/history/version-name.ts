import { basename } from 'node:path';

import type { PartConfig, VersionConfig } from '../config/config.js';

/** A version of a schema, by all that it goes by. */
export interface DiffVersion {
  /** What to call it: "v3 (id 100027)", "7 (schemas/payments.v2.avsc)", "schemas/orders.avsc". */
  readonly name: string;
  /** Its number in the registry, where it is a subject's. */
  readonly version: number | null;
  /** The schema id in its records, if the config or the snapshot contains it. */
  readonly id: string | null;
  /** The schema file, relative to the project's root, with `/`. */
  readonly file: string;
}

/** The version that a key or value is read with; undefined where it has no schema. */
export function readerVersion(part: PartConfig): DiffVersion | undefined {
  if (part.kind !== 'schema') return undefined;
  const newest = part.versions.at(-1);
  if (newest === undefined) return undefined;
  const version = diffVersion(part, newest);
  if (part.union === undefined) return version;
  const names = part.union.map(({ subject, newest: member }) => `${subject} ${diffVersion(part, member).name}`);
  return { ...version, name: names.join(', ') };
}

/** What a version of a part is called. */
export function diffVersion(part: PartConfig, { id, file }: VersionConfig): DiffVersion {
  const isOfSubject = part.kind === 'schema' && part.from !== undefined;
  const version = isOfSubject ? snapshotNumber(file) : null;
  // If records have no id, that of a subject's version was derived from its name and number.
  const known = id !== null && version !== null && id.endsWith(` v${version}`) ? null : id;
  return { name: nameOf({ version, id: known, file }), version, id: known, file };
}

function nameOf({ version, id, file }: Omit<DiffVersion, 'name'>): string {
  if (version !== null) return id === null ? `v${version}` : `v${version} (id ${id})`;
  return id === null ? file : `${id} (${file})`;
}

/** The number of a version, from the name of its file in the snapshot. */
function snapshotNumber(file: string): number | null {
  const [, digits] = /^v(\d+)\./.exec(basename(file)) ?? [];
  return digits === undefined ? null : Number(digits);
}

/** Whether somebody who writes `text` means this version: a number as "3" or "v3", an id, or the file. */
export function isCalled({ version, id, file }: DiffVersion, text: string): 'number' | 'id' | 'file' | undefined {
  if (version !== null && (text === `v${version}` || text === String(version))) return 'number';
  if (id !== null && text.toLowerCase() === id.toLowerCase()) return 'id';
  return text === file || `./${file}` === text ? 'file' : undefined;
}
