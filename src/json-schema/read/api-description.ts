import { pointerSteps } from '../../paths/json-pointer.js';
import { isJsonObject, memberOf } from '../schema/json-pointer.js';
import { dialectNamed, dialectOf, draftDialect, draftNamed, type Dialect } from './dialect.js';
import type { JsonDocument, JsonDocuments } from './json-documents.js';

/** A document that describes an API and has schemas in it. */
export interface ApiDescription {
  readonly kind: 'openapi' | 'asyncapi';
  /** `OpenAPI 3.1` */
  readonly name: string;
  /** How its schemas are read where they do not say so themselves. */
  readonly dialect: Dialect;
}

/** What an OpenAPI or AsyncAPI document says of the schemas in it; undefined for any other document. */
export function apiDescription({ file, json }: JsonDocument, documents: JsonDocuments): ApiDescription | undefined {
  if (!isJsonObject(json) || Object.hasOwn(json, 'type') || Object.hasOwn(json, 'properties')) return undefined;
  const [swagger, openapi, asyncapi] = ['swagger', 'openapi', 'asyncapi'].map((name) => versionOf(json, name));
  if (asyncapi !== undefined) {
    const name = `AsyncAPI ${asyncapi}`;
    return { kind: 'asyncapi', name, dialect: /^[23]\b/.test(asyncapi) ? draftDialect('7') : unreadable(name) };
  }
  const version = openapi ?? swagger;
  if (version === undefined) return undefined;
  const name = `OpenAPI ${version}`;
  // Version 2 has the rules of draft 4 too.
  if (/^(?:2|3\.0)\b/.test(version))
    return { kind: 'openapi', name, dialect: { ...draftDialect('4'), name, title: name } };
  if (!/^3\b/.test(version)) return { kind: 'openapi', name, dialect: unreadable(name) };
  const uri = memberOf(json, 'jsonSchemaDialect');
  const dialect = typeof uri === 'string' ? dialectNamed(uri, file, documents) : draftDialect('2020-12');
  return { kind: 'openapi', name, dialect };
}

/** The dialect of the schemas of a document, as far as it says; undefined where it does not. */
export function documentDialect(document: JsonDocument, documents: JsonDocuments): Dialect | undefined {
  return apiDescription(document, documents)?.dialect ?? dialectOf(document.json, document.file, documents);
}

/** Major and minor version; YAML reads `2.0` as a number. */
function versionOf(json: unknown, name: string): string | undefined {
  const version = memberOf(json, name);
  if (version === 2) return '2.0';
  return typeof version === 'string' ? (/^\d+\.\d+/.exec(version)?.[0] ?? version) : undefined;
}

/** The dialect at a pointer into an API description: that of the `$schema` or `schemaFormat` nearest above, or its own. */
export function dialectWithin(
  { kind, dialect: own }: ApiDescription,
  { file, json }: JsonDocument,
  pointer: string,
  documents: JsonDocuments,
): Dialect {
  let dialect = own;
  let at: unknown = json;
  for (const step of pointerSteps(pointer)) {
    const format = kind === 'asyncapi' ? memberOf(at, 'schemaFormat') : undefined;
    if (typeof format === 'string' && (step === 'payload' || step === 'schema')) dialect = dialectOfFormat(format);
    at = memberOf(at, step);
    dialect = dialectOf(at, file, documents) ?? dialect;
  }
  return dialect;
}

/** The schema in a multi-format object of AsyncAPI 3, `{ schemaFormat, schema }`; undefined for anything else. */
export function multiFormatSchema(json: unknown): unknown {
  return typeof memberOf(json, 'schemaFormat') === 'string' ? memberOf(json, 'schema') : undefined;
}

/** The dialect that a `schemaFormat` names (AsyncAPI, "Schema formats table"). */
function dialectOfFormat(format: string): Dialect {
  const [, type = '', version = ''] =
    /^application\/([\w.]+?)(?:\+(?:json|yaml))?(?:\s*;\s*version=(\S+))?$/.exec(format) ?? [];
  if (type === 'vnd.aai.asyncapi') return draftDialect('7');
  if (type === 'vnd.oai.openapi') return draftDialect(/^3\.[1-9]/.test(version) ? '2020-12' : '4');
  const named = version === '' ? '07' : version.replace(/^draft-?/, '');
  const draft = type === 'schema' ? draftNamed(`https://json-schema.org/draft/${named}/schema`) : undefined;
  if (draft !== undefined) return draftDialect(draft);
  const [, other] = OTHER_FORMATS.find(([pattern]) => pattern.test(format)) ?? [];
  return unreadable(other === undefined ? JSON.stringify(format) : `${other} (${JSON.stringify(format)})`);
}

const OTHER_FORMATS: readonly (readonly [RegExp, string])[] = [
  [/avro/i, 'Avro'],
  [/protobuf/i, 'Protobuf'],
  [/raml/i, 'RAML'],
  [/xml/i, 'XML Schema'],
];

/** A dialect that no schema is read in. */
function unreadable(name: string): Dialect {
  return { ...draftDialect('7'), name: `unreadable ${name}`, title: name, unreadable: name };
}
