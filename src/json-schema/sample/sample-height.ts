import { childSchemas, inPlaceSchemas } from '../schema/schema-cycles.js';
import type { JsonSchema } from '../schema/json-schema.js';

/**
 * How deep the flattest values of schemas nest, as far as is known: 0 for a leaf, Infinity where a value would hold
 * itself without end. Never more than it is.
 */
export function smallestHeights(root: JsonSchema): ReadonlyMap<JsonSchema, number> {
  const schemas = new Set([root]);
  for (const schema of schemas) {
    for (const inner of [...inPlaceSchemas(schema), ...childSchemas(schema)]) schemas.add(inner);
  }
  const heights = new Map<JsonSchema, number>();
  const known = (schema: JsonSchema): number => heights.get(schema) ?? Infinity;
  // What is used by others tends to be found after them.
  const backwards = [...schemas].reverse();
  let open: readonly JsonSchema[] = backwards;
  for (let changed = true; changed;) {
    changed = false;
    for (const schema of open) {
      const height = heightOf(schema, known);
      if (height < known(schema)) {
        heights.set(schema, height);
        changed = true;
      }
    }
    // A leaf stays one.
    open = open.filter((schema) => known(schema) > 0);
  }
  return new Map(backwards.map((schema) => [schema, known(schema)]));
}

function heightOf(schema: JsonSchema, known: (schema: JsonSchema) => number): number {
  const least = (list: readonly JsonSchema[]): number => {
    let height = list.length === 0 ? 0 : Infinity;
    for (const one of list) height = Math.min(height, known(one));
    return height;
  };
  let height = Math.max(least(schema.anyOf), least(schema.oneOf), ownHeight(schema, known));
  for (const one of schema.refs) height = Math.max(height, known(one));
  for (const one of schema.allOf) height = Math.max(height, known(one));
  return height;
}

function ownHeight(schema: JsonSchema, known: (schema: JsonSchema) => number): number {
  const { types } = schema;
  if (schema.enum !== undefined || types === undefined) return 0;
  if ([...types].some((type) => type !== 'object' && type !== 'array')) return 0;
  const kinds: number[] = [];
  if (types.has('object')) {
    const required = schema.required.map((name) => {
      const property = schema.properties.get(name);
      return property === undefined ? 0 : known(property);
    });
    kinds.push(1 + Math.max(0, ...required));
  }
  if (types.has('array')) {
    const wanted = Math.min(schema.minItems ?? 0, schema.prefixItems.length + 1);
    const items = Array.from({ length: wanted }, (_, index) => schema.prefixItems[index] ?? schema.items);
    kinds.push(1 + Math.max(0, ...items.map((item) => (item === undefined ? 0 : known(item)))));
  }
  return Math.min(...kinds);
}
