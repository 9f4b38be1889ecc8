import type { PreparedTypes } from './prepare-types.js';
import { hasProperties, keywordsOf, partsOf, type TypeSchema } from './type-schema.js';

/** The names of types that lead back to themselves through no interface: TypeScript resolves them at once. */
export function recursiveTypes({ declarations }: PreparedTypes): ReadonlySet<string> {
  const references = new Map(
    declarations.map(({ name, schema }) => [name, hasProperties(schema) ? [] : wordsOf(schema)]),
  );
  const leadsBack = (start: string): boolean => {
    const seen = new Set<string>();
    const open = [...(references.get(start) ?? [])];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (name === start) return true;
      if (seen.has(name)) continue;
      seen.add(name);
      open.push(...(references.get(name) ?? []));
    }
    return false;
  };
  return new Set([...references.keys()].filter(leadsBack));
}

function wordsOf(schema: TypeSchema): readonly string[] {
  const { tsType } = keywordsOf(schema);
  return [...(tsType === undefined ? [] : [tsType]), ...partsOf(schema).flatMap(wordsOf)];
}
