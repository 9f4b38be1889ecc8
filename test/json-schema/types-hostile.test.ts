import { describe, expect, it, vi } from 'vitest';

import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import { compileSchema } from '../../src/json-schema/types/compile-schema.js';
import { documentsOf } from './build-documents.js';
import { refusedLines } from './refused-lines.js';
import { typesText } from './types-in-memory.js';

async function types(json: object): Promise<string> {
  const { schema, faults } = buildJsonSchema('order.json', documentsOf({ 'order.json': json }), DEFAULT_JSON_SETTINGS);
  if (schema === undefined) throw new Error(faults.map(({ message }) => message).join('; '));
  return typesText(schema);
}

const object = (properties: object, more: object = {}) => ({
  type: 'object',
  properties,
  additionalProperties: false,
  ...more,
});

const ALIAS = 'export type OrdersValue = Order;\n';

describe('json-schema-to-typescript', () => {
  it.each([
    ['tsType', { type: 'string', tsType: 'pwned' }, 'string'],
    ['tsType of an object', { type: 'object', tsType: 'pwned' }, 'Record<string, unknown>'],
    ['tsEnumNames', { enum: ['x', 'y'], tsEnumNames: ['pwned', 'too'] }, "'x' | 'y'"],
    ['tsEnumNames of another length', { type: 'string', enum: ['x', 'y'], tsEnumNames: ['pwned'] }, "'x' | 'y'"],
    ['extends', { type: 'object', extends: { title: 'Pwned', type: 'object' } }, 'Record<string, unknown>'],
    ['a default', { default: 'pwned' }, 'unknown'],
    ['a default of another type', { type: 'number', default: 'pwned' }, 'number'],
    ['an id', { type: 'string', id: 'Pwned', $id: 'Pwned2' }, 'string'],
    ['a title', { type: 'string', title: 'Pwned' }, 'string'],
    ['a title that closes a comment', { type: ['string', 'null'], title: '*/ pwned' }, 'string | null'],
    ['deprecated', { type: 'string', deprecated: 'pwned' }, 'string'],
    ['a name', { type: 'string', name: 'Pwned' }, 'string'],
    [
      'a reference within a constant',
      { const: { $ref: 'https://pwned.example' } },
      "{ $ref: 'https://pwned.example' }",
    ],
    ['hasOwnProperty within a constant', { const: { hasOwnProperty: 1 } }, '{ hasOwnProperty: 1 }'],
    [
      '__proto__ within a constant',
      { const: JSON.parse('{"__proto__":{"a":1}}') as unknown },
      '{ __proto__: { a: 1 } }',
    ],
    ['digits within a constant', { const: { b: 1, 7: [] } }, "{ '7': []; b: 1 }"],
    [
      'keywords within a constant',
      { const: { tsType: 'pwned', title: 'Pwned' } },
      "{ tsType: 'pwned'; title: 'Pwned' }",
    ],
    [
      'a list of constants',
      { enum: [['pwned"', "it's"], {}, 1e999] },
      `['pwned"', "it's"] | Record<string, never> | number`,
    ],
  ])('does not get %s of the schema', async (_, schema, type) => {
    const text = (await types(object({ a: schema }, { required: ['a'] }))).replace(/ *\/\*\*[^]*?\*\/\n/g, '');
    expect(text.replace(/\s+/g, ' ')).toBe(`export interface Order { a: ${type}; } ${ALIAS.trim()} `);
  });

  it('leaves the names, the order and the comments of properties as they are', async () => {
    const inherited = ['hasOwnProperty', 'constructor', '__proto__', 'toString'];
    const keywords = [
      'tsType',
      'enum',
      'items',
      'required',
      'properties',
      'length',
      '$ref',
      '$id',
      '$defs',
      'id',
      'title',
    ];
    const names = [
      ...inherited,
      ...keywords,
      '10',
      '$key.a',
      '$key.10',
      '9',
      '*/',
      '[k: string]',
      'a\u2028',
      '',
      "it's",
    ];
    // JSON.parse keeps __proto__ and JSON.stringify the order: digits come in the order of the text.
    const texts = names.map((name) => `${JSON.stringify(name)}:{"type":"string","description":"Of a name."}`);
    const { properties } = JSON.parse(`{"properties":{${texts.join(',')}}}`) as { readonly properties: object };
    const ordered = Object.keys(properties);
    const optional = await types(object({ a: object(properties) }));
    const required = await types(object({ a: object(properties, { required: names }) }));
    const key = (name: string) =>
      /^[a-z_$][\w$]*$/i.test(name) ? name : name === "it's" ? `"it's"` : `'${name.replace('\u2028', '\\u2028')}'`;
    const lines = (isRequired: boolean) =>
      ordered.flatMap((name) => {
        if (!isRequired && inherited.includes(name)) return [`  ${key(name)}?: unknown;`];
        return ['  /** Of a name. */', `  ${key(name)}${isRequired ? '' : '?'}: string;`];
      });
    const declared = (text: string) => /^export interface OrderA \{\n([^]*?)\n\}$/m.exec(text)?.[1]?.split('\n');
    expect(declared(optional)).toEqual(lines(false));
    expect(declared(required)).toEqual(lines(true));
    const modules = [optional, required].map((text, index) => ({ name: `hostile${index}.ts`, text }));
    expect([...refusedLines(modules)]).toEqual([]);
  });

  it.each([
    ['SMS2go', 'SMS2go'],
    ['V1a', 'V1a'],
    ['a_b 2c', 'AB2c'],
    ['X9_y8z', 'X9Y8z'],
    ['Éa', 'Ea'],
    ['any', 'Any'],
    ['Interface', 'Interface'],
    ['Record', 'Record'],
    ['Date', 'Date'],
    ['String', 'String'],
    ['Orders record', 'OrdersRecord_'],
    ['$', 'Order'],
  ])('leaves a type of the title %s the planned name %s', async (title, name) => {
    expect(await types({ title, ...object({ x: { type: 'string' } }) })).toMatch(
      new RegExp(`^(?:/\\*\\*.*\n)?export interface ${name} \\{\n  x\\?: string;\n\\}\n`),
    );
  });

  it('writes nothing to stdout, with VERBOSE set, and leaves the variable as it was', async () => {
    vi.stubEnv('VERBOSE', '1');
    const write = [vi.spyOn(process.stdout, 'write'), vi.spyOn(console, 'info'), vi.spyOn(console, 'dir')];
    const schema = (title: string) => ({ title, type: 'object', properties: { a: { type: 'string' } } });
    const texts = await Promise.all(['A', 'B', 'C'].map((name) => compileSchema(schema(name), name)));
    expect(texts.map((text) => text.split('\n')[0])).toEqual(
      ['A', 'B', 'C'].map((name) => `export interface ${name} {`),
    );
    expect(write.map((spy) => spy.mock.calls)).toEqual([[], [], []]);
    expect(process.env.VERBOSE).toBe('1');
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });
});
