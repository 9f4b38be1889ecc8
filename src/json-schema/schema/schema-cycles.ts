import type { JsonSchema } from './json-schema.js';

/** The schemas that a schema has for the same value. */
export function inPlaceSchemas(schema: JsonSchema): readonly JsonSchema[] {
  const { refs, allOf, anyOf, oneOf, not, if: test, then, else: otherwise, dependentSchemas } = schema;
  const single = [not, test, then, otherwise].filter((part) => part !== undefined);
  return [...refs, ...allOf, ...anyOf, ...oneOf, ...single, ...dependentSchemas.values()];
}

/** The schemas that a schema has for properties, their names, and items. */
export function childSchemas(schema: JsonSchema): readonly JsonSchema[] {
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

/** Finds the cycles among the schemas that `root` reaches by `edges` (Tarjan's strongly connected components). */
export function findCycles(root: JsonSchema, edges: (schema: JsonSchema) => readonly JsonSchema[]): SchemaCycles {
  const indexes = new Map<JsonSchema, number>();
  const components = new Map<JsonSchema, number>();
  const open: JsonSchema[] = [];
  const recursive = new Set<JsonSchema>();
  const visit = (schema: JsonSchema): number => {
    const index = indexes.size;
    indexes.set(schema, index);
    open.push(schema);
    let low = index;
    for (const next of edges(schema)) {
      if (next === schema) recursive.add(schema);
      const seen = indexes.get(next);
      if (seen === undefined) low = Math.min(low, visit(next));
      else if (!components.has(next)) low = Math.min(low, seen);
    }
    if (low === index) {
      const members = open.splice(open.indexOf(schema));
      for (const member of members) {
        components.set(member, index);
        if (members.length > 1) recursive.add(member);
      }
    }
    return low;
  };
  visit(root);
  return {
    isRecursive: (schema) => recursive.has(schema),
    areMutual: (one, other) => recursive.has(one) && components.get(one) === components.get(other),
  };
}
