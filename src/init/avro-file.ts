import { extname } from 'node:path';
import { isJsonObject, type JsonObject } from '../json-schema/schema/json-pointer.js';
import type { Holds, ReadFile } from './read-file.js';

/** What `init` needs to know of an Avro schema. */
export interface AvroFile {
  readonly format: 'avro';
  /** Relative to the folder that was searched, with `/`. */
  readonly path: string;
  /** `records` when a value can be read with it: a record, or a union with one. `plain` for primitives and collections. */
  readonly holds: Holds;
  /** The full name of the type at the top, when it has one. */
  readonly name: string | undefined;
  /** The full names that the file defines, those nested inside included. */
  readonly defines: ReadonlySet<string>;
  /** The full names that it uses without defining them. */
  readonly uses: ReadonlySet<string>;
}

const primitives: ReadonlySet<unknown> = new Set([
  'null',
  'boolean',
  'int',
  'long',
  'float',
  'double',
  'bytes',
  'string',
]);

/** Reads a file as an Avro schema; a `.json` counts only when it is one beyond doubt. */
export function readAvroFile(path: string, json: unknown): ReadFile<AvroFile> {
  const isNamed = ['.avsc', '.avro'].includes(extname(path));
  if (!isSchema(json)) return { ok: false, reason: isNamed ? 'it is not an Avro schema' : undefined };
  const names = new Names();
  names.visit(json, '');
  if (!isNamed && names.defined.size === 0) return { ok: false, reason: undefined };
  const uses = new Set([...names.used].filter((name) => !names.defined.has(name)));
  const { top: name, defined: defines } = names;
  return { ok: true, file: { format: 'avro', path, holds: holdsOf(json), name, defines, uses } };
}

/** Whether the JSON has the form of a schema; the rules of names and defaults are for `generate` to check. */
function isSchema(json: unknown): boolean {
  if (typeof json === 'string') return json !== '';
  if (Array.isArray(json)) return json.length > 0 && json.every(isSchema);
  if (!isJsonObject(json)) return false;
  const { type, name, fields, symbols, size, items, values } = json;
  switch (type) {
    case 'record':
    case 'error':
      return typeof name === 'string' && Array.isArray(fields) && fields.every(isField);
    case 'enum':
      return (
        typeof name === 'string' && Array.isArray(symbols) && symbols.every((symbol) => typeof symbol === 'string')
      );
    case 'fixed':
      return typeof name === 'string' && typeof size === 'number';
    case 'array':
      return isSchema(items);
    case 'map':
      return isSchema(values);
    default:
      return primitives.has(type) || (typeof type === 'object' && isSchema(type));
  }
}

function isField(field: unknown): boolean {
  return isJsonObject(field) && typeof field.name === 'string' && isSchema(field.type);
}

function holdsOf(json: unknown): Holds {
  if (Array.isArray(json)) return json.some((branch) => holdsOf(branch) === 'records') ? 'records' : 'plain';
  if (!isJsonObject(json)) return 'plain';
  if (json.type === 'record' || json.type === 'error') return 'records';
  if (json.type === 'enum' || json.type === 'fixed') return 'types';
  return typeof json.type === 'object' ? holdsOf(json.type) : 'plain';
}

/** Collects full names as the specification makes them: a name with a dot is one, any other takes the namespace around it. */
class Names {
  readonly defined = new Set<string>();
  readonly used = new Set<string>();
  top: string | undefined;

  visit(json: unknown, namespace: string): void {
    if (typeof json === 'string') {
      if (!primitives.has(json)) this.used.add(fullName(json, namespace));
    } else if (Array.isArray(json)) {
      for (const branch of json) this.visit(branch, namespace);
    } else if (isJsonObject(json)) {
      this.visitObject(json, namespace);
    }
  }

  private visitObject(json: JsonObject, namespace: string): void {
    const { type, name, fields, items, values } = json;
    if (type === 'array') this.visit(items, namespace);
    else if (type === 'map') this.visit(values, namespace);
    else if (typeof name !== 'string' || typeof type !== 'string' || primitives.has(type)) this.visit(type, namespace);
    else {
      const full = fullName(name, typeof json.namespace === 'string' ? json.namespace : namespace);
      this.defined.add(full);
      this.top ??= full;
      const inner = full.slice(0, Math.max(0, full.lastIndexOf('.')));
      if (Array.isArray(fields)) for (const field of fields) if (isJsonObject(field)) this.visit(field.type, inner);
    }
  }
}

function fullName(name: string, namespace: string): string {
  return name.includes('.') || namespace === '' ? name : `${namespace}.${name}`;
}
