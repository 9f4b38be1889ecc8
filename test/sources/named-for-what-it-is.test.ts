import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { check } from '../../src/commands/check.js';
import { similarFile } from '../../src/sources/similar-file.js';
import { tempFolder } from '../support/temp-folder.js';

/** What `check` says of a project with these files, as `severity code place: message (help)`. */
async function diagnosticsOf(
  topics: object,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<readonly string[]> {
  const root = tempFolder();
  writeFileSync(join(root, 'gen-msk-consumer.config.json'), JSON.stringify({ topics }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  const { diagnostics } = await check({ cwd: root });
  return diagnostics
    .filter(({ code }) => code !== 'drift' && code !== 'user-file-missing' && code !== 'framing-without-ids')
    .map(({ severity, code, message, location, help }) => {
      const { file = '', line, column } = location ?? {};
      const place = line === undefined ? file : `${file}:${line}:${column ?? 0}`;
      return `${severity} ${code} ${place}: ${message}${help === undefined ? '' : ` (${help})`}`;
    });
}

async function ofSchema(name: string, content: string | Uint8Array): Promise<readonly string[]> {
  return diagnosticsOf({ orders: { value: name } }, { [name]: content });
}

const order = JSON.stringify({ type: 'record', name: 'Order', fields: [{ name: 'id', type: 'string' }] });
const ordersOf = (...fields: readonly string[]): string =>
  `{ "type": "record", "name": "Order", "fields": [${fields.join(', ')}] }`;

describe('a file that is not a schema is named for what it is, in one diagnostic', () => {
  const protocol = JSON.stringify({ protocol: 'Shop', types: [JSON.parse(order)], messages: {} });
  const utf16 = Buffer.from(order, 'utf16le');
  const utf16be = Buffer.from(utf16).swap16();

  it.each([
    ['orders.avpr', protocol, 'schema-invalid', 'an Avro protocol, not a schema: its types are in "types"'],
    ['orders.avsc', protocol, 'schema-invalid', 'an Avro protocol, not a schema: its types are in "types"'],
    ['orders.json', protocol, 'schema-invalid', 'an Avro protocol, not a schema: its types are in "types"'],
    ['utf16.avsc', Buffer.concat([Buffer.of(0xff, 0xfe), utf16]), 'schema-syntax', 'UTF-16 text, not UTF-8'],
    ['utf16be.avsc', Buffer.concat([Buffer.of(0xfe, 0xff), utf16be]), 'schema-syntax', 'UTF-16 text, not UTF-8'],
    ['without-mark.avsc', utf16, 'schema-syntax', 'UTF-16 text, not UTF-8'],
    ['without-mark-be.avsc', utf16be, 'schema-syntax', 'UTF-16 text, not UTF-8'],
    ['utf32.avsc', Buffer.of(0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0), 'schema-syntax', 'UTF-32 text, not UTF-8'],
    ['latin1.avsc', Buffer.from('{"type":"string","doc":"é"}', 'latin1'), 'schema-syntax', 'not UTF-8 text'],
    ['data.avro', Buffer.from('Obj\u0001\u0002'), 'schema-syntax', 'an Avro data file, not a schema'],
    [
      'orders.proto',
      '// shop\nsyntax = "proto3";\nmessage Order { string id = 1; }',
      'schema-syntax',
      'a Protobuf file, not an Avro schema or a JSON Schema',
    ],
    [
      'protobuf.json',
      '/* shop */ message Order {\n string id = 1;\n}',
      'schema-syntax',
      'a Protobuf file, not an Avro schema or a JSON Schema',
    ],
    [
      'orders.avdl',
      '@namespace("shop") protocol Shop { record Order {} }',
      'schema-syntax',
      'Avro IDL, not an Avro schema',
    ],
    ['orders.xsd', '<?xml version="1.0"?><schema/>', 'schema-syntax', 'XML, not an Avro schema or a JSON Schema'],
  ])('%s', async (name, content, code, message) => {
    const found = await ofSchema(name, content);
    expect(found).toEqual([expect.stringMatching(/^error /)]);
    expect(found[0]).toContain(`${code} ${name}: ${message}`);
  });

  it('a JSON Schema with properties of those names is one', async () => {
    const schema = { type: 'object', properties: {}, protocol: 'https', types: [] };
    expect(await ofSchema('a.schema.json', JSON.stringify(schema))).not.toContainEqual(expect.stringMatching(/^error/));
  });

  it('so is a config', async () => {
    const root = tempFolder();
    const config = JSON.stringify({ topics: { orders: { value: 'orders.avsc' } } });
    writeFileSync(join(root, 'gen-msk-consumer.config.json'), Buffer.from(`\uFEFF${config}`, 'utf16le'));
    const { diagnostics } = await check({ cwd: root });
    expect(diagnostics.map(({ code, message, help }) => [code, message, help])).toEqual([
      ['config-syntax', 'UTF-16 text, not UTF-8', 'Save the file as UTF-8.'],
    ]);
  });
});

describe('a misspelled type gets a hint', () => {
  const notDefined = 'it is not defined earlier in this file or in an included file';
  const defineIt = 'Define it earlier in the file, or add the file that defines it to "include" in the config.';

  it.each([
    [
      'recrod',
      `{ "type": "recrod", "name": "Order", "fields": [{ "name": "id", "type": "string" }] }`,
      '1:11',
      'record',
    ],
    ['strng', ordersOf('{ "name": "id", "type": "strng" }'), '1:73', 'string'],
    ['Int', ordersOf('{ "name": "id", "type": ["null", "Int"] }'), '1:82', 'int'],
    ['aray', ordersOf('{ "name": "id", "type": { "type": "aray", "items": "int" } }'), '1:83', 'array'],
    [
      'enmu',
      ordersOf(
        '{ "name": "id", "type": { "type": "enmu", "name": "E", "symbols": ["a"] } }',
        '{ "name": "e", "type": "E" }',
      ),
      '1:83',
      'enum',
    ],
    [
      'Adress',
      ordersOf(
        '{ "name": "from", "type": { "type": "record", "name": "Address", "fields": [] } }',
        '{ "name": "to", "type": "Adress" }',
      ),
      '1:156',
      'Address',
    ],
  ])('"%s"', async (name, schema, place, meant) => {
    expect(await ofSchema('orders.avsc', schema)).toEqual([
      `error schema-invalid orders.avsc:${place}: unknown type "${name}": ${notDefined} (Did you mean "${meant}"?)`,
    ]);
  });

  it('a record that holds itself has one fault', async () => {
    const schema = `{ "type": "recrod", "name": "Node", "fields": [{ "name": "next", "type": ["null", "Node"] }] }`;
    expect(await ofSchema('nodes.avsc', schema)).toHaveLength(1);
  });

  it('what is written next to a type instead of in it is said', async () => {
    const schema = ordersOf('{ "name": "id", "type": "enum", "symbols": ["a"] }');
    expect(await ofSchema('orders.avsc', schema)).toEqual([
      `error schema-invalid orders.avsc:1:73: unknown type "enum": ${notDefined} (its definition is an object: { "type": "enum", … })`,
    ]);
  });

  it('not what is like nothing, nor a logical type', async () => {
    expect(await ofSchema('orders.avsc', ordersOf('{ "name": "id", "type": "Warehouse" }'))).toEqual([
      `error schema-invalid orders.avsc:1:73: unknown type "Warehouse": ${notDefined} (${defineIt})`,
    ]);
    expect(await ofSchema('orders.avsc', ordersOf('{ "name": "at", "type": "timestamp-millis" }'))).toEqual([
      `error schema-invalid orders.avsc:1:73: unknown type "timestamp-millis": ${notDefined} (logical types belong in "logicalType")`,
    ]);
  });
});

describe('a logical type in the wrong place is a warning', () => {
  it.each([
    [
      'next to a union',
      '{ "name": "at", "type": ["null", "long"], "logicalType": "timestamp-millis" }',
      '"logicalType" is next to the type of "at", a union, and is ignored: put it in the branch that it is for, as { "type": "long", "logicalType": "timestamp-millis" }',
    ],
    [
      'next to a primitive',
      '{ "name": "at", "type": "long", "logicalType": "timestamp-millis" }',
      '"logicalType" is next to the type of "at", not in it, and is ignored: write "type": { "type": "long", "logicalType": "timestamp-millis" }',
    ],
    [
      'around a union',
      '{ "name": "at", "type": { "type": ["long", "null"], "logicalType": "timestamp-millis" } }',
      '"logicalType" is next to the type, a union, and is ignored: put it in the branch that it is for, as { "type": "long", "logicalType": "timestamp-millis" }',
    ],
  ])('%s', async (_, field, message) => {
    const found = await ofSchema('orders.avsc', ordersOf(field));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^warning schema-ignored orders\.avsc:1:\d+: /);
    expect(found[0]).toContain(message);
  });

  it('but not one that the type has too', async () => {
    const type = '{ "type": "long", "logicalType": "timestamp-millis" }';
    const field = `{ "name": "at", "type": ${type}, "logicalType": "timestamp-millis" }`;
    expect(await ofSchema('orders.avsc', ordersOf(field))).toEqual([]);
  });
});

describe('a trailing comma is called that, at its place', () => {
  it.each([
    ['in a list', '{ "type": "enum", "name": "E",\n  "symbols": ["a", "b" , ] }', ['2:24']],
    ['in an object', '{ "type": "string", }', ['1:19']],
    ['behind a comment', '{ "type": "string", /* , */ // x\n }', ['1:19']],
    ['more than one', '{ "type": "enum", "name": "E", "symbols": ["a",], }', ['1:47', '1:49']],
    ['before another fault', '{ "type": ["int",], "x" }', ['1:17']],
  ])('%s', async (_, text, places) => {
    expect(await ofSchema('orders.avsc', text)).toEqual(
      places.map((place) => `error schema-syntax orders.avsc:${place}: not JSON: a trailing comma`),
    );
  });

  it('any other fault is one diagnostic', async () => {
    expect(await ofSchema('orders.avsc', '{ "type" "record", "name": }')).toEqual([
      'error schema-syntax orders.avsc:1:10: not JSON: colon expected',
    ]);
    expect(await ofSchema('orders.avsc', '{ "a": ",]", "b" }')).toEqual([
      'error schema-syntax orders.avsc:1:18: not JSON: colon expected',
    ]);
  });

  it('a config may have some', async () => {
    const root = tempFolder();
    writeFileSync(join(root, 'orders.avsc'), order);
    writeFileSync(
      join(root, 'gen-msk-consumer.config.json'),
      '{ "topics": { "orders": { "value": "orders.avsc", }, }, }',
    );
    const { diagnostics } = await check({ cwd: root });
    expect(diagnostics.filter(({ code }) => code.startsWith('config'))).toEqual([]);
  });
});

describe('what is wrong with one file does not hide what is wrong with another', () => {
  const unknown = (name: string) => ordersOf(`{ "name": "x", "type": "${name}" }`);

  it('a syntax error and schema errors come together', async () => {
    const found = await diagnosticsOf(
      { a: { value: 'a.avsc' }, b: { value: 'b.avsc' }, c: { value: 'c.schema.json' }, d: { value: 'missing.avsc' } },
      {
        'a.avsc': '{ "type": "record" ',
        'b.avsc': unknown('Warehouse'),
        'c.schema.json': '{ "type": "object", "minProperties": "one" }',
      },
    );
    expect(found.map((text) => /^error \S+ \S+?:/.exec(text)?.[0])).toEqual([
      'error schema-syntax a.avsc:',
      'error schema-not-found gen-msk-consumer.config.json:',
      'error schema-invalid b.avsc:',
      'error schema-invalid c.schema.json:',
    ]);
  });

  it('what follows from a file that cannot be read is not said', async () => {
    const found = await diagnosticsOf(
      {
        uses: { value: { versions: { 1: 'old.avsc', 2: 'uses.avsc' }, include: ['common/*.avsc'] } },
        refers: { value: 'refers.schema.json' },
      },
      {
        'common/money.avsc': '{ "type": "record", }',
        'old.avsc': order,
        'uses.avsc': unknown('Money'),
        'refers.schema.json': '{ "type": "object", "properties": { "m": { "$ref": "./next.json" } } }',
        'next.json': '{ "$ref": "./broken.json" }',
        'broken.json': '{ "type": }',
      },
    );
    expect(found.map((text) => text.replace(/: .*/, ''))).toEqual([
      'error schema-syntax broken.json:1:11',
      'error schema-syntax common/money.avsc:1:19',
    ]);
  });

  it('an error of a version names its topic', async () => {
    const found = await diagnosticsOf(
      { orders: { framing: 'confluent', value: { versions: { 1: 'v1.avsc', 2: 'v2.avsc' } } } },
      { 'v1.avsc': order, 'v2.avsc': ordersOf('{ "name": "no", "type": "int" }') },
    );
    expect(found).toEqual([
      expect.stringContaining(
        'schema-incompatible v1.avsc: the value of "orders": no record of v1.avsc can be read with v2.avsc: Order.no: ',
      ),
    ]);
  });
});

it('a file that several schemas refer to is reported once', async () => {
  const draft7 = { $schema: 'http://json-schema.org/draft-07/schema#' };
  const found = await diagnosticsOf(
    { orders: { value: 'order.json' }, parcels: { value: 'parcel.json' } },
    {
      'order.json': JSON.stringify({ ...draft7, type: 'object', properties: { to: { $ref: 'address.json' } } }),
      'parcel.json': JSON.stringify({ ...draft7, type: 'object', properties: { from: { $ref: 'address.json' } } }),
      'address.json': JSON.stringify({ ...draft7, type: 'array', prefixItems: [{ type: 'string' }] }),
    },
  );
  expect(found).toEqual([expect.stringMatching(/^warning schema-ignored address\.json:1:\d+: "prefixItems" is not/)]);
});

it('a file that is there and cannot be read is not proposed instead of itself', () => {
  const root = tempFolder();
  writeFileSync(join(root, 'orders.avsc'), '');
  expect([similarFile(root, 'orders.avsc'), similarFile(root, 'order.avsc')]).toEqual([undefined, 'orders.avsc']);
});
