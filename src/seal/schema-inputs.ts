import { lstatSync, readFileSync } from 'node:fs';
import { TEXT } from '../plan/node-file-system.js';
import { errorCode } from '../diagnostics/error-code.js';
import { MAX_SCHEMA_BYTES } from '../sources/read-schema-file.js';
import { sha256 } from '../sources/snapshot-subject.js';

/** The state of schema files on the disk, each looked at once. Paths are relative to the project's root. */
export interface SchemaInputs {
  /** The SHA-256 of a file; undefined for what is not a file that would be read. */
  readonly hashOf: (file: string) => string | undefined;
  readonly isAbsent: (file: string) => boolean;
}

export function schemaInputs(root: string): SchemaInputs {
  const hashes = new Map<string, string | undefined>();
  const absent = new Map<string, boolean>();
  return {
    hashOf: (file) => {
      if (!hashes.has(file)) hashes.set(file, hashFile(`${root}/${file}`));
      return hashes.get(file);
    },
    isAbsent: (file) => {
      const known = absent.get(file) ?? isNothing(`${root}/${file}`);
      absent.set(file, known);
      return known;
    },
  };
}

function hashFile(path: string): string | undefined {
  try {
    // Node reads text in one call, and bytes in four. Text with that sign may come from bytes that are not text.
    const text = readFileSync(path, TEXT);
    const content = text.includes('\uFFFD') ? readFileSync(path) : text;
    return Buffer.byteLength(content) <= MAX_SCHEMA_BYTES ? sha256(content) : undefined;
  } catch {
    // Building the topic reports why.
    return undefined;
  }
}

function isNothing(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) === undefined;
  } catch (error) {
    // A folder on the way is a file.
    return errorCode(error) === 'ENOTDIR';
  }
}
