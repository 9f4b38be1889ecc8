import type { JsonSchema } from '../schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { typeName } from '../schema/own-name.js';
import { conversionOf } from '../convert/conversion.js';

/** The paragraphs of a declared type's comment. `entry`: the schema and those that refer to it, the last of which counts most; `named`: the name that its title made. */
export function declarationDoc(entry: readonly JsonSchema[], named: string | undefined): readonly string[] {
  const schemas = entry.filter(({ definedAs }, index) => index === 0 || definedAs !== undefined).reverse();
  const description = firstOf(schemas, ({ description: text }) => text);
  const title = firstOf(schemas, ({ title: text }) => text);
  const text = description ?? (typeName(title) === named ? undefined : title);
  return [...(text === undefined ? [] : [text]), ...tags(schemas)];
}

/** The paragraphs of a property's comment. `isDeclared`: its type has a comment of its own, for what is said behind references. */
export function propertyDoc(
  schemas: readonly JsonSchema[],
  settings: JsonSettings,
  { isDeclared, name }: { readonly isDeclared: boolean; readonly name: string },
): readonly string[] {
  const behind = schemas.flatMap((schema) => behindReferences(schema));
  const told = isDeclared ? schemas : behind;
  const description = firstOf(told, ({ description: text }) => text);
  const title = isDeclared ? undefined : firstOf(told, ({ title: text }) => text);
  const text = description ?? (title === undefined || isDiscriminated(title, name) ? undefined : title);
  const meanings = new Set(behind.flatMap((schema) => meaningOf(schema, settings)));
  return [...(text === undefined ? [] : [text]), ...meanings, ...tags(told)];
}

/** The schema and those that it refers to, nearest first. */
function behindReferences(schema: JsonSchema, seen = new Set<JsonSchema>()): readonly JsonSchema[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  return [schema, ...[...schema.refs, ...schema.allOf].flatMap((part) => behindReferences(part, seen))];
}

function firstOf(schemas: readonly JsonSchema[], read: (schema: JsonSchema) => string | undefined): string | undefined {
  return schemas.map(read).find((text) => text !== undefined && text.trim() !== '');
}

/** Checks whether a title only repeats the property's name in another spelling. */
function isDiscriminated(title: string, name: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return plain(title) === plain(name);
}

/** The format of a string, which its TypeScript type does not show. */
function meaningOf(schema: JsonSchema, settings: JsonSettings): readonly string[] {
  const [item] = [schema.items].filter((items) => items !== undefined && schema.prefixItems.length === 0);
  if (item !== undefined && schema.format === undefined) return meaningOf({ ...item, items: undefined }, settings);
  const isBase64 = schema.contentEncoding?.toLowerCase() === 'base64';
  const format = schema.format === undefined ? undefined : FORMATS.get(schema.format);
  if (conversionOf(schema, settings) !== undefined || schema.enum !== undefined) return [];
  return [...(format === undefined ? [] : [format]), ...(isBase64 ? ['Base64.'] : [])];
}

const FORMATS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'date-time': 'Date and time, RFC 3339.',
    date: 'Date, YYYY-MM-DD.',
    time: 'Time of day with offset, RFC 3339.',
    duration: 'Duration, ISO 8601.',
    email: 'Email address.',
    'idn-email': 'Email address.',
    hostname: 'Host name.',
    'idn-hostname': 'Host name.',
    ipv4: 'IPv4 address.',
    ipv6: 'IPv6 address.',
    uri: 'URI.',
    'uri-reference': 'URI or relative reference.',
    iri: 'IRI.',
    'iri-reference': 'IRI or relative reference.',
    'uri-template': 'URI template.',
    uuid: 'UUID.',
    'json-pointer': 'JSON pointer.',
    'relative-json-pointer': 'Relative JSON pointer.',
    regex: 'Regular expression.',
  }),
);

function tags(schemas: readonly JsonSchema[]): readonly string[] {
  const isConstant = schemas.some((schema) => schema.enum?.length === 1);
  const byDefault = isConstant
    ? undefined
    : schemas.map((schema) => schema.default).find((given) => given !== undefined);
  const text = byDefault === undefined ? undefined : scalarText(byDefault.value);
  return [
    ...(text === undefined ? [] : [`@default ${text}`]),
    ...(schemas.some(({ deprecated }) => deprecated) ? ['@deprecated'] : []),
  ];
}

/** Maximum length of a default in a comment. */
const MAX_DEFAULT = 60;

function scalarText(value: unknown): string | undefined {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'object' || value === undefined) return undefined;
  const text = JSON.stringify(value);
  return text.length > MAX_DEFAULT ? undefined : text;
}
