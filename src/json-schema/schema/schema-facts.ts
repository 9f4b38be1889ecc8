import { conjuncts } from './conjuncts.js';
import type { JsonSchema, JsonType } from './json-schema.js';

/** The schema that a mere reference leads to; else the schema itself. */
export function target(schema: JsonSchema): JsonSchema {
  let at = schema;
  let next = referenced(at);
  if (next === undefined) return at;
  const seen = new Set<JsonSchema>();
  while (next !== undefined && !seen.has(at)) {
    seen.add(at);
    at = next;
    next = referenced(at);
  }
  return at;
}

/** What a mere reference leads to. */
function referenced(schema: JsonSchema): JsonSchema | undefined {
  const { refs } = schema;
  return refs.length === 1 && isMereReference(schema) ? refs[0] : undefined;
}

function isMereReference(schema: JsonSchema): boolean {
  return (
    !schema.never &&
    schema.types === undefined &&
    schema.enum === undefined &&
    !hasTextKeywords(schema) &&
    !hasNumberKeywords(schema) &&
    !hasArrayKeywords(schema) &&
    !hasObjectKeywords(schema) &&
    schema.allOf.length + schema.anyOf.length + schema.oneOf.length === 0 &&
    schema.not === undefined &&
    schema.if === undefined
  );
}

export function hasTextKeywords({ minLength, maxLength, pattern, format }: JsonSchema): boolean {
  return minLength !== undefined || maxLength !== undefined || pattern !== undefined || format !== undefined;
}

export function hasNumberKeywords(schema: JsonSchema): boolean {
  return (
    schema.minimum !== undefined ||
    schema.exclusiveMinimum !== undefined ||
    schema.maximum !== undefined ||
    schema.exclusiveMaximum !== undefined ||
    schema.multipleOf !== undefined ||
    schema.format !== undefined
  );
}

export function hasArrayKeywords(schema: JsonSchema): boolean {
  return (
    schema.prefixItems.length > 0 ||
    schema.uniqueItems ||
    schema.items !== undefined ||
    schema.unevaluatedItems !== undefined ||
    schema.contains !== undefined ||
    schema.minItems !== undefined ||
    schema.maxItems !== undefined
  );
}

export function hasObjectKeywords(schema: JsonSchema): boolean {
  return (
    schema.properties.size > 0 ||
    schema.patternProperties.size > 0 ||
    schema.required.length > 0 ||
    schema.dependentRequired.size > 0 ||
    schema.dependentSchemas.size > 0 ||
    schema.additionalProperties !== undefined ||
    schema.unevaluatedProperties !== undefined ||
    schema.propertyNames !== undefined ||
    schema.minProperties !== undefined ||
    schema.maxProperties !== undefined
  );
}

/** The types that a value can have by `type` and `enum`, as far as a schema and those it refers to say; undefined for any. */
export function possibleTypes(schema: JsonSchema): ReadonlySet<JsonType> | undefined {
  return conjuncts([schema])
    .map(({ types, enum: values }) => types ?? (values === undefined ? undefined : new Set(values.map(jsonTypeOf))))
    .reduce((types, others) => {
      if (types === undefined || others === undefined) return types ?? others;
      const wide = (set: ReadonlySet<JsonType>, type: JsonType): boolean =>
        set.has(type) || (type === 'integer' && set.has('number'));
      return new Set([
        ...[...types].filter((type) => wide(others, type)),
        ...[...others].filter((type) => wide(types, type)),
      ]);
    }, undefined);
}

export function jsonTypeOf(value: unknown): JsonType {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'boolean':
    case 'string':
      return typeof value === 'string' ? 'string' : 'boolean';
    case 'bigint':
      return 'integer';
    case 'number':
      return Number.isInteger(value) ? 'integer' : 'number';
    default:
      return Array.isArray(value) ? 'array' : 'object';
  }
}

/** Whether a schema says nothing that a value could violate. */
export function isAnything(schema: JsonSchema): boolean {
  const at = target(schema);
  return at.refs.length === 0 && isMereReference(at);
}

/** Whether a schema has none of the keywords that hold schemas for the same value, `dependentSchemas` excepted. */
export function isInPlaceEmpty(schema: JsonSchema): boolean {
  const { refs, allOf: all, anyOf: any, oneOf: one, not, if: test } = schema;
  return refs.length + all.length + any.length + one.length === 0 && not === undefined && test === undefined;
}

/** Whether no value can satisfy two of the schemas, by their types. */
export function areDisjoint(schemas: readonly JsonSchema[]): boolean {
  const seen = new Set<string>();
  return schemas.every((schema) => {
    const types = possibleTypes(target(schema));
    if (types === undefined) return false;
    const names = [...types].map((type) => (type === 'integer' ? 'number' : type));
    const fresh = names.every((name) => !seen.has(name));
    for (const name of names) seen.add(name);
    return fresh;
  });
}
