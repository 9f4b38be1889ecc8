import type { JsonSchema } from './json-schema.js';

/** The schemas, those that they refer to and those of their `allOf`, each once: all of them hold for the same value. */
export function conjuncts(schemas: readonly JsonSchema[]): readonly JsonSchema[] {
  const found = new Set<JsonSchema>();
  const open = schemas.toReversed();
  for (let schema = open.pop(); schema !== undefined; schema = open.pop()) {
    if (found.has(schema)) continue;
    found.add(schema);
    open.push(...[...schema.refs, ...schema.allOf].reverse());
  }
  return [...found];
}
