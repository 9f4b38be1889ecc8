import { compileJsonTypes, type JsonTypes as CompiledTypes } from '../json-schema/types/compile-types.js';
import type { JsonSchema } from '../json-schema/schema/json-schema.js';
import { nameJsonTypes } from '../json-schema/types/name-types.js';
import type { TypeNode } from '../json-schema/types/type-node.js';
import { namedShapes } from '../model/named-shapes.js';
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
  const named = nameJsonTypes({ root, reserved: reservedNames(topic) });
  const compiled = await compileJsonTypes(named, avroNames([key, value]));
  const records = new Set(named.declarations.flatMap(({ name, type }) => (isRecord(type) ? [name] : [])));
  return { ...compiled, records, nameOf: (schema, within) => named.nameOf(schema, within) };
}

function isRecord(type: TypeNode): boolean {
  return (
    (type.kind === 'object' && type.properties.length > 0) ||
    (type.kind === 'intersection' && type.members.some(isRecord))
  );
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
