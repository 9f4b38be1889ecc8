import type { JsonSchema, JsonType } from '../schema/json-schema.js';
import type { Conjunct } from './sample-conjunct.js';

/** The types in the order in which they are to be tried: where none is given, first those that the keywords speak of. */
export function plausibleTypes({ entries, types }: Conjunct): readonly JsonType[] {
  const schemas = entries.map(({ schema }) => schema);
  if (schemas.some((schema) => schema.types !== undefined)) return types;
  const usual: readonly JsonType[] = ['string', 'number', 'object', 'array', 'boolean', 'null'];
  return [...new Set([...spokenTypes(schemas), ...usual])].filter((type) => types.includes(type));
}

/** The types that the keywords of schemas speak of. */
export function spokenTypes(schemas: readonly JsonSchema[]): readonly JsonType[] {
  return SPOKEN.filter(([, speaks]) => schemas.some(speaks)).map(([type]) => type);
}

const SPOKEN: readonly (readonly [JsonType, (schema: JsonSchema) => boolean])[] = [
  [
    'object',
    (schema) =>
      schema.properties.size + schema.patternProperties.size + schema.required.length > 0 ||
      schema.dependentRequired.size + schema.dependentSchemas.size > 0 ||
      schema.additionalProperties !== undefined ||
      schema.unevaluatedProperties !== undefined ||
      schema.propertyNames !== undefined ||
      schema.minProperties !== undefined ||
      schema.maxProperties !== undefined,
  ],
  [
    'array',
    (schema) =>
      schema.items !== undefined ||
      schema.prefixItems.length > 0 ||
      schema.contains !== undefined ||
      schema.unevaluatedItems !== undefined ||
      schema.uniqueItems ||
      schema.minItems !== undefined ||
      schema.maxItems !== undefined,
  ],
  [
    'number',
    (schema) =>
      schema.minimum !== undefined ||
      schema.maximum !== undefined ||
      schema.exclusiveMinimum !== undefined ||
      schema.exclusiveMaximum !== undefined ||
      schema.multipleOf !== undefined,
  ],
];
