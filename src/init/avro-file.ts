import { basename, extname } from 'node:path';
import { parse, type ParseError } from 'jsonc-parser';

/** What `init` needs to know of a schema file. */
export interface AvroFile {
  /** Relative to the folder that was searched, with `/`. */
  readonly path: string;
  /** `records` when a value can be read with it: a record, or a union with one. `plain` for primitives and collections. */
  readonly holds: 'records' | 'types' | 'plain';
  /** The full name of the type at the top, when it has one. */
  readonly name: string | undefined;
  /** The full names that the file defines, those nested inside included. */
  readonly defines: ReadonlySet<string>;
  /** The full names that it uses without defining them. */
  readonly uses: ReadonlySet<string>;
}

export type ReadAvroFile =
  | { readonly ok: true; readonly file: AvroFile }
  /** `reason` is undefined where nothing suggests that the file was meant as an Avro schema. */
  | { readonly ok: false; readonly reason: string | undefined };

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

/** Files that are JSON for another reason. */
const otherJson = /^(?:package(?:-lock)?|tsconfig.*|composer|deno|jsconfig.*)\.json$/;

/** Reads a file as an Avro schema; a `.json` counts only when it is one beyond doubt. */
export function readAvroFile(path: string, text: string): ReadAvroFile {
  const isJson = extname(path) === '.json';
  if (isJson && otherJson.test(basename(path))) return { ok: false, reason: undefined };
  const errors: ParseError[] = [];
  const json: unknown = parse(text.replace(/^\uFEFF/, ''), errors);
  if (errors.length > 0 || json === undefined) return { ok: false, reason: isJson ? undefined : 'it is not JSON' };
  if (!isSchema(json)) return { ok: false, reason: isJson ? undefined : 'it is not an Avro schema' };
  const names = new Names();
  names.visit(json, '');
  if (isJson && (names.defined.size === 0 || (isObject(json) && '$schema' in json)))
    return { ok: false, reason: undefined };
  const uses = new Set([...names.used].filter((name) => !names.defined.has(name)));
  return { ok: true, file: { path, holds: holdsOf(json), name: names.top, defines: names.defined, uses } };
}

/** Whether the JSON has the form of a schema; the rules of names and defaults are for `generate` to check. */
function isSchema(json: unknown): boolean {
  if (typeof json === 'string') return json !== '';
  if (Array.isArray(json)) return json.length > 0 && json.every(isSchema);
  if (!isObject(json)) return false;
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
  return isObject(field) && typeof field.name === 'string' && isSchema(field.type);
}

function holdsOf(json: unknown): AvroFile['holds'] {
  if (Array.isArray(json)) return json.some((branch) => holdsOf(branch) === 'records') ? 'records' : 'plain';
  if (!isObject(json)) return 'plain';
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
    } else if (isObject(json)) {
      this.#visitObject(json, namespace);
    }
  }

  #visitObject(json: JsonObject, namespace: string): void {
    const { type, name, fields, items, values } = json;
    if (type === 'array') this.visit(items, namespace);
    else if (type === 'map') this.visit(values, namespace);
    else if (typeof name !== 'string' || typeof type !== 'string' || primitives.has(type)) this.visit(type, namespace);
    else {
      const full = fullName(name, typeof json.namespace === 'string' ? json.namespace : namespace);
      this.defined.add(full);
      this.top ??= full;
      const inner = full.slice(0, Math.max(0, full.lastIndexOf('.')));
      if (Array.isArray(fields)) for (const field of fields) if (isObject(field)) this.visit(field.type, inner);
    }
  }
}

function fullName(name: string, namespace: string): string {
  return name.includes('.') || namespace === '' ? name : `${namespace}.${name}`;
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
