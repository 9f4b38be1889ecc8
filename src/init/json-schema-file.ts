import { isJsonObject, memberOf, type JsonObject } from '../json-schema/schema/json-pointer.js';
import { draftNamed } from '../json-schema/read/dialect.js';
import { KEYWORDS } from '../json-schema/read/keywords.js';
import type { Holds, ReadFile } from './read-file.js';

/** What `init` needs to know of a JSON Schema. */
export interface JsonSchemaFile {
  readonly format: 'json-schema';
  /** Relative to the folder that was searched, with `/`. */
  readonly path: string;
  readonly holds: Holds;
  /** Its title, which versions of one schema have in common but for numbers. */
  readonly name: string | undefined;
  readonly json: JsonObject;
}

/** Names that say what a file holds. */
export const JSON_SCHEMA_NAME = /(?:^|[./])schema\.(?:json|ya?ml)$/;

/**
 * Reads a file as a JSON Schema. Any JSON may be one, so it has to look like one: its `$schema` is a draft of JSON Schema, its
 * name says so, or it says what an object holds. Meta-schemas and documents that have schemas in them (OpenAPI, AsyncAPI,
 * Kubernetes) are none.
 */
export function readJsonSchemaFile(path: string, json: unknown): ReadFile<JsonSchemaFile> {
  const isNamed = JSON_SCHEMA_NAME.test(path);
  const none = { ok: false, reason: undefined } as const;
  if (!isJsonObject(json)) return isNamed ? { ok: false, reason: 'it is not a JSON Schema' } : none;
  if (isOtherDocument(json) || isMetaSchema(json)) return none;
  if (!isOfDraft(json) && !(isNamed ? isSchema(json) : isUnmistakable(json)))
    return isNamed ? { ok: false, reason: 'it is not a JSON Schema' } : none;
  const { title } = json;
  const name = typeof title === 'string' ? title.replaceAll(/\d+/g, '').trim() : undefined;
  return { ok: true, file: { format: 'json-schema', path, holds: holdsOf(json), name, json } };
}

function isOtherDocument(json: JsonObject): boolean {
  const has = (name: string): boolean => typeof memberOf(json, name) === 'string';
  return has('openapi') || has('asyncapi') || has('swagger') || (has('apiVersion') && has('kind'));
}

const official = /^https?:\/\/json-schema\.org\//;

function isMetaSchema(json: JsonObject): boolean {
  return ['$id', 'id'].some((keyword) => {
    const id = memberOf(json, keyword);
    return typeof id === 'string' && official.test(id);
  });
}

function isOfDraft(json: JsonObject): boolean {
  const uri = memberOf(json, '$schema');
  return typeof uri === 'string' && (draftNamed(uri) !== undefined || official.test(uri));
}

/** Keywords that say something of values, or lead to what does. */
const telling: ReadonlySet<string> = new Set(
  [...KEYWORDS].flatMap(([name, { vocabulary, holds }]) =>
    vocabulary === 'annotation' || (vocabulary === 'core' && holds === undefined && name !== '$ref') ? [] : [name],
  ),
);

const types: ReadonlySet<unknown> = new Set(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object']);

/** Whether JSON can be a schema that says something. */
function isSchema(json: unknown): boolean {
  return isJsonObject(json) && hasType(json) && Object.keys(json).some((name) => telling.has(name));
}

function hasType(json: JsonObject): boolean {
  const type = memberOf(json, 'type');
  return type === undefined || types.has(type) || (Array.isArray(type) && type.every((each) => types.has(each)));
}

/** Whether JSON without a draft can hardly be anything but a schema. */
function isUnmistakable(json: JsonObject): boolean {
  if (!hasType(json)) return false;
  const holdsSchemas = (name: string): boolean => {
    const held = memberOf(json, name);
    if (!Array.isArray(held) && !isJsonObject(held)) return false;
    const all: readonly unknown[] = Object.values(held);
    return all.length > 0 && all.every((each) => isSchema(each) || each === true || isRemark(each));
  };
  const speaksOfAll = ['type', '$id', '$defs', 'definitions', 'required', 'additionalProperties'];
  return (
    (holdsSchemas('properties') && speaksOfAll.some((name) => Object.hasOwn(json, name))) ||
    ['oneOf', 'anyOf', 'allOf', '$defs', 'definitions'].some(holdsSchemas)
  );
}

/** Whether JSON is a schema that allows all values: it is empty, or does but describe them. */
function isRemark(json: unknown): boolean {
  return isJsonObject(json) && Object.keys(json).every((name) => KEYWORDS.get(name)?.vocabulary === 'annotation');
}

/** Keywords that say nothing of values that are no objects; without a type, an object is meant. */
const ofObjects = [
  'properties',
  'required',
  'patternProperties',
  'additionalProperties',
  'unevaluatedProperties',
  'minProperties',
  'maxProperties',
  'propertyNames',
  'dependencies',
  'dependentRequired',
  'dependentSchemas',
];

function holdsOf(json: unknown): Holds {
  if (!isJsonObject(json) || Object.hasOwn(json, '$vocabulary')) return 'types';
  const { type } = json;
  if (type !== undefined) {
    const may = (name: string): boolean => type === name || (Array.isArray(type) && type.includes(name));
    return may('object') || (may('array') && holdsOf(json.items) === 'records') ? 'records' : 'plain';
  }
  if (ofObjects.some((name) => Object.hasOwn(json, name))) return 'records';
  const branches = [json.oneOf, json.anyOf, json.allOf].filter((list) => Array.isArray(list)).flat();
  if (branches.some((branch) => holdsOf(branch) === 'records')) return 'records';
  // Where a reference leads is not known here; at the top of a schema it is most often a record.
  if (['$ref', '$dynamicRef', '$recursiveRef'].some((name) => Object.hasOwn(json, name))) return 'records';
  const definitions = ['$defs', 'definitions'];
  return Object.keys(json).some((name) => telling.has(name) && !definitions.includes(name)) ? 'plain' : 'types';
}
