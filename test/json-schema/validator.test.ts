import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';

import { validatorOf, validatorText } from './generated-validator.js';
import { validatorModule } from './generated-validators.js';
import { moduleErrors } from './module-errors.js';
import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import { documentsOf } from './build-documents.js';

const ORDER = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'lines'],
  properties: {
    id: { type: 'string', pattern: '^ORD-[0-9]+$' },
    status: { enum: ['open', 'paid'] },
    lines: { type: 'array', minItems: 1, items: { $ref: '#/$defs/line' } },
  },
  $defs: {
    line: {
      type: 'object',
      required: ['sku'],
      properties: { sku: { type: 'string', minLength: 3 }, price: { type: 'number', minimum: 0 } },
    },
  },
};

const ORDER_CODE = `import { isArray, isNumber, isObject, isShorter } from './_runtime/json/check.js';
import type { JsonCheck, JsonFaults } from './_runtime/json/faults.js';

const value1IdPattern = /^ORD-[0-9]+$/u;

export const checks: readonly JsonCheck[] = [checkValue1];

function checkValue1(value: unknown, faults: JsonFaults): boolean {
  if (!isObject(value)) return faults.add('must be an object', '#/type');
  const { id } = value;
  if (id === undefined) return faults.missing('id', '#/required');
  if (typeof id !== 'string') return faults.add('must be a string', '#/properties/id/type', 'id');
  if (!value1IdPattern.test(id))
    return faults.add('must match its pattern', '#/properties/id/pattern', 'id');
  const { status } = value;
  if (status !== undefined && status !== 'open' && status !== 'paid')
    return faults.add('must be "open" or "paid"', '#/properties/status/enum', 'status');
  const { lines } = value;
  if (lines === undefined) return faults.missing('lines', '#/required');
  if (!checkValue1Lines(lines, faults)) return faults.under('lines');
  for (const key in value) {
    if (key !== 'id' && key !== 'status' && key !== 'lines')
      return faults.add('is not allowed', '#/additionalProperties', key);
  }
  return true;
}

function checkValue1Lines(value: unknown, faults: JsonFaults): boolean {
  if (!isArray(value)) return faults.add('must be an array', '#/properties/lines/type');
  if (value.length < 1)
    return faults.add('must have at least 1 item', '#/properties/lines/minItems');
  for (let i = 0; i < value.length; i++) {
    const item = value[i];
    if (!checkLine(item, faults)) return faults.under(i);
  }
  return true;
}

function checkLine(value: unknown, faults: JsonFaults): boolean {
  if (!isObject(value)) return faults.add('must be an object', '#/$defs/line/type');
  const { sku } = value;
  if (sku === undefined) return faults.missing('sku', '#/$defs/line/required');
  if (typeof sku !== 'string')
    return faults.add('must be a string', '#/$defs/line/properties/sku/type', 'sku');
  if (isShorter(sku, 3))
    return faults.add(
      'must have at least 3 characters',
      '#/$defs/line/properties/sku/minLength',
      'sku',
    );
  const { price } = value;
  if (price !== undefined) {
    if (!isNumber(price))
      return faults.add('must be a number', '#/$defs/line/properties/price/type', 'price');
    if (price < 0)
      return faults.add('must be at least 0', '#/$defs/line/properties/price/minimum', 'price');
  }
  return true;
}
`;

describe('the code of a validator', () => {
  it('reads as if written by hand', () => {
    expect(validatorText(ORDER)).toBe(ORDER_CODE);
  });

  it('is laid out as prettier would, but for quotes', async () => {
    const config = await resolveConfig(import.meta.filename);
    for (const errors of ['first', 'all'] as const) {
      const text = validatorText(ORDER, { settings: { errors } }).replace(/export const checks[^;]*;/, '');
      expect(await format(text, { ...config, parser: 'typescript', printWidth: 100, singleQuote: true })).toBe(
        text.replace(/\n{3,}/g, '\n\n'),
      );
    }
  });

  it('is data to hostile names, patterns and constants', () => {
    const evil = [
      '\u2028',
      "'); throw 1; ('",
      '*/ process.exit() /*',
      '`${1}`',
      '\n',
      '</script>',
      '__proto__',
      'checkValue1',
      'value',
      'isObject',
      'faults',
    ];
    // JSON text, since an object literal cannot hold `__proto__` as a name.
    const properties = [
      ...evil.map((name) => [name, { type: 'string', const: name, title: name }] as const),
      ['pattern', { type: 'string', pattern: "^/*'\u2028\n*/$" }] as const,
      ['constructor', { type: 'integer', multipleOf: 3 }] as const,
    ].map(([name, property]) => `${JSON.stringify(name)}: ${JSON.stringify(property)}`);
    const json: unknown = JSON.parse(
      `{ "type": "object", "required": ${JSON.stringify([...evil, 'constructor'])}, "additionalProperties": false,
         "properties": { ${properties.join()} } }`,
    );
    const { schema } = buildJsonSchema('schema.json', documentsOf({ 'schema.json': json }), DEFAULT_JSON_SETTINGS);
    if (schema === undefined) throw new Error('not built');
    expect(moduleErrors([{ name: 'evil.ts', text: validatorModule([schema], DEFAULT_JSON_SETTINGS) }])).toEqual([]);
    const validate = validatorOf(json);
    const text = `{${[...evil.map((name) => `${JSON.stringify(name)}:${JSON.stringify(name)}`), '"constructor":6'].join()}}`;
    expect(validate(JSON.parse(text))).toEqual([]);
    expect(validate(JSON.parse(text.replace(',"constructor":6', '')))).toEqual([
      { pointer: '', schemaPointer: '#/required', reason: 'must have property "constructor"' },
    ]);
  });
});

describe('faults', () => {
  it('name the value and the keyword, the first one alone by default', () => {
    const validate = validatorOf(ORDER);
    expect(validate({ id: 'ORD-1', lines: [{ sku: 'abc' }, { sku: 'abc', price: -1 }] })).toEqual([
      {
        pointer: '/lines/1/price',
        schemaPointer: '#/$defs/line/properties/price/minimum',
        reason: 'must be at least 0',
      },
    ]);
    expect(validate({ id: 'ORD-1', lines: [{ sku: 'abc' }], 'a/b~c': 1, x: 2 })).toEqual([
      { pointer: '/a~1b~0c', schemaPointer: '#/additionalProperties', reason: 'is not allowed' },
    ]);
  });

  it('are all told where the settings ask for it', () => {
    const validate = validatorOf(ORDER, { settings: { errors: 'all' } });
    expect(validate({ status: 'lost', lines: [{ sku: 'ab', price: -1 }, 1], more: 1 })).toEqual([
      { pointer: '', schemaPointer: '#/required', reason: 'must have property "id"' },
      { pointer: '/status', schemaPointer: '#/properties/status/enum', reason: 'must be "open" or "paid"' },
      {
        pointer: '/lines/0/sku',
        schemaPointer: '#/$defs/line/properties/sku/minLength',
        reason: 'must have at least 3 characters',
      },
      {
        pointer: '/lines/0/price',
        schemaPointer: '#/$defs/line/properties/price/minimum',
        reason: 'must be at least 0',
      },
      { pointer: '/lines/1', schemaPointer: '#/$defs/line/type', reason: 'must be an object' },
      { pointer: '/more', schemaPointer: '#/additionalProperties', reason: 'is not allowed' },
    ]);
  });

  it('are a hundred at most', () => {
    const validate = validatorOf({ items: { type: 'string' } }, { settings: { errors: 'all' } });
    expect(validate(Array.from({ length: 1_000 }, () => 1))).toHaveLength(100);
  });

  it('of tagged alternatives are those of the one that is meant', () => {
    const branch = (kind: string, property: string) => ({
      type: 'object',
      required: ['kind', property],
      properties: { kind: { const: kind }, [property]: { type: 'string' } },
    });
    const validate = validatorOf({ oneOf: [branch('bank', 'iban'), branch('card', 'number')] });
    expect(validate({ kind: 'card', number: 'x' })).toEqual([]);
    expect(validate({ kind: 'card', number: 5 })).toEqual([
      { pointer: '/number', schemaPointer: '#/oneOf/1/properties/number/type', reason: 'must be a string' },
    ]);
    expect(validate({ kind: 'cash' })).toEqual([
      { pointer: '/kind', schemaPointer: '#/oneOf', reason: 'must be "bank" or "card"' },
    ]);
    expect(validate({ iban: 'x' })).toEqual([
      { pointer: '', schemaPointer: '#/oneOf', reason: 'must have property "kind"' },
    ]);
  });

  it('in another file bear its name', () => {
    const files = { 'money.json': { type: 'number', minimum: 0 } };
    const validate = validatorOf({ properties: { amount: { $ref: 'money.json' } } }, { files });
    expect(validate({ amount: -1 })).toEqual([
      { pointer: '/amount', schemaPointer: 'money.json#/minimum', reason: 'must be at least 0' },
    ]);
  });

  it('hold no more of a long or invisible name than is good', () => {
    const validate = validatorOf({ additionalProperties: false });
    const [fault] = validate({ [`\n\u202E${'x'.repeat(1_000_000)}`]: 1 });
    expect(fault?.pointer).toBe(`/\uFFFD\uFFFD${'x'.repeat(62)}…`);
  });
});

describe('hostile payloads', () => {
  const nested = (depth: number): unknown => {
    let value: unknown = {};
    for (let i = 0; i < depth; i++) value = { child: value, children: [value] };
    return value;
  };

  it('lead to 2,000 calls at most where a schema holds itself', () => {
    const validate = validatorOf({ type: 'object', properties: { child: { $ref: '#' } } });
    const chain = (depth: number): unknown => {
      let value: unknown = {};
      for (let i = 0; i < depth; i++) value = { child: value };
      return value;
    };
    expect(validate(chain(2_000))).toEqual([]);
    expect(validate(chain(2_001)).map(({ reason }) => reason)).toEqual(['is nested too deeply to check']);
    expect(validate(chain(100_000)).map(({ reason }) => reason)).toEqual(['is nested too deeply to check']);
  });

  it('do not make alternatives that hold themselves take exponential time', () => {
    const branch = (name: string) => ({
      required: [name],
      properties: { child: { $ref: '#' }, children: { items: { $ref: '#' } } },
    });
    const validate = validatorOf({ type: 'object', anyOf: [branch('a'), branch('b')] });
    // Two to the power of 60 ways; without a bound this would not end.
    expect(validate(nested(60)).map(({ reason }) => reason)).toEqual(['must have property "a"']);
  });

  it('with 100,000 items are searched for equal ones without comparing each with each', () => {
    const validate = validatorOf({ uniqueItems: true });
    const items = Array.from({ length: 100_000 }, (_, index) => ({ id: index, tag: [index] }));
    expect(validate(items)).toEqual([]);
    expect(validate([...items, { tag: [7], id: 7 }]).map(({ reason }) => reason)).toEqual([
      'must not have duplicate items',
    ]);
  });

  it('cannot keep a slow pattern busy', () => {
    const schema = {
      properties: { a: { pattern: '^(a+)+$' }, b: { pattern: '^.*x.*$' }, c: { pattern: '^(a+)\\1+b' } },
      patternProperties: { '^(k+)\\1+!': false },
      unevaluatedProperties: true,
    };
    const fault = (name: string, reason: string, keyword = `properties/${name}/pattern`) => ({
      pointer: `/${name}`,
      schemaPointer: `#/${keyword}`,
      reason,
    });
    const slow = (count: number) => `must have at most ${count} characters, because its pattern is slow`;
    for (const errors of ['first', 'all'] as const) {
      const validate = validatorOf(schema, { settings: { errors } });
      expect(validate({ a: 'a'.repeat(60_000), b: `${'y'.repeat(60_000)}x`, c: 'aaab' })).toEqual([]);
      expect(validate({ a: `${'a'.repeat(60_000)}!` })).toEqual([fault('a', 'must match its pattern')]);
      expect(validate({ a: `${'a'.repeat(5_000_000)}!` })).toEqual([fault('a', slow(2_500_000))]);
      expect(validate({ b: 'y'.repeat(5_000_000) })).toEqual([fault('b', slow(1_875_000))]);
      expect(validate({ c: 'a'.repeat(5_000_000) })).toEqual([fault('c', slow(20))]);
      const long = 'k'.repeat(40);
      const name = 'must have a name of at most 20 characters, because its pattern is slow';
      expect(validate({ [long]: 1 })).toEqual([fault('*', name, 'patternProperties')]);
    }
  });

  it('are not tried on a pattern once they are longer than the schema permits', () => {
    const schema = { type: 'string', pattern: '^(a+)\\1+b', maxLength: 10 };
    for (const errors of ['first', 'all'] as const) {
      const validate = validatorOf(schema, { settings: { errors } });
      expect(validate('aaab')).toEqual([]);
      expect(validate('a'.repeat(10)).map(({ reason }) => reason)).toEqual(['must match its pattern']);
      expect(validate('a'.repeat(5_000_000)).map(({ reason }) => reason)).toEqual(['must have at most 10 characters']);
    }
  });
});

describe('numbers', () => {
  it('are finite', () => {
    const validate = validatorOf({ type: 'number' });
    expect(validate(JSON.parse('1e999')).map(({ reason }) => reason)).toEqual(['must be a number']);
  });

  it('may be bigints where the settings read 64-bit integers as such', () => {
    const schema = { type: 'integer', format: 'int64', minimum: 0 };
    const wide = validatorOf(schema, { settings: { int64: 'bigint', formats: 'assert' } });
    expect(wide(9223372036854775807n)).toEqual([]);
    expect(wide(9223372036854775808n).map(({ reason }) => reason)).toEqual(['must be a whole number of 64 bits']);
    expect(wide(-9223372036854775807n).map(({ reason }) => reason)).toEqual(['must be at least 0']);
    expect(validatorOf(schema)(5n).map(({ reason }) => reason)).toEqual(['must be an integer']);
  });
});
