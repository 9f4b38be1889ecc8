import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { glob } from 'tinyglobby';

import type { Config, SideConfig } from '../config/config.js';
import type { Diagnostic, Result } from '../diagnostic.js';
import { readSchemaText, type SchemaFile } from './schema-file.js';

/** Every schema file that the chosen topics need. */
export interface Schemas {
  get(file: string): SchemaFile | undefined;
  /** The files of a side's `include` patterns, in code-point order. */
  included(side: Extract<SideConfig, { kind: 'schema' }>): readonly SchemaFile[];
}

/** The largest schema file that is read: more is no schema, or an attack. */
const MAX_SCHEMA_BYTES = 8 * 1024 * 1024;

/** Reads the schema files of a config, each once. Missing and malformed ones are all reported. */
export async function readSchemas(config: Config): Promise<Result<Schemas>> {
  const sides = config.topics.flatMap(({ key, value }) => [key, value]).filter((side) => side.kind === 'schema');
  const included = new Map<string, readonly string[]>();
  for (const { include } of sides) {
    const key = include.join('\0');
    if (!included.has(key)) included.set(key, include.length === 0 ? [] : await expand(config.root, include));
  }
  const wanted = new Map<string, { readonly pointer: string | undefined }>();
  for (const side of sides) for (const { file, pointer } of side.versions) wanted.set(file, { pointer });
  for (const files of included.values())
    for (const file of files) if (!wanted.has(file)) wanted.set(file, { pointer: undefined });

  const files = new Map<string, SchemaFile>();
  const problems: Diagnostic[] = [];
  await Promise.all(
    [...wanted].map(async ([file, { pointer }]) => {
      const read = await readSchema(config, file, pointer);
      if ('json' in read) files.set(file, read);
      else problems.push(...read);
    }),
  );
  if (problems.length > 0) return { ok: false, problems: problems.sort(byPlace) };
  const value: Schemas = {
    get: (file) => files.get(file),
    included: ({ include }) => (included.get(include.join('\0')) ?? []).flatMap((file) => files.get(file) ?? []),
  };
  return { ok: true, value, warnings: [] };
}

async function expand(root: string, patterns: readonly string[]): Promise<readonly string[]> {
  const files = await glob([...patterns], { cwd: root, ignore: ['**/node_modules/**'], followSymbolicLinks: false });
  return files.sort(byCodePoint);
}

async function readSchema(
  config: Config,
  file: string,
  pointer: string | undefined,
): Promise<SchemaFile | readonly Diagnostic[]> {
  let bytes: Buffer;
  try {
    bytes = await readFile(join(config.root, file));
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const reason = missing
      ? 'does not exist'
      : `cannot be read (${error instanceof Error ? error.message : 'unknown error'})`;
    const location = pointer === undefined ? { file } : { file: config.file, pointer };
    return [{ code: 'schema-not-found', severity: 'error', message: `the schema file ${file} ${reason}`, location }];
  }
  const text = bytes.length > MAX_SCHEMA_BYTES ? undefined : utf8Text(bytes);
  if (text === undefined) {
    const message =
      bytes.length > MAX_SCHEMA_BYTES ? `larger than ${MAX_SCHEMA_BYTES / 1024 / 1024} MB` : 'not UTF-8 text';
    return [{ code: 'schema-syntax', severity: 'error', message, location: { file } }];
  }
  return readSchemaText(file, text);
}

function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  const [from, to] = [a.location, b.location];
  const inFile = (from?.line ?? 0) - (to?.line ?? 0) || (from?.column ?? 0) - (to?.column ?? 0);
  return byCodePoint(from?.file ?? '', to?.file ?? '') || inFile || byCodePoint(a.message, b.message);
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
