import { parseSchemaPath, schemaPath } from '../../paths/schema-path.js';
import { isJsonObject, jsonAt, memberOf } from '../schema/json-pointer.js';
import type { JsonSchema, SchemaFault } from '../schema/json-schema.js';
import { hasNumberKeywords, hasObjectKeywords, hasTextKeywords, target } from '../schema/schema-facts.js';
import { apiDescription } from './api-description.js';
import type { JsonDocuments } from './json-documents.js';
import { KEYWORDS } from './keywords.js';
import { schemasIn } from './schemas-in.js';
import { parsedJson } from '../../diagnostics/parsed-json.js';

/** Says what a document looks like whose root accepts every value; undefined where it constrains something. */
export function unconstrainedRoot(schema: JsonSchema, path: string, documents: JsonDocuments): SchemaFault | undefined {
  if (!acceptsAll(schema, new Set())) return undefined;
  const place = parseSchemaPath(path);
  const look = looksLike(path, documents);
  const message = `the schema accepts every value, so its type is unknown${look.kind === undefined ? '' : `: it is ${look.kind}`}`;
  return { place, message, help: look.help };
}

/** Whether a schema, and those for the same value or its items, have no keyword that a value could violate. */
function acceptsAll(schema: JsonSchema, around: ReadonlySet<JsonSchema>): boolean {
  const at = target(schema);
  if (around.has(at)) return true;
  const { never, types, enum: values, anyOf: any, oneOf: one, not, if: test } = at;
  const { unevaluatedItems, contains, minItems, maxItems, uniqueItems } = at;
  const constraints = [types, values, not, test, unevaluatedItems, contains, minItems, maxItems];
  if (never || uniqueItems || any.length + one.length > 0) return false;
  if (constraints.some((keyword) => keyword !== undefined)) return false;
  if (hasTextKeywords(at) || hasNumberKeywords(at) || hasObjectKeywords(at)) return false;
  const { refs, allOf: all, prefixItems, items } = at;
  const within = new Set(around).add(at);
  return [...refs, ...all, ...prefixItems, ...(items === undefined ? [] : [items])].every((part) =>
    acceptsAll(part, within),
  );
}

interface Look {
  /** Undefined where it looks like a schema, but one without constraints. */
  readonly kind: string | undefined;
  readonly help: string;
}

function looksLike(path: string, documents: JsonDocuments): Look {
  const { file, pointer } = parseSchemaPath(path);
  const document = documents.get(file);
  const json = jsonAt(document?.json, pointer);
  if (document === undefined || !isJsonObject(json)) return { kind: undefined, help: CONSTRAIN };
  const text = ['schema', 'SchemaDefinition', 'Content'].find((name) => isJsonText(memberOf(json, name)));
  if (text !== undefined) {
    const help = `Save the text in "${text}" as a file of its own, or get the schema with \`pull\`.`;
    return { kind: "a registry's response, not a schema", help };
  }
  const api = apiDescription(document, documents);
  const pointers = schemasIn(json, pointer);
  const help = pointers.length === 0 ? undefined : refersTo(file, pointers);
  if (api !== undefined) {
    const kind = pointer === '' ? `an ${api.name} document` : `a part of an ${api.name} document, not a schema`;
    return { kind, help: help ?? 'Name a schema in the document, such as "api.yaml#/components/schemas/Order".' };
  }
  if (help !== undefined) {
    const defines = ['$defs', 'definitions'].some((name) => isJsonObject(memberOf(json, name)));
    return { kind: defines ? 'a schema with definitions only' : 'a document with schemas in it', help };
  }
  const unknown = Object.hasOwn(json, '$schema') ? [] : Object.keys(json).filter((name) => !KEYWORDS.has(name));
  if (unknown.length === 0) return { kind: undefined, help: CONSTRAIN };
  const names = unknown.slice(0, 3).map((name) => JSON.stringify(name));
  return { kind: `an example record, not a schema (${names.join(', ')})`, help: 'Write the schema of such records.' };
}

const CONSTRAIN = 'Add constraints, such as "type" and "properties".';

/** Maximum number of schemas that a message lists. */
const MAX_LISTED = 5;

function refersTo(file: string, pointers: readonly string[]): string {
  const listed = pointers.slice(0, MAX_LISTED).map((pointer) => JSON.stringify(schemaPath({ file, pointer })));
  const more = pointers.length - listed.length;
  return `Name the schema of the records: ${listed.join(', ')}${more > 0 ? `, or one of ${more} more` : ''}.`;
}

function isJsonText(value: unknown): boolean {
  return typeof value === 'string' && value.trimStart().startsWith('{') && isJsonObject(parsedJson(value));
}
