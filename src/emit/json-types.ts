import { compileJsonTypes, type JsonTypes as CompiledTypes } from '../json-schema/types/compile-types.js';
import type { JsonSchema } from '../json-schema/schema/json-schema.js';
import { prepareTypes } from '../json-schema/types/prepare-types.js';
import { hasProperties, keywordsOf, type TypeSchema } from '../json-schema/types/type-schema.js';
import { namedShapes } from '../avro/named-shapes.js';
import { shortName } from '../runtime/resolution/schema.js';
import type { PartModel, TopicModel } from '../model/topic-model.js';

/** The TypeScript types of a topic's JSON key and value. */
export interface JsonTypes extends CompiledTypes {
  /** The names of declared types of objects that have properties, and of combinations of such. */
  readonly records: ReadonlySet<string>;
  /** The name of the declared type of a schema; undefined for one without a declaration. `within`: of which it is a branch. */
  readonly nameOf: (schema: JsonSchema, within?: JsonSchema) => string | undefined;
}

/** Of a topic without JSON. */
export const NO_JSON_TYPES: JsonTypes = {
  declarations: [],
  roots: new Map(),
  records: new Set(),
  nameOf: () => undefined,
};

/** Names and makes the types of a topic's JSON key and value: json-schema-to-typescript is loaded only for them. */
export async function makeJsonTypes(topic: TopicModel): Promise<JsonTypes> {
  const { key, value } = topic;
  if (key.kind !== 'json' && value.kind !== 'json') return NO_JSON_TYPES;
  const aliases = aliasesOf(topic);
  const root = { [aliases.value]: rootOf(value), [aliases.key]: rootOf(key) };
  const prepared = prepareTypes({ root, reserved: reservedNames(topic) });
  const compiled = await compileJsonTypes(prepared, avroNames([key, value]));
  const records = new Set(prepared.declarations.flatMap(({ name, schema }) => (isRecord(schema) ? [name] : [])));
  return { ...compiled, records, nameOf: (schema, within) => prepared.nameOf(schema, within) };
}

function isRecord(schema: TypeSchema): boolean {
  return hasProperties(schema) || (keywordsOf(schema).allOf?.some(isRecord) ?? false);
}

/** What the whole key and the whole value are called. */
export function aliasesOf({ names }: TopicModel): Readonly<Record<'key' | 'value', string>> {
  return { key: `${names.pascal}Key`, value: `${names.pascal}Value` };
}

/** Names of types that the topic's files declare besides. */
export function reservedNames({ names }: TopicModel): readonly string[] {
  return [`${names.pascal}Record`];
}

/** The names of the topic's Avro types. */
function avroNames(parts: readonly PartModel[]): readonly string[] {
  const shapes = parts.flatMap((part) => (part.kind === 'avro' ? [...namedShapes(part.shape)] : []));
  return shapes.map(({ type }) => shortName(type.fullName));
}

function rootOf(part: PartModel): { readonly schema: JsonSchema; readonly settings: PartSettings } | undefined {
  return part.kind === 'json' ? { schema: part.reader.schema, settings: part.settings } : undefined;
}

type PartSettings = Extract<PartModel, { kind: 'json' }>['settings'];
