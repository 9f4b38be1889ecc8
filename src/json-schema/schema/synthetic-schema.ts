import type { JsonSchema, JsonType } from './json-schema.js';
import { SchemaNode } from './schema-node.js';

/** What one schema says, and nothing else. */
export type SchemaPart = Partial<Omit<JsonSchema, 'key' | 'place' | 'draft'>>;

/** A schema that stands in no file, made of what another says; `key` distinguishes it from others derived from the same schema. */
export function syntheticSchema(
  of: Pick<JsonSchema, 'key' | 'place' | 'draft'>,
  key: string,
  part: SchemaPart,
): JsonSchema {
  // None of its keywords stands anywhere but where that schema does.
  const spelled = new Map(Object.keys(part).map((keyword) => [keyword, of.place.pointer]));
  const { place, draft } = of;
  const nothing = new SchemaNode({ key: `${key}(${of.key})`, place, draft, definedAs: undefined });
  return Object.assign(nothing, part, { spelled });
}

/** What a value satisfies that violates the schema. */
export function notSchema(schema: JsonSchema): JsonSchema {
  return syntheticSchema(schema, 'not', { not: schema });
}

export const ALL_TYPES: readonly JsonType[] = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'];
