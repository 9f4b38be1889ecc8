import { describe, expect, it } from 'vitest';

import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import { compileJsonTypes } from '../../src/json-schema/types/compile-types.js';
import type { JsonSchema } from '../../src/json-schema/schema/json-schema.js';
import { DEFAULT_JSON_SETTINGS, type JsonSettings } from '../../src/config/json-settings.js';
import { prepareTypes } from '../../src/json-schema/types/prepare-types.js';
import { documentsOf } from './build-documents.js';
import { refusedLines } from './refused-lines.js';
import { typesText } from './types-in-memory.js';

function built(json: unknown, file = 'order.json'): JsonSchema {
  const { schema, faults } = buildJsonSchema(file, documentsOf({ [file]: json }), DEFAULT_JSON_SETTINGS);
  if (schema === undefined) throw new Error(faults.map(({ message }) => message).join('; '));
  return schema;
}

function types(json: unknown, settings: Partial<JsonSettings> = {}): Promise<string> {
  return typesText(built(json), { ...DEFAULT_JSON_SETTINGS, ...settings });
}

const closed = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

describe('the types of a JSON Schema', () => {
  it('are interfaces with comments, shared definitions once, the root under its alias', async () => {
    const money = closed({ amount: { type: 'string' }, currency: { enum: ['EUR', 'USD'] } }, ['amount', 'currency']);
    expect(
      await types({
        description: 'An order.',
        ...closed(
          {
            id: { type: 'string', format: 'uuid', description: 'Its number.' },
            total: { $ref: '#/$defs/Money' },
            shipping: { $ref: '#/$defs/Money', description: 'What it costs to send.' },
            status: { $ref: '#/$defs/status' },
            note: { type: ['string', 'null'], default: 'none', deprecated: true },
            'xdm:lines': { type: 'array', minItems: 1, items: closed({ sku: { type: 'string' } }, ['sku']) },
            labels: { type: 'object', additionalProperties: { type: 'integer' } },
          },
          ['id', 'total'],
        ),
        $defs: { Money: money, status: { enum: ['open', 'closed', null] } },
      }),
    ).toBe(`/** An order. */
export interface Order {
  /**
   * Its number.
   *
   * UUID.
   */
  id: string;
  total: Money;
  /** What it costs to send. */
  shipping?: Money;
  status?: Status;
  /**
   * @default "none"
   *
   * @deprecated
   */
  note?: string | null;
  'xdm:lines'?: [OrderXdmLinesItem, ...OrderXdmLinesItem[]];
  labels?: Record<string, number>;
}

export interface Money {
  amount: string;
  currency: 'EUR' | 'USD';
}

export type Status = 'open' | 'closed' | null;

export interface OrderXdmLinesItem {
  sku: string;
}

export type OrdersValue = Order;
`);
  });

  it('distinguish the branches of a choice by their literals, with what they have in common in each', async () => {
    expect(
      await types({
        title: 'Order event',
        type: 'object',
        properties: { id: { type: 'string' }, type: { type: 'string' } },
        required: ['id', 'type'],
        additionalProperties: true,
        oneOf: [
          { properties: { type: { const: 'ORDER_CREATED' }, total: { type: 'number' } }, required: ['total'] },
          { title: 'Order gone', properties: { type: { const: 'ORDER_GONE' } } },
        ],
      }),
    ).toBe(`export interface OrderEventOrderCreated {
  id: string;
  type: 'ORDER_CREATED';
  total: number;
  [key: string]: unknown;
}

export interface OrderGone {
  id: string;
  type: 'ORDER_GONE';
  [key: string]: unknown;
}

export type OrdersValue = OrderEventOrderCreated | OrderGone;
`);
  });

  it('tell what is required of one property or another beside what is common', async () => {
    expect(
      await types({
        ...closed({ mail: { type: 'string' }, phone: { type: 'string' } }),
        anyOf: [{ required: ['mail'] }, { required: ['phone'] }],
      }),
    ).toBe(`export type Order = OrderBase & ({ mail: string } | { phone: string });

export interface OrderBase {
  mail?: string;
  phone?: string;
}

export type OrdersValue = Order;
`);
  });

  it('make one interface of the members of allOf, and take what one of them converts', async () => {
    const json = {
      allOf: [
        { $ref: '#/$defs/base' },
        { type: 'object', properties: { at: { minLength: 1 }, count: { type: 'integer', format: 'int64' } } },
      ],
      $defs: {
        base: { type: 'object', properties: { at: { type: 'string', format: 'date-time' } }, required: ['at'] },
      },
    };
    expect(await types(json, { dateTime: 'Date', int64: 'bigint', indexSignatures: false }))
      .toBe(`export interface Order {
  at: Date;
  count?: bigint;
}

export type OrdersValue = Order;
`);
  });

  it('tell tuples with what may be missing, what follows and where they end', async () => {
    expect(
      await types(
        closed({
          open: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], minItems: 1 },
          ended: { type: 'array', prefixItems: [{ type: 'string' }], items: false, minItems: 1 },
          rest: { type: 'array', prefixItems: [{ const: 'x' }], items: { type: ['null', 'boolean'] } },
          none: { type: 'array', maxItems: 0 },
          mixed: { enum: [1, 'one', true, null, { one: [1] }] },
        }),
      ),
    ).toBe(`export interface Order {
  open?: [string, number?, ...unknown[]];
  ended?: [string];
  rest?: ['x'?, ...(boolean | null)[]];
  none?: [];
  mixed?: 1 | 'one' | true | { one: [1] } | null;
}

export type OrdersValue = Order;
`);
  });

  it('admit every type that the schema admits', async () => {
    expect(await types({ properties: { a: { minLength: 1 } } })).toBe(`export interface Order {
  a?: unknown;
  [key: string]: unknown;
}

export type OrdersValue = Order | unknown[] | string | number | boolean | null;
`);
  });

  it('refer to themselves by declarations, where TypeScript takes that', async () => {
    const json = { anyOf: [{ type: 'string' }, { type: 'object', additionalProperties: { $ref: '#' } }] };
    expect(await types({ title: 'Json tree', ...json }))
      .toBe(`export type JsonTree = string | { [key: string]: JsonTree };

export type OrdersValue = JsonTree;
`);
  });

  it('have an index signature that takes the properties beside it', async () => {
    const json = {
      type: 'object',
      properties: { a: { const: 'x' }, b: { type: 'string' } },
      additionalProperties: { type: ['string', 'null'] },
      patternProperties: { '^n': { type: 'number' } },
    };
    expect(await types(json)).toBe(`export interface Order {
  a?: 'x';
  b?: string;
  [key: string]: number | string | null | undefined;
}

export type OrdersValue = Order;
`);
  });

  it('keep clear of names that are taken, and of each other', async () => {
    const inner = (title: string) => ({ title, ...closed({ x: { type: 'number' } }) });
    const schema = built(
      closed({
        a: inner('Orders record'),
        b: inner('Date'),
        c: inner('Thing'),
        d: { ...inner('Thing'), required: ['x'] },
        e: { type: 'string', format: 'date-time' },
      }),
    );
    const settings = { ...DEFAULT_JSON_SETTINGS, dateTime: 'Date' } as const;
    const names = prepareTypes({ root: { OrdersValue: { schema, settings } }, reserved: ['OrdersRecord'] });
    expect(names.declarations.map(({ name }) => name)).toEqual(['Order', 'OrderA', 'Date', 'Thing', 'OrderD']);
    expect(names.nameOf(schema)).toBe('Order');
    const { declarations, roots } = await compileJsonTypes(names);
    expect(declarations[0]?.text).toBe(`export interface Order {
  a?: OrderA;
  b?: Date;
  c?: Thing;
  d?: OrderD;
  e?: globalThis.Date;
}
`);
    expect(roots.get('OrdersValue')).toEqual({ expression: 'Order', alias: 'export type OrdersValue = Order;\n' });
  });

  it('bear the alias where the schema has no name, and share declarations between key and value', async () => {
    const settings = DEFAULT_JSON_SETTINGS;
    const file = 'schemas/1.json';
    const schema = built(closed({ id: { type: 'string' } }), file);
    const root = { OrdersValue: { schema, settings }, OrdersKey: { schema, settings } };
    const { declarations, roots } = await compileJsonTypes(prepareTypes({ root, reserved: [] }));
    expect(declarations).toEqual([
      { name: 'OrdersValue', text: 'export interface OrdersValue {\n  id?: string;\n}\n' },
    ]);
    expect([...roots]).toEqual([
      ['OrdersValue', { expression: 'OrdersValue', alias: '' }],
      ['OrdersKey', { expression: 'OrdersValue', alias: 'export type OrdersKey = OrdersValue;\n' }],
    ]);
  });

  it('hold hostile texts as texts', async () => {
    const hostile = [
      `'; process.exit(1); //`,
      '*/ process.exit(1) /*',
      '__proto__',
      '',
      '\u2028',
      '${1}',
      'constructor',
      '"\\',
    ];
    const text = await types({
      title: '*/ export const pwned = 1; /*',
      description: '*/ export const pwned = 1; // @ts-nocheck',
      ...closed(
        Object.fromEntries(
          hostile.map((name) => [
            name,
            { description: `${name} @minItems 3`, enum: [name, `${name}2`], default: name },
          ]),
        ),
        hostile,
      ),
      $defs: { 'Foo { x: 1 }; export const pwned = 1; //': { type: 'string' } },
    });
    expect([...refusedLines([{ name: 'hostile.ts', text }])]).toEqual([]);
    expect(
      text
        .replace(/\/\*\*[^]*?\*\//g, '')
        .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, '_')
        .replace(/\s+/g, ' '),
    ).toBe(
      ' export interface ExportConstPwned1 { _: _ | _; _: _ | _; __proto__: _ | _; _: _ | _; _: _ | _; _: _ | _; constructor: _ | _; _: _ | _; } export type OrdersValue = ExportConstPwned1; ',
    );
  });

  it.each([
    ['a missing property', { total: 1 }],
    ['a property too many', { id: 'a', total: 1, more: 1 }],
    ['a property of another type', { id: 1, total: 1 }],
    ['null where there is none', { id: null, total: 1 }],
    ['a value that is not listed', { id: 'a', total: 1, status: 'lost' }],
    ['a tuple that is too short', { id: 'a', total: 1, place: [1] }],
    ['a tuple that is too long', { id: 'a', total: 1, place: [1, 2, 3] }],
    ['an empty list where one item is needed', { id: 'a', total: 1, lines: [] }],
    [
      'the properties of one branch with the literal of another',
      { id: 'a', total: 1, paid: { by: 'card', iban: 'x' } },
    ],
    ['something else than an object', 'a'],
  ])('do not take %s', async (_, value) => {
    const text = await types(
      closed(
        {
          id: { type: 'string' },
          total: { type: 'number' },
          status: { enum: ['open', 'closed'] },
          place: { type: 'array', prefixItems: [{ type: 'number' }, { type: 'number' }], items: false, minItems: 2 },
          lines: { type: 'array', items: { type: 'string' }, minItems: 1 },
          paid: {
            oneOf: [
              closed({ by: { const: 'card' }, number: { type: 'string' } }, ['by', 'number']),
              closed({ by: { const: 'transfer' }, iban: { type: 'string' } }, ['by', 'iban']),
            ],
          },
        },
        ['id', 'total'],
      ),
    );
    const wrong = `export const wrong: OrdersValue = ${JSON.stringify(value)};`;
    const modules = [{ name: 'wrong.ts', text: `${text}${wrong}` }];
    expect([...refusedLines(modules).keys()]).toEqual([`wrong.ts:${text.split('\n').length}`]);
  });
});
