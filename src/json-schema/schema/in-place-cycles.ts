import type { JsonSchema } from './json-schema.js';

/**
 * The schemas that come back to themselves for one and the same value: checking it would never end. One of each cycle,
 * the first that is met.
 */
export function inPlaceCycles(root: JsonSchema): readonly JsonSchema[] {
  const cyclic: JsonSchema[] = [];
  const done = new Set<JsonSchema>();
  const open = new Set<JsonSchema>();
  const seen = new Set([root]);
  // A schema that refers to one of a later value is gone through from there: what matters is the way within one value.
  for (const start of seen) {
    const path: { readonly schema: JsonSchema; readonly next: JsonSchema[] }[] = [];
    const enter = (schema: JsonSchema): void => {
      open.add(schema);
      for (const inner of forInnerValues(schema)) seen.add(inner);
      path.push({ schema, next: [...forSameValue(schema)] });
    };
    if (!done.has(start)) enter(start);
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      const value = last.next.shift();
      if (value === undefined) {
        path.pop();
        open.delete(last.schema);
        done.add(last.schema);
      } else if (open.has(value)) cyclic.push(last.schema);
      else if (!done.has(value)) enter(value);
    }
  }
  return cyclic;
}

/** The schemas that a schema applies to the value itself. */
export function forSameValue(schema: JsonSchema): readonly JsonSchema[] {
  return [
    ...schema.refs,
    ...schema.allOf,
    ...schema.anyOf,
    ...schema.oneOf,
    ...[schema.not, schema.if, schema.then, schema.else].filter((inner) => inner !== undefined),
    ...schema.dependentSchemas.values(),
  ];
}

/** The schemas that a schema applies to what is in the value, or to its names. */
export function forInnerValues(schema: JsonSchema): readonly JsonSchema[] {
  return [
    ...schema.properties.values(),
    ...schema.patternProperties.values(),
    ...schema.prefixItems,
    ...[
      schema.additionalProperties,
      schema.unevaluatedProperties,
      schema.propertyNames,
      schema.items,
      schema.unevaluatedItems,
      schema.contains?.schema,
    ].filter((inner) => inner !== undefined),
  ];
}
