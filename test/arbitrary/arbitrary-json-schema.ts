import fc from 'fast-check';

/** A JSON Schema (2020-12) that is satisfiable by construction, and a value that satisfies it. */
export interface SchemaWithValue {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly value: unknown;
}

/** Schemas of all kinds, nested to a few levels. */
export function arbitraryJsonSchema(): fc.Arbitrary<SchemaWithValue> {
  const { schema } = fc.letrec<{ schema: SchemaWithValue; leaf: SchemaWithValue }>((tie) => ({
    leaf: fc.oneof(text(), number(), plain()),
    schema: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'schema' },
      { arbitrary: tie('leaf'), weight: 2 },
      { arbitrary: object(tie('schema')), weight: 3 },
      { arbitrary: array(tie('schema')), weight: 2 },
      { arbitrary: combined(tie('schema')), weight: 2 },
    ),
  }));
  return schema;
}

type Keywords = Readonly<Record<string, unknown>>;

/** Some of the keywords, drawn one by one. */
function someOf(keywords: Keywords): fc.Arbitrary<Keywords> {
  return fc.subarray(Object.entries(keywords)).map((entries) => Object.fromEntries(entries));
}

const PATTERNS: readonly (readonly [pattern: string, example: string])[] = [
  ['^[A-Z]{3}-\\d{4}$', 'ABC-0001'],
  ['^(?=.*\\d)[a-z\\d]{4,12}$', 'abc123'],
  ['x', 'box'],
  ['^(red|green|blue)$', 'red'],
  ['^\\p{Lu}\\p{Ll}*$', 'Ärger'],
  ['^$', ''],
];
const FORMATS: readonly (readonly [format: string, example: string])[] = [
  ['date-time', '2026-01-01T00:00:00Z'],
  ['date', '2026-02-28'],
  ['time', '12:00:00Z'],
  ['email', 'a@example.com'],
  ['uri', 'https://example.com'],
  ['uuid', '00000000-0000-4000-8000-000000000000'],
  ['ipv4', '192.0.2.1'],
  ['ipv6', '2001:db8::1'],
  ['hostname', 'example.com'],
  ['json-pointer', '/a/0'],
];

function text(): fc.Arbitrary<SchemaWithValue> {
  const free = fc.string({ unit: 'grapheme', maxLength: 12 }).chain((value) => {
    const length = Array.from(value).length;
    const lengths = { minLength: Math.max(0, length - 2), maxLength: length + 1 };
    return someOf({ ...lengths, enum: [value, `${value}.`] }).map((schema) => ({ schema, value }));
  });
  const patterned = fc.constantFrom(...PATTERNS).chain(([pattern, value]) =>
    someOf({ minLength: value.length, maxLength: value.length + 3 }).map((schema) => ({
      schema: { pattern, ...schema },
      value,
    })),
  );
  const formatted = fc
    .constantFrom(...FORMATS)
    .chain(([format, value]) =>
      someOf({ maxLength: value.length + 20 }).map((schema) => ({ schema: { format, ...schema }, value })),
    );
  return fc
    .oneof(free, patterned, formatted)
    .map(({ schema, value }) => ({ schema: { type: 'string', ...schema }, value }));
}

function number(): fc.Arbitrary<SchemaWithValue> {
  return fc
    .tuple(fc.integer({ min: -1_000, max: 1_000 }), fc.constantFrom(1, 3, 7, 0.1, 0.25, 12), fc.boolean())
    .chain(([count, step, exclusive]) => {
      const value = Number((count * step).toFixed(2));
      const bounds = exclusive
        ? { exclusiveMinimum: value - 0.5, exclusiveMaximum: value + 0.5 }
        : { minimum: value, maximum: value + step };
      return someOf({ ...bounds, multipleOf: step }).map((schema) => ({
        schema: { type: Number.isInteger(value) && Number.isInteger(step) ? 'integer' : 'number', ...schema },
        value,
      }));
    });
}

function plain(): fc.Arbitrary<SchemaWithValue> {
  return fc.oneof(
    fc.boolean().map((value) => ({ schema: { type: 'boolean' }, value })),
    fc.jsonValue({ maxDepth: 1 }).map((value) => ({ schema: { const: value }, value })),
    fc.constant({ schema: { type: ['null', 'string'] }, value: null }),
  );
}

const NAMES = ['id', 'name', 'email', 'createdAt', 'total', 'x-note', 'x-other', 'toString', 'a/b~c'];

function object(inner: fc.Arbitrary<SchemaWithValue>): fc.Arbitrary<SchemaWithValue> {
  const entries = fc.uniqueArray(fc.tuple(fc.constantFrom(...NAMES), inner), {
    selector: ([name]) => name,
    maxLength: 5,
  });
  return entries.chain((properties) => {
    const names = properties.map(([name]) => name);
    const schemas = properties.map(([name, { schema }]) => [name, schema] as const);
    const [first = 'id', second = first] = names;
    return fc
      .tuple(
        fc.subarray(names),
        fc.constantFrom(
          {},
          { additionalProperties: false },
          { unevaluatedProperties: false },
          { additionalProperties: { type: 'string' } },
        ),
        someOf({
          minProperties: names.length,
          maxProperties: names.length + 1,
          propertyNames: { maxLength: 12 },
          ...(names.length === 0
            ? {}
            : { dependentRequired: { [first]: [second] }, dependentSchemas: { [first]: { required: [second] } } }),
        }),
      )
      .map(([required, others, more]) => ({
        schema: { type: 'object', properties: Object.fromEntries(schemas), required, ...others, ...more },
        value: Object.fromEntries(properties.map(([name, { value }]) => [name, value])),
      }));
  });
}

function array(inner: fc.Arbitrary<SchemaWithValue>): fc.Arbitrary<SchemaWithValue> {
  return fc.array(inner, { maxLength: 3 }).chain((items) => {
    const schemas = items.map(({ schema }) => schema);
    const values = items.map(({ value }) => value);
    const isUnique = new Set(values.map((value) => JSON.stringify(value))).size === values.length;
    const [first] = schemas;
    const keywords = {
      minItems: items.length,
      maxItems: items.length + 1,
      ...(first === undefined ? {} : { contains: first }),
      ...(isUnique && values.every((value) => typeof value === 'string') ? { uniqueItems: true } : {}),
    };
    const shapes = [
      { prefixItems: schemas, items: false },
      ...(schemas.length > 0 ? [{ items: { anyOf: schemas } }] : [{ items: { type: 'string' } }]),
      { prefixItems: schemas, unevaluatedItems: { type: 'boolean' } },
    ].map((shape) => (schemas.length === 0 && 'prefixItems' in shape ? { maxItems: 0 } : shape));
    return fc.tuple(fc.constantFrom(...shapes), someOf(keywords)).map(([shape, more]) => ({
      schema: { type: 'array', ...more, ...shape },
      value: values,
    }));
  });
}

/** A schema within another that leaves its value valid. */
function combined(inner: fc.Arbitrary<SchemaWithValue>): fc.Arbitrary<SchemaWithValue> {
  return fc.tuple(inner, inner, fc.integer({ min: 0, max: 5 })).map(([{ schema, value }, other, kind]) => {
    const tag = { type: 'object', required: ['no such property'], properties: { 'no such property': { const: 1 } } };
    const forms: readonly Keywords[] = [
      { allOf: [schema, {}] },
      { anyOf: [other.schema, schema] },
      { oneOf: [schema, { allOf: [{ not: schema }, tag] }] },
      { not: { not: schema } },
      { if: schema, then: schema, else: false },
      { not: tag, allOf: [schema] },
    ];
    return { schema: forms[kind] ?? schema, value };
  });
}
