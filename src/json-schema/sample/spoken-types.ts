import type { JsonSchema, JsonType } from '../schema/json-schema.js';

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
