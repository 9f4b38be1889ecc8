import { stronglyConnected } from '../../runtime/resolution/strongly-connected.js';
import type { JsonSchema } from './json-schema.js';
import { hasArrayKeywords, hasObjectKeywords, isInPlaceEmpty } from './schema-facts.js';

/** The schemas that a schema has for the same value. */
export function inPlaceSchemas(schema: JsonSchema): readonly JsonSchema[] {
  if (isInPlaceEmpty(schema) && schema.then === undefined && schema.else === undefined) {
    return [...schema.dependentSchemas.values()];
  }
  const { refs, allOf, anyOf, oneOf, not, if: test, then, else: otherwise, dependentSchemas } = schema;
  const single = [not, test, then, otherwise].filter((part) => part !== undefined);
  return [...refs, ...allOf, ...anyOf, ...oneOf, ...single, ...dependentSchemas.values()];
}

/** The schemas that a schema has for properties, their names, and items. */
export function childSchemas(schema: JsonSchema): readonly JsonSchema[] {
  if (!hasArrayKeywords(schema) && !hasObjectKeywords(schema)) return [];
  const { properties, patternProperties, prefixItems, contains } = schema;
  const { additionalProperties, unevaluatedProperties, propertyNames, items, unevaluatedItems } = schema;
  const single = [
    additionalProperties,
    unevaluatedProperties,
    propertyNames,
    items,
    unevaluatedItems,
    contains?.schema,
  ].filter((part) => part !== undefined);
  return [...properties.values(), ...patternProperties.values(), ...prefixItems, ...single];
}

/** Which schemas lead back to themselves, and by way of which others. */
export interface SchemaCycles {
  /** Whether the schema holds itself. */
  isRecursive(schema: JsonSchema): boolean;
  /** Whether each leads to the other. */
  areMutual(one: JsonSchema, other: JsonSchema): boolean;
}

/** Finds the cycles among the schemas that `root` reaches by `edges`. */
export function findCycles(root: JsonSchema, edges: (schema: JsonSchema) => readonly JsonSchema[]): SchemaCycles {
  const groups = stronglyConnected([root], edges);
  const groupOf = new Map(groups.flatMap((group) => group.map((schema) => [schema, group] as const)));
  const recursive = new Set(
    groups.filter((group) => group.length > 1 || group.some((schema) => edges(schema).includes(schema))).flat(),
  );
  return {
    isRecursive: (schema) => recursive.has(schema),
    areMutual: (one, other) => recursive.has(one) && groupOf.get(one) === groupOf.get(other),
  };
}
