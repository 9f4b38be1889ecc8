import fc from 'fast-check';

type Json = Readonly<Record<string, unknown>> | boolean;

/** Values of a small world, in which schemas of `arbitrarySchema` are satisfied and violated about equally often. */
export const arbitraryValue: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    fc.constantFrom<unknown>(null, true, false, -1, 0, 1, 2, 3, 6, 0.5, 1.5, '', 'a', 'b', 'ab', 'abc', 'x'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', 'x1', 'x2', 'z'), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

const types = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'];

const count = fc.integer({ min: 0, max: 3 });
const number = fc.constantFrom(-1, 0, 0.5, 1, 2, 3);
const scalar = fc.constantFrom<unknown>(null, true, 0, 1, 2, 'a', 'b', 'ab');
const name = fc.constantFrom('a', 'b', 'c');
const pattern = fc.constantFrom('^x', '^a', 'b', '1$');

/** Schemas of the newest draft, of all keywords, with a definition that may refer to itself. */
export const arbitrarySchema: fc.Arbitrary<Json> = fc
  .tuple(subschema(3), subschema(2))
  .map(([root, node]) => (typeof root === 'boolean' ? root : { ...root, $defs: { node } }));

function subschema(depth: number): fc.Arbitrary<Json> {
  if (depth === 0) return fc.constantFrom<Json>(true, false, {}, { type: 'string' }, { type: 'integer' });
  const inner = subschema(depth - 1);
  const some = fc.array(inner, { minLength: 1, maxLength: 3 });
  const byName = fc.dictionary(name, inner, { maxKeys: 3, noNullPrototype: true });
  const keywords: Record<string, fc.Arbitrary<unknown>> = {
    type: fc.oneof(
      fc.constantFrom(...types),
      fc.uniqueArray(fc.constantFrom(...types), { minLength: 1, maxLength: 3 }),
    ),
    enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 4 }),
    const: scalar,
    minimum: number,
    maximum: number,
    exclusiveMinimum: number,
    exclusiveMaximum: number,
    multipleOf: fc.constantFrom(0.5, 1, 2, 3),
    minLength: count,
    maxLength: count,
    pattern,
    properties: byName,
    required: fc.uniqueArray(name, { maxLength: 2 }),
    additionalProperties: inner,
    patternProperties: fc.dictionary(pattern, inner, { maxKeys: 2, noNullPrototype: true }),
    propertyNames: fc.oneof(inner, fc.record({ pattern }), fc.record({ maxLength: count })),
    minProperties: count,
    maxProperties: count,
    dependentRequired: fc.dictionary(name, fc.uniqueArray(name, { maxLength: 2 }), {
      maxKeys: 2,
      noNullPrototype: true,
    }),
    dependentSchemas: fc.dictionary(name, inner, { maxKeys: 2, noNullPrototype: true }),
    unevaluatedProperties: inner,
    items: inner,
    prefixItems: some,
    minItems: count,
    maxItems: count,
    uniqueItems: fc.boolean(),
    contains: inner,
    unevaluatedItems: inner,
    allOf: some,
    anyOf: some,
    oneOf: some,
    not: inner,
    if: inner,
    then: inner,
    else: inner,
    $ref: fc.constant('#/$defs/node'),
  };
  const entries = Object.entries(keywords).map(([keyword, value]) => value.map((it) => [keyword, it] as const));
  return fc.oneof(
    { weight: 1, arbitrary: fc.boolean() },
    { weight: 9, arbitrary: fc.array(fc.oneof(...entries), { maxLength: 4 }).map((list) => Object.fromEntries(list)) },
  );
}

/** A schema and one made of it by some changes. */
export const arbitraryPair: fc.Arbitrary<readonly [Json, Json]> = fc
  .tuple(arbitrarySchema, fc.array(fc.tuple(fc.nat(), subschema(1)), { minLength: 1, maxLength: 2 }), fc.boolean())
  .map(([schema, edits, reversed]) => {
    const edited = edits.reduce<Json>((json, [at, by]) => changed(json, at, by), schema);
    return reversed ? [edited, schema] : [schema, edited];
  });

/** The schema with something else at one of its places: a keyword left out, added, or a schema within changed. */
function changed(json: Json, at: number, by: Json): Json {
  if (typeof json === 'boolean') return by;
  const entries = Object.entries(json);
  const [keyword, value] = entries[at % (entries.length + 1)] ?? [];
  const rest = Math.floor(at / (entries.length + 1));
  if (keyword === undefined) return typeof by === 'boolean' ? json : { ...by, ...json, ...(rest % 2 === 0 ? by : {}) };
  if (isSchema(value) && ONE.has(keyword)) return { ...json, [keyword]: changed(value, rest, by) };
  if (Array.isArray(value) && LISTS.has(keyword)) {
    const index = rest % value.length;
    const list = value.map((part: Json, other) => (other === index ? changed(part, Math.floor(rest / 3), by) : part));
    return { ...json, [keyword]: list };
  }
  if (isSchema(value) && typeof value !== 'boolean' && MAPS.has(keyword) && Object.keys(value).length > 0) {
    const names = Object.entries(value);
    const [name = '', part] = names[rest % names.length] ?? [];
    return { ...json, [keyword]: { ...value, [name]: isSchema(part) ? changed(part, Math.floor(rest / 3), by) : by } };
  }
  if (keyword === '$defs') return json;
  return Object.fromEntries(entries.filter(([other]) => other !== keyword));
}

const ONE = new Set([
  'additionalProperties',
  'unevaluatedProperties',
  'items',
  'contains',
  'unevaluatedItems',
  'not',
  'if',
  'then',
  'else',
]);
const LISTS = new Set(['prefixItems', 'allOf', 'anyOf', 'oneOf']);
const MAPS = new Set(['properties', 'patternProperties', 'dependentSchemas', '$defs']);

function isSchema(value: unknown): value is Json {
  return typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value));
}
