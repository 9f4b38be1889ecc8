import type { Config } from '../config/config.js';
import { definedNames } from '../runtime/resolution/defined-names.js';
import { sealOf } from '../plan/header.js';
import type { ExpandPatterns } from '../sources/expand-patterns.js';
import { readSchemaFile } from '../sources/read-schema-file.js';
import type { SchemaFile } from '../sources/schema-file.js';

/**
 * A hash of the files that the `include` patterns of a config match, with the names that each declares: what a topic may find
 * there, and not what is in it. Undefined without patterns, and where a file cannot be read, which building reports.
 */
export async function includeHash({ root, topics }: Config, expand: ExpandPatterns): Promise<string | undefined> {
  const parts = topics.flatMap(({ key, value }) => [key, value]).filter((part) => part.kind === 'schema');
  const lists = new Map(parts.map(({ include }) => [JSON.stringify(include), include]));
  lists.delete('[]');
  if (lists.size === 0) return undefined;
  const matched: (readonly [string, readonly string[]])[] = [];
  for (const [key, patterns] of [...lists].sort(([a], [b]) => (a < b ? -1 : 1)))
    matched.push([key, await expand(patterns)]);
  const files = [...new Set(matched.flatMap(([, paths]) => paths))].sort();
  const names: (readonly string[])[] = [];
  for (const file of files) {
    const read = await readSchemaFile(root, file);
    if (read.kind !== 'read') return undefined;
    names.push(declaredNames(read.file));
  }
  return sealOf([matched, files, names]);
}

/** The full names of Avro types, or the URIs that parts of a JSON Schema give themselves. */
function declaredNames({ format, json }: SchemaFile): readonly string[] {
  const names = format === 'avro' ? definedNames(json) : urisIn(json);
  return [format, ...[...new Set(names)].sort()];
}

function urisIn(json: unknown): readonly string[] {
  const found: string[] = [];
  const open: unknown[] = [json];
  for (const value of open) {
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, member] of Object.entries(value)) {
      if ((name === '$id' || name === 'id') && typeof member === 'string') found.push(member);
      else open.push(member);
    }
  }
  return found;
}
