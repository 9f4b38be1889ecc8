import type { JsonSchema } from './json-schema.js';
import { childSchemas, inPlaceSchemas } from './schema-cycles.js';

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
      for (const inner of childSchemas(schema)) seen.add(inner);
      path.push({ schema, next: [...inPlaceSchemas(schema)] });
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
