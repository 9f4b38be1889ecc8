import type { JsonSchema, JsonType } from '../json-schema.js';

/** What one schema says, and nothing else. */
export type SchemaPart = Partial<Omit<JsonSchema, 'key' | 'place' | 'draft'>>;

/** A schema that stands in no file, made of what another says; `key` tells it from others made of that one. */
export function madeSchema(of: Pick<JsonSchema, 'key' | 'place' | 'draft'>, key: string, part: SchemaPart): JsonSchema {
  // None of its keywords stands anywhere but where that schema does.
  const spelled = new Map(Object.keys(part).map((keyword) => [keyword, of.place.pointer]));
  return { ...NOTHING, ...part, key: `${key}(${of.key})`, place: of.place, draft: of.draft, spelled };
}

/** What a value satisfies that violates the schema. */
export function notSchema(schema: JsonSchema): JsonSchema {
  return madeSchema(schema, 'not', { not: schema });
}

export const ALL_TYPES: readonly JsonType[] = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'];

const NOTHING: Omit<JsonSchema, 'key' | 'place' | 'draft'> = {
  never: false,
  refs: [],
  allOf: [],
  anyOf: [],
  oneOf: [],
  not: undefined,
  if: undefined,
  then: undefined,
  else: undefined,
  dependentSchemas: new Map(),
  types: undefined,
  enum: undefined,
  multipleOf: undefined,
  minimum: undefined,
  exclusiveMinimum: undefined,
  maximum: undefined,
  exclusiveMaximum: undefined,
  minLength: undefined,
  maxLength: undefined,
  pattern: undefined,
  format: undefined,
  contentEncoding: undefined,
  contentMediaType: undefined,
  properties: new Map(),
  patternProperties: new Map(),
  additionalProperties: undefined,
  unevaluatedProperties: undefined,
  propertyNames: undefined,
  required: [],
  dependentRequired: new Map(),
  minProperties: undefined,
  maxProperties: undefined,
  prefixItems: [],
  items: undefined,
  unevaluatedItems: undefined,
  contains: undefined,
  minItems: undefined,
  maxItems: undefined,
  uniqueItems: false,
  title: undefined,
  description: undefined,
  default: undefined,
  examples: [],
  deprecated: false,
  id: undefined,
  definedAs: undefined,
  spelled: new Map(),
};
