/** One level of a diamond: it leads to the next level twice, so that the levels together have 2^levels ways. */
export type Level = (next: object, level: number) => object;

/** Ways in which two of a schema's keywords lead to the same other schema, for the same value or for one within. */
export const DIAMONDS: Readonly<Record<string, Level>> = {
  allOf: (next) => ({ allOf: [next, next] }),
  'allOf by two others': (next) => ({ allOf: [{ allOf: [next], minProperties: 0 }, { allOf: [next] }] }),
  'allOf with properties': (next, level) => ({
    type: 'object',
    properties: { [`p${level}`]: { type: 'integer' } },
    allOf: [next, next],
  }),
  '$ref next to allOf': (next) => ({ ...next, allOf: [next] }),
  anyOf: (next) => ({ anyOf: [next, next] }),
  'anyOf by two others': (next) => ({
    anyOf: [
      { allOf: [next], required: ['no'] },
      { allOf: [next], maxProperties: 50 },
    ],
  }),
  oneOf: (next) => ({ oneOf: [{ allOf: [next], required: ['no'] }, next] }),
  if: (next) => ({ if: next, then: { allOf: [next, { minProperties: 0 }] }, else: next }),
  not: (next) => ({ not: { not: next }, allOf: [next] }),
  dependentSchemas: (next) => ({ dependentSchemas: { id: next }, allOf: [next] }),
  unevaluatedProperties: (next, level) => ({
    anyOf: [{ allOf: [next], required: ['id'] }, next],
    ...(level === 0 && { unevaluatedProperties: false }),
  }),
  'properties of two schemas': (next) => ({
    allOf: [{ properties: { child: next } }, { properties: { child: next } }],
  }),
  'items and contains': (next) => ({ type: ['array', 'object'], items: next, contains: next }),
};

const LEAF = { type: 'object', properties: { id: { type: 'string', minLength: 2 } }, required: ['id'] };

/** A schema with so many levels above an object with an `id`. */
export function diamond(levelOf: Level, levels: number, leaf: object = LEAF): object {
  const $defs = Object.fromEntries(
    Array.from({ length: levels }, (_, level) => [`c${level}`, levelOf({ $ref: `#/$defs/c${level + 1}` }, level)]),
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $ref: '#/$defs/c0',
    $defs: { ...$defs, [`c${levels}`]: leaf },
  };
}
