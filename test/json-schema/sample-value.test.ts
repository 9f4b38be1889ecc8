import { execFileSync } from 'node:child_process';

import { describe, expect, it } from 'vitest';

import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import { sampleJson, type JsonSample } from '../../src/json-schema/sample/sample-value.js';
import { TEXT_PREDICATES } from '../../src/json-schema/validate/format-predicates.js';
import { documentsOf } from './build-documents.js';

function sampleOf(json: unknown, label = 'Order'): JsonSample {
  const { schema, faults } = buildJsonSchema('a.json', documentsOf({ 'a.json': json }), DEFAULT_JSON_SETTINGS);
  if (schema === undefined) throw new Error(JSON.stringify(faults));
  return sampleJson(schema, { label, settings: DEFAULT_JSON_SETTINGS });
}

function valueOf(json: unknown): unknown {
  const sample = sampleOf(json);
  if (!sample.ok) throw new Error(`${sample.place.pointer} ${sample.reason}`);
  return sample.value;
}

const ORDER = {
  type: 'object',
  required: ['orderId', 'total'],
  properties: {
    orderId: { type: 'string', format: 'uuid' },
    total: { type: 'number', minimum: 0, multipleOf: 0.01 },
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    customer: {
      type: 'object',
      properties: { name: { type: 'string' }, email: { type: 'string', format: 'email' }, age: { type: 'integer' } },
    },
    placedAt: { type: 'string', format: 'date-time' },
    tags: { type: 'array', items: { type: 'string' }, uniqueItems: true },
    attributes: { type: 'object', additionalProperties: { type: 'string' } },
    status: { enum: ['open', 'paid', null] },
  },
};

describe('a sample', () => {
  it('looks like what its names say', () => {
    expect(valueOf(ORDER)).toMatchInlineSnapshot(`
      {
        "attributes": {
          "west": "sable",
        },
        "currency": "CHF",
        "customer": {
          "age": 66,
          "email": "ada.okafor@example.com",
          "name": "Dina Berg",
        },
        "orderId": "ddcaa90c-768a-4e94-9bfe-ae0f32567a6b",
        "placedAt": "2026-04-07T08:20:08.735Z",
        "status": "open",
        "tags": [
          "pebble",
          "heron",
        ],
        "total": 210.28,
      }
    `);
  });

  it('keeps its values when a property is added anywhere', () => {
    const { properties } = ORDER;
    const wider = { ...ORDER, properties: { added: { type: 'string' }, ...properties, last: { type: 'array' } } };
    // An object, as the schema says.
    expect(valueOf(wider)).toEqual({ ...(valueOf(ORDER) as object), added: 'willow', last: [] });
  });

  it('is the same in another process with another time zone and locale', () => {
    const script = `
      import { buildJsonSchema } from './src/json-schema/read/build-schema.ts';
      import { DEFAULT_JSON_SETTINGS } from './src/config/json-settings.ts';
      import { sampleJson } from './src/json-schema/sample/sample-value.ts';
      const document = { file: 'a.json', json: ${JSON.stringify(ORDER)} };
      const { schema } = buildJsonSchema('a.json', { get: () => document, all: () => [] }, DEFAULT_JSON_SETTINGS);
      console.log(JSON.stringify(sampleJson(schema, { label: 'Order', settings: DEFAULT_JSON_SETTINGS }).value));`;
    const env = { ...process.env, TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' };
    const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
    const root = new URL('../..', import.meta.url);
    expect(execFileSync(process.execPath, args, { env, cwd: root, encoding: 'utf8' })).toBe(
      `${JSON.stringify(valueOf(ORDER))}\n`,
    );
  });

  it('is an example of the schema where that is valid, and a default that says something', () => {
    expect(valueOf({ type: 'integer', examples: ['no', 7] })).toBe(7);
    expect(valueOf({ type: 'string', default: 'blue' })).toBe('blue');
    expect(valueOf({ type: 'array', items: { const: 1 }, default: [] })).not.toEqual([]);
    expect(valueOf({ properties: { a: { type: 'string', examples: [''], minLength: 1, default: 'b' } } })).toEqual({
      a: 'b',
    });
  });

  it.each([...TEXT_PREDICATES])('has the format %s, though the draft asks for none', (format, isOfFormat) => {
    for (const name of ['value', 'orderId', 'createdAt', 'homepage_url', 'e-mail', '日本']) {
      const value = valueOf({ type: 'object', required: [name], properties: { [name]: { type: 'string', format } } });
      const text: unknown = new Map(Object.entries(value ?? {})).get(name);
      expect({ name, text, valid: typeof text === 'string' && isOfFormat(text) }).toEqual({ name, text, valid: true });
    }
  });

  it.each([
    [
      'a pattern and lengths',
      { type: 'string', pattern: '^[a-f]+x*$', minLength: 30, maxLength: 30 },
      /^(?=.{30}$)[a-f]+x*$/,
    ],
    ['two patterns', { type: 'string', pattern: '^a.*', allOf: [{ pattern: 'z$' }] }, /^a.*z$/],
    [
      'a pattern with look-aheads',
      { type: 'string', pattern: '^(?=.*\\d)(?=.*[A-Z])[A-Z\\d]{8,}$' },
      /^(?=.*\d)(?=.*[A-Z])[A-Z\d]{8,}$/,
    ],
    ['a pattern and a format', { type: 'string', format: 'date', pattern: '^2031-' }, /^2031-\d\d-\d\d$/],
    ['a format and a length', { type: 'string', format: 'email', maxLength: 8 }, /^.{1,6}@.{1,6}$/],
    ['a pattern that must not match', { type: 'string', pattern: '^[ab]{2}$', not: { pattern: '^a' } }, /^b[ab]$/],
    [
      'lengths in characters, not units',
      { type: 'string', pattern: '^\\u{1F600}+$', minLength: 2, maxLength: 2 },
      /^😀😀$/u,
    ],
    ['a script of its own', { type: 'string', pattern: '^\\p{Script=Georgian}{3}$' }, /^\p{Script=Georgian}{3}$/u],
  ])('meets %s', (_, schema, expected) => {
    expect(valueOf(schema)).toMatch(expected);
  });

  it.each([
    ['bounds that meet', { type: 'integer', minimum: 5, exclusiveMaximum: 6 }, 5],
    [
      'steps that meet',
      { type: 'integer', minimum: 1, maximum: 20, allOf: [{ multipleOf: 4 }, { multipleOf: 6 }], not: { const: 12 } },
      undefined,
    ],
    ['decimal steps', { type: 'number', exclusiveMinimum: 0.2, exclusiveMaximum: 0.4, multipleOf: 0.1 }, 0.3],
    ['a narrow range', { type: 'number', exclusiveMinimum: 0, maximum: 1e-9, multipleOf: 1e-9 }, 1e-9],
    [
      'a condition',
      {
        type: 'object',
        required: ['a', 'b'],
        properties: { a: { const: 1 }, b: {} },
        if: { properties: { a: { const: 1 } } },
        then: { properties: { b: { const: 'then' } } },
      },
      { a: 1, b: 'then' },
    ],
    [
      'one of two that both could be',
      {
        oneOf: [{ required: ['a'] }, { required: ['b'] }],
        type: 'object',
        properties: { a: { const: 1 }, b: { const: 2 } },
      },
      { a: 1 },
    ],
    [
      'contained items',
      { type: 'array', items: { type: 'integer' }, contains: { const: 3 }, minContains: 2, minItems: 2, maxItems: 2 },
      [3, 3],
    ],
    [
      'different items',
      { type: 'array', items: { enum: [1, 2, 3] }, minItems: 3, uniqueItems: true, contains: { const: 2 } },
      expect.arrayContaining([1, 2, 3]),
    ],
    [
      'names of a pattern',
      { type: 'object', patternProperties: { '^x-a$': { const: 1 } }, additionalProperties: false, minProperties: 1 },
      { 'x-a': 1 },
    ],
    [
      'names that are prescribed',
      { type: 'object', propertyNames: { enum: ['k'] }, minProperties: 1, additionalProperties: { const: 0 } },
      { k: 0 },
    ],
    [
      'what depends on a property',
      {
        type: 'object',
        required: ['a'],
        properties: { a: { const: 1 } },
        dependentSchemas: { a: { required: ['b'], properties: { b: { const: 2 } } } },
      },
      { a: 1, b: 2 },
    ],
    [
      'what depends on a property that depends on one that is not allowed',
      {
        type: 'object',
        properties: { a: { const: 1 }, b: { const: 2 } },
        dependentRequired: { a: ['b'], b: ['c'] },
        additionalProperties: false,
      },
      {},
    ],
    [
      'what nothing evaluates',
      {
        type: 'object',
        allOf: [{ properties: { a: { const: 1 } } }],
        properties: { b: false },
        unevaluatedProperties: false,
      },
      { a: 1 },
    ],
    [
      'the name __proto__',
      { type: 'object', required: ['__proto__'], properties: JSON.parse('{"__proto__":{"const":1}}') as unknown },
      JSON.parse('{"__proto__":1}') as unknown,
    ],
  ])('meets %s', (_, schema, expected) => {
    const sample = sampleOf(schema);
    expect(sample.ok ? sample.value : undefined).toEqual(expected);
  });

  it('ends where an object would hold itself, and not for a base that many share', () => {
    const tree = {
      $ref: '#/$defs/node',
      $defs: {
        node: {
          type: 'object',
          required: ['id'],
          properties: {
            id: { const: 1 },
            next: { $ref: '#/$defs/node' },
            all: { type: 'array', items: { $ref: '#/$defs/node' } },
          },
        },
      },
    };
    expect(valueOf(tree)).toEqual({ id: 1, all: [] });
    const list = {
      oneOf: [{ type: 'object', required: ['rest'], properties: { rest: { $ref: '#' } } }, { const: 'end' }],
    };
    expect(valueOf(list)).toEqual({ rest: 'end' });
    const base = {
      allOf: [{ $ref: '#/$defs/base' }],
      properties: { owner: { allOf: [{ $ref: '#/$defs/base' }], properties: { age: { const: 3 } } } },
      $defs: { base: { type: 'object', properties: { id: { const: 1 } } } },
    };
    expect(valueOf(base)).toEqual({ id: 1, owner: { id: 1, age: 3 } });
  });
});

describe('no sample', () => {
  it.each([
    [
      'types that exclude each other',
      { type: 'object', required: ['a'], properties: { a: { type: 'string', allOf: [{ type: 'integer' }] } } },
      '/properties/a/allOf/0/type',
      'the schemas have no type in common',
    ],
    [
      'a list whose values break another rule',
      { properties: { a: { enum: ['x'], minLength: 2 } }, required: ['a'], type: 'object' },
      '/properties/a/minLength',
      'no valid value was found: must have at least 2 characters',
    ],
    [
      'bounds that cross',
      { type: 'number', minimum: 3, maximum: 2 },
      '',
      'no number satisfies all bounds and multiples',
    ],
    [
      'lengths that cross',
      { type: 'string', minLength: 3, maxLength: 2 },
      '',
      'no string was found that satisfies all lengths, patterns and formats',
    ],
    [
      'a circular object',
      { type: 'object', required: ['a'], properties: { a: { $ref: '#' } } },
      '',
      'its smallest value would contain itself without an end',
    ],
    [
      'too few values for different items',
      { type: 'array', items: { type: 'boolean' }, uniqueItems: true, minItems: 3 },
      '/uniqueItems',
      'not enough items differ',
    ],
    [
      'too many required properties',
      { type: 'object', required: ['a', 'b'], maxProperties: 1 },
      '/maxProperties',
      'more properties than "maxProperties" are required',
    ],
    ['everything excluded', { not: {} }, '/not', 'it excludes every value'],
  ])('is made of %s, and the place is told', (_, schema, pointer, reason) => {
    expect(sampleOf(schema)).toEqual({ ok: false, place: { file: 'a.json', pointer }, reason });
  });

  it('is found within the steps that a search may take, and the search ends', () => {
    const bits = Array.from({ length: 14 }, (_, index) => ({
      oneOf: [{ properties: { [`p${index}`]: { const: 1 } } }, { required: [`q${index}`] }],
    }));
    const clash = {
      type: 'object',
      allOf: [...bits, { required: ['other'] }],
      additionalProperties: { enum: ['a'], minLength: 2 },
    };
    expect(sampleOf(clash)).toMatchObject({ ok: false, place: { file: 'a.json' } });
  });
});
