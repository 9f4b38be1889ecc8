import { describe, expect, it } from 'vitest';

import { DecodeError, EncodeError } from '../../src/runtime/errors.js';
import { jsonCodec } from './json-codec.js';
import { shapeFor } from './interpreted.js';

const money = {
  type: 'record',
  name: 'shop.Money',
  fields: [
    { name: 'amount', type: 'long' },
    { name: 'currency', type: 'string' },
  ],
};
const points = {
  type: 'record',
  name: 'shop.Points',
  aliases: ['Score'],
  fields: [
    { name: 'points', type: 'int' },
    { name: 'note', type: ['null', 'string'], default: null },
  ],
};
const decimal = { type: 'bytes', logicalType: 'decimal', precision: 6, scale: 2 };

async function decode(schema: unknown, text: string): Promise<unknown> {
  return (await jsonCodec(shapeFor(schema))).decode(text);
}

async function errorOf(schema: unknown, text: string): Promise<unknown> {
  const { decode: read } = await jsonCodec(shapeFor(schema));
  try {
    return read(text);
  } catch (error) {
    return error;
  }
}

const record = (...fields: readonly unknown[]): unknown => ({ type: 'record', name: 'Order', fields });
const logical = (type: string, logicalType: string): unknown => ({ type, logicalType });

describe('a union in JSON', () => {
  const union = ['null', 'long', 'string', { ...money }, points];

  it.each([
    ['null', null],
    ['5', 5n],
    ['{"long":5}', 5n],
    ['{"long":"9007199254740993"}', 9007199254740993n],
    ['9007199254740993', 9007199254740993n],
    ['"5"', '5'],
    ['{"string":"x"}', 'x'],
    ['{"shop.Money":{"amount":1,"currency":"EUR"}}', { $type: 'shop.Money', amount: 1n, currency: 'EUR' }],
    ['{"Money":{"amount":1,"currency":"EUR"}}', { $type: 'shop.Money', amount: 1n, currency: 'EUR' }],
    ['{"shop.Score":{"points":1}}', { $type: 'shop.Points', points: 1, note: null }],
    ['{"amount":1,"currency":"EUR"}', { $type: 'shop.Money', amount: 1n, currency: 'EUR' }],
    ['{"points":1}', { $type: 'shop.Points', points: 1, note: null }],
    ['{"points":1,"note":"x"}', { $type: 'shop.Points', points: 1, note: 'x' }],
    ['{"points":1,"other":2}', { $type: 'shop.Points', points: 1, note: null }],
  ])('%s is read, wrapped or plain', async (text, expected) => {
    expect(await decode(union, text)).toEqual(expected);
  });

  it.each([
    ['true', 'expected a branch of the union', 0],
    ['[1]', 'expected a branch of the union', 0],
    ['{"shop.Money":{"amount":1}}', 'it is missing', 14],
    ['{"a":1}', "its fields match none of the union's records", 0],
    ['{"amount":1,"currency":"EUR","points":1}', 'it is ambiguous: it matches shop.Money and shop.Points', 0],
  ])('%s is refused', async (text, reason, byteOffset) => {
    expect(await errorOf(union, text)).toMatchObject({ name: 'DecodeError', reason, byteOffset });
  });

  it('is the branch with that full name, before one whose short name or alias it is', async () => {
    const field = { name: 'value', type: 'double' };
    const records = [
      { type: 'record', name: 'a.Score', aliases: ['.Total'], fields: [field] },
      { type: 'record', name: 'Score', fields: [field] },
      { type: 'record', name: 'Total', fields: [field] },
    ];
    expect(await decode(records, '{"Score":{"value":1}}')).toEqual({ $type: 'Score', value: 1 });
    expect(await decode(records, '{"Total":{"value":1}}')).toEqual({ $type: 'Total', value: 1 });
    expect(await decode(records, '{"a.Score":{"value":1}}')).toEqual({ $type: 'a.Score', value: 1 });
  });

  it('is the record whose fields are all there is, before one that would leave some out', async () => {
    const small = { type: 'record', name: 'Small', fields: [{ name: 'a', type: 'int' }] };
    const large = { type: 'record', name: 'Large', fields: [...small.fields, { name: 'b', type: 'int' }] };
    expect(await decode([small, large], '{"a":1}')).toEqual({ $type: 'Small', a: 1 });
    expect(await decode([small, large], '{"b":2,"a":1}')).toEqual({ $type: 'Large', a: 1, b: 2 });
  });

  it('is a map where no record has all the fields', async () => {
    const union2 = [
      { type: 'record', name: 'Small', fields: [{ name: 'a', type: 'int' }] },
      { type: 'map', values: 'int' },
    ];
    expect(await decode(union2, '{"a":1}')).toEqual({ $type: 'Small', value: { a: 1 } });
    expect(await decode(union2, '{"b":1}')).toEqual({ $type: 'map', value: { b: 1 } });
    expect(await decode(union2, '{"map":{"a":1}}')).toEqual({ $type: 'map', value: { a: 1 } });
  });

  it('is a record of its own where that has a field of a type’s name', async () => {
    const named = ['null', 'string', { type: 'record', name: 'R', fields: [{ name: 'string', type: 'int' }] }];
    expect(await decode(named, '{"string":5}')).toEqual({ string: 5 });
    expect(await decode(named, '{"string":"x"}')).toBe('x');
  });
});

describe('a record in JSON', () => {
  it('has defaults for what is missing, null where that may be, and ignores what it does not know', async () => {
    const schema = record(
      { name: 'id', type: 'string', aliases: ['orderId', 'key'] },
      { name: 'total', type: 'long', default: 7 },
      { name: 'note', type: ['null', 'string'] },
      { name: 'tags', type: { type: 'array', items: 'string' }, default: ['a'] },
      { name: 'by', type: { type: 'enum', name: 'By', symbols: ['WEB', 'APP'], default: 'WEB' }, default: 'APP' },
    );
    expect(await decode(schema, '{"key":"1","unknown":{}}')).toEqual({
      id: '1',
      total: 7n,
      note: null,
      tags: ['a'],
      by: 'APP',
    });
    expect(await decode(schema, '{"orderId":"1","total":"8","note":"x","tags":[],"by":"FAX"}')).toEqual({
      id: '1',
      total: 8n,
      note: 'x',
      tags: [],
      by: 'WEB',
    });
  });

  it('takes what it inherits for nothing, and __proto__ for a field and a key', async () => {
    const schema = record(
      { name: '__proto__', type: ['null', 'int'] },
      { name: 'constructor', type: ['null', 'string'] },
      { name: 'map', type: { type: 'map', values: 'int' } },
    );
    const value = await decode(schema, '{"map":{"__proto__":1,"toString":2}}');
    expect(Object.entries(Object(value) as object)).toEqual([
      ['__proto__', null],
      ['constructor', null],
      ['map', JSON.parse('{"__proto__":1,"toString":2}')],
    ]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('says which field is wrong, and at which byte', async () => {
    const schema = record({ name: 'lines', type: { type: 'array', items: record2 } });
    expect(await errorOf(schema, '{"lines":[{"n":1},{"n":"é"}]}')).toEqual(
      new DecodeError('expected a whole number of 32 bits', 23, 'Line.n'),
    );
    expect(await errorOf(schema, '{"lines":[{"n":1},{}]}')).toEqual(new DecodeError('it is missing', 18, 'Line.n'));
    expect(await errorOf(schema, '{"lines":{}}')).toEqual(new DecodeError('expected an array', 9, 'Order.lines'));
    expect(await errorOf(schema, '[]')).toEqual(new DecodeError('expected an object', 0, 'Order'));
    expect(await errorOf(schema, '{"lines":[}')).toEqual(new DecodeError('expected a value', 10, 'value'));
  });

  it('nests no deeper than 500', async () => {
    const list = { type: 'record', name: 'List', fields: [{ name: 'next', type: ['null', 'List'] }] };
    const text = `${'{"next":'.repeat(100_000)}null${'}'.repeat(100_000)}`;
    expect(await errorOf(list, text)).toEqual(new DecodeError('nested more than 500 deep', 4_000, 'value'));
  });
});

const record2 = { type: 'record', name: 'Line', fields: [{ name: 'n', type: 'int' }] };

describe('a leaf in JSON', () => {
  it.each<[unknown, string, unknown]>([
    ['int', '"-5"', -5],
    ['int', '-0', 0],
    ['long', '-9223372036854775808', -9223372036854775808n],
    ['long', '"9223372036854775807"', 9223372036854775807n],
    ['float', '0.1', Math.fround(0.1)],
    ['double', '"NaN"', NaN],
    ['double', '"-Infinity"', -Infinity],
    ['double', '9007199254740993', 9007199254740992],
    ['bytes', '"\\u0000ÿA"', Uint8Array.of(0, 255, 65)],
    [{ type: 'fixed', name: 'F', size: 2 }, '"\\u0001é"', Uint8Array.of(1, 233)],
    [logical('int', 'date'), '19000', '2022-01-08'],
    [logical('int', 'date'), '"2022-01-08"', '2022-01-08'],
    [logical('long', 'timestamp-millis'), '1714564800000', new Date('2024-05-01T12:00:00Z')],
    [logical('long', 'timestamp-millis'), '"2024-05-01T12:00:00Z"', new Date('2024-05-01T12:00:00Z')],
    [logical('long', 'timestamp-micros'), '"2024-05-01T12:00:00.000001Z"', 1714564800000001n],
    [logical('long', 'timestamp-micros'), '1714564800000001', 1714564800000001n],
    [logical('long', 'local-timestamp-millis'), '"2024-05-01T12:00:00.5"', '2024-05-01T12:00:00.500'],
    [logical('string', 'uuid'), '"x"', 'x'],
    [
      { type: 'fixed', name: 'U', size: 16, logicalType: 'uuid' },
      '"0F0E0D0C-0b0a-0908-0706-050403020100"',
      '0f0e0d0c-0b0a-0908-0706-050403020100',
    ],
    // As bytes, 12.34 would be 211,297,669,940: more digits than the decimal has.
    [decimal, '"12.34"', '12.34'],
    [decimal, '12.3', '12.30'],
    [decimal, '-5', '-5.00'],
    [decimal, '"\\u0004Ò"', '12.34'],
    [decimal, '"ÿ"', '-0.01'],
  ])('%j reads %s', async (schema, text, expected) => {
    expect(await decode(schema, text)).toEqual(expected);
  });

  it.each<[unknown, string, string]>([
    ['null', '0', 'expected null'],
    ['boolean', '"true"', 'expected a boolean'],
    ['int', '2147483648', 'expected a whole number of 32 bits'],
    ['int', '1.5', 'expected a whole number of 32 bits'],
    ['int', 'true', 'expected a whole number of 32 bits'],
    ['int', 'null', 'expected a whole number of 32 bits'],
    ['long', '9223372036854775808', 'expected a whole number of 64 bits'],
    ['long', '"1e3"', 'expected a whole number of 64 bits'],
    ['double', '"1"', 'expected a number'],
    ['string', '1', 'expected a string'],
    ['bytes', '"Ā"', 'expected a string of bytes (characters up to U+00FF)'],
    [{ type: 'fixed', name: 'F', size: 2 }, '"abc"', 'expected a string of 2 bytes (characters up to U+00FF)'],
    [
      { type: 'enum', name: 'E', symbols: ['A'] },
      '"B"',
      "the symbol is not one of the reader's symbols, and the reader has no default",
    ],
    [logical('int', 'date'), '"2022-02-30"', 'expected a whole number of 32 bits'],
    [logical('int', 'date'), '2147483647', 'a date is out of the range of Date'],
    [logical('long', 'timestamp-millis'), '9007199254740991', 'a timestamp is out of the range of Date'],
    [decimal, '1.234', 'expected a decimal with at most 2 digits after the point'],
    [decimal, '{}', 'expected a string of bytes (characters up to U+00FF)'],
  ])('%j refuses %s', async (schema, text, reason) => {
    expect(await errorOf(schema, text)).toEqual(new DecodeError(reason, 0, 'value'));
  });
});

describe('the encoder', () => {
  it('names every branch, and writes bytes as text and longs as digits', async () => {
    const schema = record(
      { name: 'id', type: ['null', 'string'] },
      { name: 'n', type: 'long' },
      { name: 'b', type: ['bytes', 'null'] },
      { name: 'm', type: { type: 'map', values: ['null', money] } },
      { name: 'd', type: decimal },
      { name: 'x', type: ['double', 'string'] },
    );
    const { encode } = await jsonCodec(shapeFor(schema));
    const value = {
      id: 'a',
      n: 2n ** 63n - 1n,
      b: Uint8Array.of(0, 255),
      m: { k: { amount: 1n, currency: 'EUR' }, l: null },
      d: '12.34',
      x: NaN,
    };
    expect(encode(value)).toBe(
      '{"id":{"string":"a"},"n":9223372036854775807,"b":{"bytes":"\\u0000ÿ"},"m":{"k":{"shop.Money":{"amount":1,"currency":"EUR"}},"l":null},"d":"\\u0004Ò","x":{"double":"NaN"}}',
    );
    expect(() => encode({ ...value, d: '1.234' })).toThrow(EncodeError);
    expect(() => encode({ ...value, id: undefined })).toThrow(EncodeError);
  });
});
