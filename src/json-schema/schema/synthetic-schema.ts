import { SchemaNode, type JsonSchema, type JsonType } from './json-schema.js';

/** What one schema says, and nothing else. */
export type SchemaPart = Partial<Omit<JsonSchema, 'key' | 'place' | 'draft'>>;

/** The schema that a synthetic one is made of, and a name that distinguishes it from others made of that one. */
interface Origin {
  readonly of: Pick<JsonSchema, 'key' | 'place' | 'draft'>;
  readonly name: string;
}

/** Of the newest draft, so that a format in it need not be asserted. */
const NOWHERE = { key: 'synthetic', place: { file: '', pointer: '' }, draft: '2020-12' } as const;

let count = 0;

/** Makes a schema that stands in no file and says no more than `part`; without an origin it differs from all others. */
export function syntheticSchema(part: SchemaPart, origin: Origin = { of: NOWHERE, name: `${count++}` }): JsonSchema {
  const { key, place, draft } = origin.of;
  // None of its keywords stands anywhere but where the schema does that it is made of.
  const spelled = new Map(Object.keys(part).map((keyword) => [keyword, place.pointer]));
  const node = new SchemaNode({ key: `${origin.name}(${key})`, place, draft, definedAs: undefined });
  return Object.assign(node, part, { spelled });
}

/** What a value satisfies that violates the schema. */
export function notSchema(schema: JsonSchema): JsonSchema {
  return syntheticSchema({ not: schema }, { of: schema, name: 'not' });
}

export const ALL_TYPES: readonly JsonType[] = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'];
