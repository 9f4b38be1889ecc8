import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

import { foreignEncoding, SAVE_AS_UTF8 } from '../config/text-encoding.js';
import { errorCode, errorReason } from '../diagnostics/error-code.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { exactText } from '../diagnostics/exact-text.js';
import { sha256 } from './snapshot-subject.js';
import { binaryFormatOf } from './other-format.js';
import { readSchemaText, type SchemaFile } from './schema-file.js';
import { readSchemaYaml } from './schema-yaml.js';

/** The largest schema file that is read: more is not a schema, or an attack. */
export const MAX_SCHEMA_BYTES = 8 * 1024 * 1024;

/** A file that was read, what is wrong with its text, or why there is no text: "does not exist". */
export type ReadFile =
  | { readonly kind: 'read'; readonly file: SchemaFile; readonly sha256?: string }
  | { readonly kind: 'malformed'; readonly problems: readonly Diagnostic[] }
  | { readonly kind: 'absent'; readonly reason: string };

/** Reads a schema file, JSON or, by its extension, YAML; `file` is relative to `root`. */
export async function readSchemaFile(root: string, file: string): Promise<ReadFile> {
  let bytes: Buffer;
  try {
    // For many small files several times faster than reading them at the same time.
    bytes = readFileSync(join(root, file));
  } catch (error) {
    return { kind: 'absent', reason: reasonOf(error) };
  }
  const malformed = (problem: Pick<Diagnostic, 'message' | 'help'>): ReadFile => ({
    kind: 'malformed',
    problems: [{ code: 'schema-syntax', severity: 'error', ...problem, location: { file } }],
  });
  if (bytes.length > MAX_SCHEMA_BYTES)
    return malformed({ message: `larger than ${MAX_SCHEMA_BYTES / 1024 / 1024} MB` });
  const binary = binaryFormatOf(bytes);
  if (binary !== undefined) return malformed(binary);
  const encoding = foreignEncoding(bytes);
  if (encoding !== undefined) return malformed({ message: `${encoding} text, not UTF-8`, help: SAVE_AS_UTF8 });
  const text = exactText(bytes);
  if (text === undefined) return malformed({ message: 'not UTF-8 text' });
  const isYaml = /^\.ya?ml$/i.test(extname(file));
  const read = isYaml ? await readSchemaYaml(file, text) : readSchemaText(file, text);
  return 'json' in read ? { kind: 'read', file: read, sha256: sha256(bytes) } : { kind: 'malformed', problems: read };
}

function reasonOf(error: unknown): string {
  const code = errorCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'does not exist';
  if (code === 'EISDIR') return 'is a folder';
  return `cannot be read: ${code === undefined ? 'unknown error' : errorReason(code)}`;
}
