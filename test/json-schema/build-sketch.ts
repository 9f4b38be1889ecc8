import type { JsonSchema } from '../../src/json-schema/schema/json-schema.js';

/**
 * What a schema says, without what it does not: a plain tree of the keywords that are given, maps as objects and sets as
 * lists. A schema that was met before is `see` and its key.
 */
export function sketch(schema: JsonSchema, seen = new Set<JsonSchema>()): unknown {
  if (seen.has(schema)) return { see: schema.key };
  seen.add(schema);
  const given = Object.entries(schema).filter(([name, value]) => !OF_PLACE.has(name) && !isEmpty(value));
  return Object.fromEntries(given.map(([name, value]) => [name, sketchValue(value, seen)]));
}

const OF_PLACE: ReadonlySet<string> = new Set(['key', 'place', 'draft'] satisfies (keyof JsonSchema)[]);

function sketchValue(value: unknown, seen: Set<JsonSchema>): unknown {
  if (value instanceof Set) return [...value];
  if (value instanceof Map) {
    return Object.fromEntries(
      [...value].map(([name, member]: [unknown, unknown]) => [name, sketchValue(member, seen)]),
    );
  }
  if (Array.isArray(value)) return value.map((item) => sketchValue(item, seen));
  if (typeof value !== 'object' || value === null) return value;
  if (isSchema(value)) return sketch(value, seen);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, sketchValue(member, seen)]));
}

function isSchema(value: object): value is JsonSchema {
  return 'place' in value && 'spelled' in value;
}

/** What a schema has where nothing is given. An empty schema is none of that. */
function isEmpty(value: unknown): boolean {
  if (value instanceof Map) return value.size === 0;
  return value === undefined || value === false || (Array.isArray(value) && value.length === 0);
}
