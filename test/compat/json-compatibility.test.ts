import { describe, expect, it } from 'vitest';

import { compareJsonSchemas, type JsonCompatibility } from '../../src/compat/json/json-compatibility.js';
import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import { validate } from '../../src/json-schema/validate/validate.js';
import { schemaOf } from './json-series.js';

function compare(writer: unknown, reader: unknown): JsonCompatibility {
  return compareJsonSchemas(schemaOf(writer), schemaOf(reader), DEFAULT_JSON_SETTINGS);
}

/** The verdict and the differences in one line each, `?` for those that are not certain. */
function told(writer: unknown, reader: unknown): readonly string[] {
  const result = compare(writer, reader);
  if (result.verdict === 'compatible') return [];
  if (result.verdict === 'incompatible') {
    expect(validate(schemaOf(writer), result.counterexample, DEFAULT_JSON_SETTINGS)).toEqual([]);
    expect(validate(schemaOf(reader), result.counterexample, DEFAULT_JSON_SETTINGS)).toHaveLength(1);
  } else {
    expect(result.differences.filter(({ certain }) => certain)).toEqual([]);
  }
  return result.differences.map(({ pointer, reason, certain }) => `${pointer} ${reason}${certain ? '' : ' ?'}`);
}

const DRAFT_7 = 'http://json-schema.org/draft-07/schema#';

const order = {
  type: 'object',
  properties: { id: { type: 'string' }, count: { type: 'integer', minimum: 1 } },
  required: ['id'],
};
const closedOrder = { ...order, additionalProperties: false };

describe('what the reader accepts all of', () => {
  const compatible: readonly (readonly [string, unknown, unknown])[] = [
    ['the same schema', order, order],
    [
      'a closed schema with a property more in the reader',
      closedOrder,
      { ...closedOrder, properties: { ...order.properties, note: { type: 'string' } } },
    ],
    ['a property that is not required any more', order, { ...order, required: [] }],
    ['a closed schema that is opened', closedOrder, order],
    ['an integer read as a number', { type: 'integer' }, { type: 'number' }],
    [
      'an integer above 0 read as one from 1',
      { type: 'integer', exclusiveMinimum: 0 },
      { type: 'integer', minimum: 1 },
    ],
    ['a type read as one of two', { type: 'string' }, { type: ['string', 'null'] }],
    ['two types read as alternatives', { type: ['string', 'null'] }, { anyOf: [{ type: 'null' }, { type: 'string' }] }],
    ['alternatives read as two types', { oneOf: [{ type: 'null' }, { type: 'string' }] }, { type: ['string', 'null'] }],
    ['a value more in the reader', { enum: ['a', 'b'] }, { enum: ['a', 'b', 'c'] }],
    ['values of a list read as a type', { enum: ['a', 'b'] }, { type: 'string', maxLength: 1 }],
    ['booleans read as a list', { type: 'boolean' }, { enum: [true, false] }],
    ['wider bounds', { minimum: 1, maximum: 2 }, { minimum: 0, exclusiveMaximum: 3 }],
    ['a divisor of a step', { multipleOf: 0.06 }, { multipleOf: 0.02 }],
    ['a length that the pattern asks for', { type: 'string', pattern: '^a' }, { type: 'string', minLength: 1 }],
    [
      'constants as alternatives, read as a list',
      { oneOf: [{ const: 'a' }, { const: 'b' }] },
      { enum: ['a', 'b', 'c'] },
    ],
    ['constants as alternatives, read as a type', { oneOf: [{ const: 'a' }, { const: 'b' }] }, { type: 'string' }],
    ['with a type next to them', { type: 'string', anyOf: [{ const: 'a' }, { const: 'b' }] }, { enum: ['a', 'b'] }],
    [
      'of several types',
      { oneOf: [{ const: 'a' }, { const: 1 }, { type: 'null' }] },
      { type: ['string', 'integer', 'null'] },
    ],
    ['lists that overlap, in oneOf', { oneOf: [{ enum: ['a', 'b'] }, { enum: ['b', 'c'] }] }, { enum: ['a', 'c'] }],
    ['a list read as constants', { enum: ['a', 'b'] }, { oneOf: [{ const: 'b' }, { const: 'a' }] }],
    [
      'constants in a property',
      { properties: { k: { oneOf: [{ const: 1 }, { const: 2 }] } } },
      { properties: { k: { maximum: 2 } } },
    ],
    ['a small range read as a list', { type: 'integer', minimum: 1, exclusiveMaximum: 4 }, { enum: [1, 2, 3] }],
    [
      'the empty text, list and object',
      { maxLength: 0, maxItems: 0, maxProperties: 0, type: ['string', 'array', 'object'] },
      { enum: ['', [], {}] },
    ],
    [
      'no properties, read as a closed object',
      { type: 'object', maxProperties: 0 },
      { type: 'object', additionalProperties: false },
    ],
    [
      'no properties, read with some',
      { maxProperties: 0 },
      { properties: { a: { type: 'string' } }, patternProperties: { '^b': false }, propertyNames: { maxLength: 1 } },
    ],
    [
      'a closed object read as one without properties',
      { type: 'object', additionalProperties: false },
      { maxProperties: 0 },
    ],
    [
      'as many properties as are required',
      { required: ['a'], maxProperties: 1 },
      { properties: { b: { type: 'string' } } },
    ],
    ['a pattern of one length', { type: 'string', pattern: '^[A-Z]{3}$' }, { minLength: 3, maxLength: 3 }],
    [
      'a pattern between two lengths',
      { type: 'string', pattern: '^(?:a|bcd)?\\d{2,4}$' },
      { minLength: 2, maxLength: 7 },
    ],
    ['a pattern with two ends in each branch', { type: 'string', pattern: '^a$|^bc$' }, { minLength: 1, maxLength: 2 }],
    ['a pattern without ends', { type: 'string', pattern: 'abc' }, { minLength: 3 }],
    [
      'an astral character is one',
      { type: 'string', pattern: '^[\u{1F600}-\u{1F64F}]$' },
      { minLength: 1, maxLength: 1 },
    ],
    ['a pattern longer than its own maxLength', { type: 'string', pattern: '^a{3}$', maxLength: 2 }, false],
    ['a UUID', { $schema: DRAFT_7, type: 'string', format: 'uuid' }, { minLength: 36, maxLength: 36 }],
    ['a date', { $schema: DRAFT_7, type: 'string', format: 'date' }, { minLength: 10, maxLength: 10 }],
    ['a date and time', { $schema: DRAFT_7, type: 'string', format: 'date-time' }, { minLength: 20 }],
    ['an IPv4 address', { $schema: DRAFT_7, type: 'string', format: 'ipv4' }, { minLength: 7, maxLength: 15 }],
    [
      'patterns of properties, next to a property of the writer alone',
      {
        type: 'object',
        properties: { n: { type: 'integer' } },
        patternProperties: { '^a_': { type: 'string' }, '^b_': { type: ['string', 'null'] } },
      },
      { type: 'object', patternProperties: { '^a_': { type: 'string' }, '^b_': { type: ['string', 'null'] } } },
    ],
    [
      'patterns that may match the same name, which both hold for',
      { type: 'object', patternProperties: { a: { type: 'string' }, b: { type: ['string', 'null'] } } },
      { type: 'object', patternProperties: { a: { type: 'string' } } },
    ],
    [
      'patterns that no name matches both of',
      { type: 'object', patternProperties: { '^b_': { type: 'null' } }, additionalProperties: false },
      { type: 'object', patternProperties: { '^a_': { type: 'string' } } },
    ],
    [
      'the other way to write a tuple',
      { $schema: 'http://json-schema.org/draft-07/schema#', items: [{ type: 'string' }], additionalItems: false },
      { prefixItems: [{ type: 'string' }], items: false },
    ],
    [
      'a tuple read as a list',
      { type: 'array', prefixItems: [{ const: 'a' }, { const: 'b' }], items: false },
      { type: 'array', items: { type: 'string' }, maxItems: 2 },
    ],
    [
      'at least three of what two are asked for',
      { contains: { const: 1 }, minContains: 3 },
      { contains: { type: 'integer' }, minContains: 2 },
    ],
    [
      'a definition in place of what it says',
      { properties: { a: { type: 'string' } } },
      { properties: { a: { $ref: '#/$defs/text' } }, $defs: { text: { type: 'string' } } },
    ],
    [
      'allOf in place of one schema',
      closedOrder,
      { allOf: [order, { properties: { id: true, count: true }, additionalProperties: false }] },
    ],
    [
      'unevaluatedProperties in place of additionalProperties',
      closedOrder,
      { $ref: '#/$defs/order', unevaluatedProperties: false, $defs: { order } },
    ],
    [
      'additionalProperties in place of unevaluatedProperties',
      { allOf: [order], unevaluatedProperties: false },
      closedOrder,
    ],
    [
      'a property that must be there since another is',
      { type: 'object', required: ['a'], dependentRequired: { a: ['b'] } },
      { required: ['a', 'b'] },
    ],
    ['what is ruled out by type', { type: 'string' }, { not: { type: 'null' } }],
    [
      'the same condition',
      { if: { required: ['a'] }, then: { required: ['b'] } },
      { if: { required: ['a'] }, then: { required: ['b'] } },
    ],
    [
      'a condition that never holds',
      { type: 'object', properties: { a: { const: 1 } }, required: ['a'] },
      { if: { properties: { a: { const: 2 } } }, then: { required: ['b'] } },
    ],
    [
      'names that match a pattern read as such',
      { type: 'object', patternProperties: { '^x-': { type: 'string' } }, additionalProperties: false },
      { propertyNames: { pattern: '^x-' } },
    ],
    ['a writer that writes nothing', false, { type: 'string' }],
  ];
  it.each(compatible)('%s', (_, writer, reader) => {
    expect(compare(writer, reader)).toEqual({ verdict: 'compatible' });
  });

  it('a recursive schema, whose reader unrolls it', () => {
    const tree = {
      type: 'object',
      properties: { value: { type: 'integer' }, kids: { type: 'array', items: { $ref: '#/$defs/tree' } } },
      additionalProperties: false,
    };
    const loose = {
      ...tree,
      properties: { ...tree.properties, value: { type: 'number' }, kids: { items: { $ref: '#/$defs/other' } } },
    };
    const other = { ...loose, properties: { ...loose.properties, kids: { items: { $ref: '#/$defs/tree' } } } };
    expect(
      told({ $ref: '#/$defs/tree', $defs: { tree } }, { $ref: '#/$defs/tree', $defs: { tree: loose, other } }),
    ).toEqual([]);
  });

  it('a union of events with an event more in the reader', () => {
    const event = (type: string, data: unknown) => ({
      type: 'object',
      properties: { type: { const: type }, data },
      required: ['type', 'data'],
    });
    const [created, closed] = [event('created', { type: 'string' }), event('closed', { type: 'integer' })];
    expect(told({ oneOf: [created, closed] }, { oneOf: [event('moved', { type: 'null' }), closed, created] })).toEqual(
      [],
    );
    expect(told({ oneOf: [created, closed] }, { oneOf: [created, event('closed', { type: 'string' })] })).toEqual([
      '/data may be an integer',
    ]);
    expect(told({ oneOf: [created, closed] }, { oneOf: [created] })).toEqual([
      '/type may be "closed"',
      '/data may be an integer',
    ]);
  });
});

describe('what the reader may refuse', () => {
  const differing: readonly (readonly [string, unknown, unknown, readonly string[]])[] = [
    [
      'a property that became required',
      order,
      { ...order, required: ['id', 'count'] },
      ['/count is required, but may be missing'],
    ],
    [
      'a property that a closed schema lost',
      closedOrder,
      { ...closedOrder, properties: { id: { type: 'string' } } },
      ['/count may be present, but the reader does not allow it'],
    ],
    [
      'a property that was open',
      order,
      { ...order, properties: { ...order.properties, note: { type: 'string' } } },
      ["/note is not described by the writer's schema, so it may be anything"],
    ],
    ['an open schema that is closed', order, closedOrder, ['/* may be present, but the reader does not allow it']],
    [
      'a type less',
      { type: ['string', 'null', 'number'] },
      { type: 'integer' },
      [' may be null, a number with a fraction or a string'],
    ],
    [
      'a value less',
      { properties: { a: { enum: ['x', 'y', 'z'] } } },
      { properties: { a: { enum: ['y'] } } },
      ['/a may be "x", "z"'],
    ],
    ['text read as a list', { type: 'string' }, { enum: ['a'] }, [' may have a value that the reader does not list']],
    [
      'narrower bounds',
      { type: 'number' },
      { minimum: 0, exclusiveMaximum: 9 },
      [' may be less than 0', ' may be 9 or more'],
    ],
    ['another step', { type: 'integer' }, { multipleOf: 2 }, [' may not be a multiple of 2']],
    [
      'shorter texts',
      { type: 'string', minLength: 1 },
      { minLength: 2, maxLength: 5 },
      [' may be shorter than 2 characters', ' may be longer than 5 characters'],
    ],
    ['a pattern', { type: 'string' }, { pattern: '^pkg:' }, [' may not match the pattern']],
    [
      'a format of a draft that asserts it',
      { type: 'string' },
      { $schema: 'http://json-schema.org/draft-07/schema#', format: 'date' },
      [' may not be a date (RFC 3339)'],
    ],
    [
      'items',
      { type: 'array', items: { properties: { price: { type: 'number' } } } },
      { items: { properties: { price: { minimum: 0 } } } },
      ['/*/price may be less than 0'],
    ],
    [
      'an item of a tuple',
      { type: 'array', items: { type: 'string' } },
      { prefixItems: [true, { const: 'a' }] },
      ['/1 may have a value that the reader does not list'],
    ],
    [
      'counts of items',
      { type: 'array' },
      { minItems: 1, maxItems: 2, uniqueItems: true },
      [' may have fewer than 1 item', ' may have more than 2 items', ' may have duplicate items'],
    ],
    [
      'contains',
      { type: 'array', items: { type: 'integer' } },
      { contains: { minimum: 5 }, maxContains: 1 },
      [' may lack an item that `contains` requires', ' may have more than 1 item that match `contains`'],
    ],
    [
      'patterns of names',
      { type: 'object', additionalProperties: { type: 'string' } },
      { patternProperties: { '^n': { type: 'number' } } },
      ['/* may be a string'],
    ],
    [
      'names',
      { type: 'object', properties: { Upper: true } },
      { propertyNames: { pattern: '^[a-z]+$' } },
      ['/Upper may be present, but its name is not allowed', ' may not match the pattern'],
    ],
    [
      'dependent properties',
      { type: 'object' },
      { dependentRequired: { a: ['b'] } },
      ['/b is required with "a", but may be missing'],
    ],
    [
      'dependent schemas',
      { type: 'object' },
      { dependentSchemas: { a: { required: ['c'] } } },
      ['/c is required, but may be missing'],
    ],
    [
      'counts of properties',
      { type: 'object' },
      { minProperties: 1, maxProperties: 2 },
      [' may have fewer than 1 property', ' may have more than 2 properties'],
    ],
    [
      'alternatives that overlap',
      { type: 'integer' },
      { oneOf: [{ type: 'integer' }, { minimum: 0 }] },
      [' may match more than one of the alternatives'],
    ],
    ['what is ruled out', { type: ['string', 'null'] }, { not: { type: 'null' } }, [' may match the schema in `not`']],
    [
      'a condition',
      { type: 'object', properties: { a: { type: 'integer' } } },
      { if: { required: ['a'] }, then: { required: ['b'] } },
      ['/b is required, but may be missing'],
    ],
    ['everything', { type: 'string' }, false, [' may be present']],
    ['one of the constants', { oneOf: [{ const: 'a' }, { const: 1 }] }, { type: 'string' }, [' may be 1']],
    ['a number of a small range', { type: 'integer', minimum: 1, maximum: 3 }, { enum: [1, 2] }, [' may be 3']],
    [
      'no properties',
      { type: 'object', maxProperties: 0 },
      { required: ['a'] },
      ['/a is required, but may be missing'],
    ],
    [
      'one property',
      { type: 'object', maxProperties: 1 },
      { additionalProperties: false },
      ['/* may be present, but the reader does not allow it'],
    ],
    [
      'a pattern without an end',
      { type: 'string', pattern: '^[A-Z]{3}' },
      { maxLength: 3 },
      [' may be longer than 3 characters'],
    ],
    [
      'an end in one branch',
      { type: 'string', pattern: '^a$|^b' },
      { maxLength: 1 },
      [' may be longer than 1 character'],
    ],
    [
      'a format that is not checked',
      { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'string', format: 'uuid' },
      { maxLength: 36 },
      [' may be longer than 36 characters'],
    ],
    [
      'a counterexample shows what it is refused for',
      {
        type: 'object',
        properties: { n: { type: 'integer' } },
        patternProperties: { '^a_': { type: 'string' }, '^b_': { type: ['string', 'null'] } },
        additionalProperties: false,
      },
      {
        type: 'object',
        patternProperties: { '^a_': { type: 'string' }, '^b_': { type: ['string', 'null'] } },
        additionalProperties: { type: 'string' },
      },
      ['/n may be an integer'],
    ],
    [
      'a pattern that says the same in other words',
      { type: 'string', pattern: '^[0-9]+$' },
      { pattern: '^\\d+$' },
      [' may not match the pattern ?'],
    ],
  ];
  it.each(differing)('%s', (_, writer, reader, lines) => {
    expect(told(writer, reader)).toEqual(lines);
  });

  it('names the keyword of the reader, as it is spelled', () => {
    const writer = { type: 'array', items: { type: 'integer' } };
    const reader = {
      $schema: 'http://json-schema.org/draft-04/schema#',
      type: 'array',
      items: [{ minimum: 0, exclusiveMinimum: true }],
    };
    const result = compare(writer, reader);
    expect(result).toMatchObject({
      verdict: 'incompatible',
      differences: [
        {
          kind: 'range',
          pointer: '/0',
          place: { file: 'schema.json', pointer: '/items/0/minimum' },
          reason: 'may be 0 or less',
          certain: true,
        },
      ],
    });
  });
});

describe('schemas that are too much', () => {
  it('are undecided, not waited for', () => {
    const many = (offset: number) => ({
      allOf: Array.from({ length: 24 }, (_, index) => ({
        anyOf: [0, 1, 2].map((branch) => ({ multipleOf: offset + index * 3 + branch, minimum: -index })),
      })),
    });
    expect(compare(many(2), many(900))).toMatchObject({ verdict: 'undecided' });
    const deep = (leaf: unknown) => Array.from({ length: 2_000 }).reduce<unknown>((inner) => ({ items: inner }), leaf);
    expect(compare(deep({ type: 'string' }), deep({ type: 'number' }))).toMatchObject({
      verdict: 'undecided',
      differences: [{ kind: 'limit' }],
    });
  });

  it('are incompatible if a counterexample is found, for what the reader rejects it for', () => {
    const versioned = (version: string, offset: number) => ({
      type: 'object',
      required: ['version'],
      properties: {
        version: { const: version },
        deep: Array.from({ length: 2_000 }).reduce<unknown>((inner) => ({ items: inner }), { minimum: offset }),
      },
    });
    expect(compare(versioned('1.0', 1), versioned('2.0', 2))).toMatchObject({
      verdict: 'incompatible',
      counterexample: { version: '1.0' },
      differences: [
        { kind: 'limit', path: 'version', reason: 'must be "2.0"', certain: true },
        { kind: 'limit', path: '', certain: false },
      ],
    });
  });
});
