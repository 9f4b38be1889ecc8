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
  const { defined: defines, used } = namesIn(json);
  if (!isNamed && defines.size === 0) return { ok: false, reason: undefined };
  const uses = new Set([...used].filter((name) => !defines.has(name)));
  // The outermost is met first.
  const [name] = defines;
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

interface Names {
  readonly defined: ReadonlySet<string>;
  readonly used: ReadonlySet<string>;
}

/** Collects full names as the specification makes them: a name with a dot is one, any other takes the namespace around it. */
function namesIn(json: unknown): Names {
  const names = { defined: new Set<string>(), used: new Set<string>() };
  const visit = (part: unknown, namespace: string): void => {
    if (typeof part === 'string') {
      if (!primitives.has(part)) names.used.add(fullName(part, namespace));
    } else if (Array.isArray(part)) {
      for (const branch of part) visit(branch, namespace);
    } else if (isJsonObject(part)) visitObject(part, namespace);
  };
  const visitObject = (object: JsonObject, namespace: string): void => {
    const { type, name, fields, items, values } = object;
    if (type === 'array') visit(items, namespace);
    else if (type === 'map') visit(values, namespace);
    else if (typeof name !== 'string' || typeof type !== 'string' || primitives.has(type)) visit(type, namespace);
    else {
      const full = fullName(name, typeof object.namespace === 'string' ? object.namespace : namespace);
      names.defined.add(full);
      const inner = full.slice(0, Math.max(0, full.lastIndexOf('.')));
      if (Array.isArray(fields)) for (const field of fields) if (isJsonObject(field)) visit(field.type, inner);
    }
  };
  visit(json, '');
  return names;
}

function fullName(name: string, namespace: string): string {
  return name.includes('.') || namespace === '' ? name : `${namespace}.${name}`;
}
