import { describe, expect, it } from 'vitest';

import { containsConversion, conversionOf } from '../../src/json-schema/convert/conversion.js';
import { DecodeError, EncodeError } from '../../src/runtime/errors.js';
import { codecOf, CONVERTING, schemaOf } from './generated-codec.js';
import { moduleErrors } from './module-errors.js';

const DATE = { type: 'string', format: 'date-time' };
const LONG = { type: 'integer', format: 'int64' };
const DIGITS = { type: 'string', format: 'int64' };
const NOON = '2024-05-01T12:00:00Z';
const WIDE = '9007199254740993';

/** Decodes a text, and encodes the result again: to `again`, or the same text. */
function roundTrip(schema: unknown, text: string, again = text): unknown {
  const { decode, encode } = codecOf(schema);
  const value = decode(text);
  expect(encode(value)).toBe(again);
  return value;
}

describe('conversionOf', () => {
  it.each([
    [DATE, 'Date'],
    [{ type: ['null', 'string'], format: 'date-time' }, 'Date'],
    [{ type: ['string', 'integer'], format: 'date-time' }, undefined],
    [{ format: 'date-time' }, undefined],
    [{ type: 'string', format: 'date' }, undefined],
    [{ type: 'string', allOf: [{ format: 'date-time' }, { minLength: 3 }] }, 'Date'],
    [
      {
        format: 'date-time',
        $ref: '#/$defs/text',
        $defs: { text: { type: ['string', 'null', 'array'], allOf: [{ type: 'string' }] } },
      },
      'Date',
    ],
    [{ type: 'string', anyOf: [{ format: 'date-time' }] }, undefined],
    [LONG, 'bigint'],
    [{ type: 'number', format: 'uint64' }, 'bigint'],
    [{ type: ['number', 'null'], allOf: [{ type: 'integer', format: 'int64' }] }, 'bigint'],
    [{ type: ['integer', 'string', 'null'], format: 'int64' }, 'bigint'],
    [DIGITS, 'bigint'],
    [{ type: 'integer', format: 'int32' }, undefined],
    [{ type: ['integer', 'boolean'], format: 'int64' }, undefined],
    [{ type: 'null', format: 'int64' }, undefined],
    [{ type: 'string', allOf: [{ type: 'integer', format: 'int64' }] }, undefined],
  ])('%j: %s', (json, expected) => {
    const schema = schemaOf(json);
    expect(conversionOf(schema, CONVERTING)).toBe(expected);
    expect(conversionOf(schema, { dateTime: 'string', int64: 'json' })).toBe(undefined);
    expect(conversionOf(schema, { dateTime: 'Date', int64: 'json' })).toBe(expected === 'Date' ? 'Date' : undefined);
  });

  it.each([
    [{ properties: { a: { items: { $ref: '#' } }, b: DATE } }, true],
    [{ properties: { a: { items: { $ref: '#' } } } }, false],
    [{ prefixItems: [true, { additionalProperties: LONG }] }, true],
    [{ patternProperties: { a: { oneOf: [false, { allOf: [DATE] }] } } }, true],
    [
      {
        not: DATE,
        if: DATE,
        then: DATE,
        else: DATE,
        contains: DATE,
        propertyNames: DATE,
        unevaluatedItems: DATE,
        unevaluatedProperties: DATE,
        dependentSchemas: { a: DATE },
      },
      false,
    ],
  ])('%j contains a conversion: %s', (json, expected) => {
    expect(containsConversion(schemaOf(json), CONVERTING)).toBe(expected);
  });
});

describe('conversions', () => {
  it('reach properties, items, tuples, maps and what is referred to, however deep', () => {
    const schema = {
      $defs: { node: { type: 'object', properties: { at: DATE, next: { $ref: '#/$defs/node' } } } },
      properties: {
        node: { $ref: '#/$defs/node' },
        list: { type: 'array', items: { type: ['integer', 'null'], format: 'int64' } },
        pair: { prefixItems: [true, LONG], items: DATE },
      },
      patternProperties: { '^x-': DATE },
      additionalProperties: DIGITS,
    };
    const text = `{"node":{"at":"${NOON}","next":{"next":{"at":"${NOON}"}}},"list":[1,null,${WIDE}],"pair":["${NOON}",2,"${NOON}"],"x-a":"${NOON}","other":"${WIDE}"}`;
    const noon = new Date(NOON);
    expect(
      roundTrip(schema, text, text.replaceAll('00Z"', '00.000Z"').replace('["2024-05-01T12:00:00.000Z"', `["${NOON}"`)),
    ).toEqual({
      node: { at: noon, next: { next: { at: noon } } },
      list: [1n, null, 9007199254740993n],
      pair: [NOON, 2n, noon],
      'x-a': noon,
      other: 9007199254740993n,
    });
  });

  it('are made where the whole schema is a reference to one', () => {
    const reference = (to: object) => ({ $ref: '#/$defs/to', $defs: { to } });
    expect(roundTrip(reference(DATE), '"2024-05-01T12:00:00.000Z"')).toEqual(new Date(NOON));
    expect(roundTrip(reference(DIGITS), `"${WIDE}"`)).toBe(BigInt(WIDE));
  });

  it('are made once where several members of allOf ask for them', () => {
    const schema = {
      allOf: [
        { properties: { at: DATE, n: LONG } },
        {
          properties: { at: DATE },
          anyOf: [{ properties: { at: { ...DATE, minLength: 5 }, n: LONG }, required: ['n'] }],
        },
      ],
    };
    expect(roundTrip(schema, `{"at":"2024-05-01T12:00:00.000Z","n":${WIDE}}`)).toEqual({
      at: new Date(NOON),
      n: 9007199254740993n,
    });
  });

  it('are those of the alternative that a tag names', () => {
    const event = (type: string, property: object): object => ({
      type: 'object',
      properties: { type: { const: type }, x: property },
      required: ['type'],
    });
    const schema = { oneOf: [event('a', DATE), event('b', DIGITS), event('c', { type: 'string' })] };
    expect(roundTrip(schema, '{"type":"a","x":"2024-05-01T12:00:00.000Z"}')).toEqual({ type: 'a', x: new Date(NOON) });
    expect(roundTrip(schema, '{"type":"b","x":"12"}')).toEqual({ type: 'b', x: 12n });
    expect(roundTrip(schema, '{"type":"c","x":"12"}')).toEqual({ type: 'c', x: '12' });
  });

  it('are those of the first alternative that fits, as the JSON came', () => {
    const schema = {
      items: {
        anyOf: [
          { type: 'object', properties: { n: DIGITS, kind: { minLength: 2 } }, required: ['kind'] },
          { type: 'object', properties: { at: DATE }, required: ['at'] },
          { type: 'object' },
        ],
      },
    };
    const text = '[{"n":"1","kind":"ab"},{"n":"1","kind":"a"},{"at":"2024-05-01T12:00:00.000Z"},{"at":5}]';
    expect(roundTrip(schema, text)).toEqual([
      { n: 1n, kind: 'ab' },
      { n: '1', kind: 'a' },
      { at: new Date(NOON) },
      { at: 5 },
    ]);
  });

  it('leave a text alone that another alternative takes as it is', () => {
    const either = { items: { anyOf: [DATE, DIGITS, { type: 'string' }, { type: 'null' }] } };
    expect(roundTrip(either, '["2024-05-01T12:00:00.000Z","12","noon",null]')).toEqual([
      new Date(NOON),
      12n,
      'noon',
      null,
    ]);
    const byType = { items: { oneOf: [DIGITS, { type: 'integer' }, { type: 'object', properties: { n: DIGITS } }] } };
    expect(roundTrip(byType, '["12",12,{"n":"3"}]')).toEqual([12n, 12, { n: 3n }]);
  });

  it('keep to the types of their schema where another gives the property too', () => {
    const schema = { properties: { n: { type: ['integer', 'string'], format: 'int64' } } };
    expect(roundTrip(schema, `{"n":${WIDE}}`)).toEqual({ n: 9007199254740993n });
    expect(roundTrip(schema, '{"n":"7"}', '{"n":7}')).toEqual({ n: 7n });
  });

  it('take what every object inherits for nothing, and __proto__ for a property', () => {
    const schema = JSON.parse(
      `{"properties":{"__proto__":${JSON.stringify(DATE)},"constructor":{"properties":{"name":${JSON.stringify(DATE)}}},"toString":${JSON.stringify(DIGITS)}},"additionalProperties":${JSON.stringify(LONG)}}`,
    ) as unknown;
    expect(roundTrip(schema, '{}')).toEqual({});
    const text =
      '{"__proto__":"2024-05-01T12:00:00.000Z","constructor":{"name":"2024-05-01T12:00:00.000Z"},"toString":"1","valueOf":2}';
    const value = roundTrip(schema, text);
    expect(Object.entries(Object(value) as object)).toEqual([
      ['__proto__', new Date(NOON)],
      ['constructor', { name: new Date(NOON) }],
      ['toString', 1n],
      ['valueOf', 2n],
    ]);
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('name');
  });

  it.each([
    [NOON, '2024-05-01T12:00:00.000Z'],
    ['2024-05-01t12:00:00.123456789z', '2024-05-01T12:00:00.123Z'],
    ['2024-05-01T12:00:00-23:59', '2024-05-02T11:59:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['2024-02-29T00:00:00+00:00', '2024-02-29T00:00:00.000Z'],
  ])('make a Date of %s', (text, again) => {
    expect(roundTrip(DATE, JSON.stringify(text), JSON.stringify(again))).toEqual(new Date(again));
  });

  it.each([
    [
      '{"at":"2016-12-31T23:59:60Z"}',
      '/at',
      6,
      'is not a date-time within the range of Date',
      '#/properties/at/format',
    ],
    ['{"at":"noon"}', '/at', 6, 'is not a date-time within the range of Date', '#/properties/at/format'],
    [
      '{"at":"2024-02-30T00:00:00Z"}',
      '/at',
      6,
      'is not a date-time within the range of Date',
      '#/properties/at/format',
    ],
    [
      '{"n":[1,9223372036854775808]}',
      '/n/1',
      8,
      'is not a whole number of format int64',
      '#/properties/n/items/format',
    ],
    ['{"n":[-9223372036854775809]}', '/n/0', 6, 'is not a whole number of format int64', '#/properties/n/items/format'],
    ['{"n":[1e30]}', '/n/0', 6, 'is not a whole number of format int64', '#/properties/n/items/format'],
    ['{"u":-1}', '/u', 5, 'is not a whole number of format uint64', '#/properties/u/format'],
    ['{"u":18446744073709551616}', '/u', 5, 'is not a whole number of format uint64', '#/properties/u/format'],
    ['{"d":"1.5"}', '/d', 5, 'is not a whole number of format int64', '#/properties/d/format'],
    ['{"d":""}', '/d', 5, 'is not a whole number of format int64', '#/properties/d/format'],
    ['{"d":" 1"}', '/d', 5, 'is not a whole number of format int64', '#/properties/d/format'],
  ])('refuse %s', (text, pointer, byteOffset, reason, schemaPointer) => {
    const schema = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      properties: { at: DATE, n: { items: LONG }, u: { type: 'integer', format: 'uint64' }, d: DIGITS },
    };
    const { message } = new DecodeError(reason, byteOffset, pointer);
    const faults = [{ pointer, schemaPointer, reason }];
    expect(errorOf(() => codecOf(schema).decode(text))).toMatchObject({
      message,
      reason,
      byteOffset,
      at: pointer,
      faults,
    });
  });

  it('keep the digits of 64 bits at every limit', () => {
    const schema = { properties: { i: { items: LONG }, u: { items: { type: 'integer', format: 'uint64' } } } };
    const text = '{"i":[-9223372036854775808,9223372036854775807,-9007199254740993,0],"u":[18446744073709551615]}';
    expect(roundTrip(schema, text)).toEqual({
      i: [-9223372036854775808n, 9223372036854775807n, -9007199254740993n, 0n],
      u: [18446744073709551615n],
    });
  });

  it('leave other numbers as JSON.parse makes them', () => {
    const schema = { properties: { n: LONG, m: { type: 'integer' } } };
    expect(codecOf(schema).decode(`{"n":${WIDE},"m":${WIDE},"k":[${WIDE}]}`)).toEqual({
      n: 9007199254740993n,
      m: 9007199254740992,
      k: [9007199254740992],
    });
  });

  it('print nothing for a schema without any', () => {
    expect(
      codecOf({ properties: { a: { type: 'integer' }, n: LONG } }, { ...CONVERTING, int64: 'json' }).functions,
    ).toBe('');
  });

  it('follow what nests as deep as the check allows', () => {
    const { decode } = codecOf({ properties: { next: { $ref: '#' }, at: DATE } });
    const depth = 490;
    let value = decode(`${'{"next":'.repeat(depth)}{"at":"${NOON}"}${'}'.repeat(depth)}`);
    for (let level = 0; level < depth; level++) value = (value as { readonly next: unknown }).next;
    expect(value).toEqual({ at: new Date(NOON) });
  });

  it('are refused by the encoder where the value does not satisfy the schema', () => {
    const { encode } = codecOf({ properties: { items: { items: { properties: { n: { ...LONG, minimum: 0 } } } } } });
    expect(encode({ items: [{ n: 5n }] })).toBe('{"items":[{"n":5}]}');
    expect(errorOf(() => encode({ items: [{ n: -5n }] }))).toMatchObject({
      message: 'must be at least 0 (/items/0/n)',
      at: '/items/0/n',
    });
    expect(errorOf(() => encode({ items: [{ n: NaN }] }))).toEqual(
      new EncodeError('JSON cannot represent NaN', '/items/0/n'),
    );
  });

  it('are printed as strict TypeScript, for hostile names too', () => {
    const names = ["'", '`${x}`', '*/', '\n', '\u2028', '(value', '', 'class', 'into', 'name', '日本'];
    const properties = Object.fromEntries(
      names.map((name, index) => [name, [DATE, DIGITS, { anyOf: [DIGITS, { type: 'string' }] }][index % 3]]),
    );
    const schema = {
      properties,
      patternProperties: { "^'/\n": DATE, [names[1] ?? '']: { type: 'string' } },
      additionalProperties: { anyOf: [DIGITS, { properties, required: names }, { properties: { a: DATE } }] },
    };
    const { module, decode } = codecOf(schema);
    expect(moduleErrors([{ name: 'codec.ts', text: module }], { types: ['node'] })).toEqual([]);
    const text = JSON.stringify(Object.fromEntries(names.map((name, index) => [name, index % 3 === 0 ? NOON : '5'])));
    expect(decode(text)).toEqual(
      Object.fromEntries(names.map((name, index) => [name, index % 3 === 0 ? new Date(NOON) : 5n])),
    );
  });
});

function errorOf(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}
