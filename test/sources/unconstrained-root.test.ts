import { describe, expect, it } from 'vitest';

import { check } from '../../src/commands/check.js';
import { generate } from '../../src/commands/generate.js';
import { temporaryProject } from '../cli/temporary-project.js';

const CONFIG = 'gen-msk-consumer.config.json';

function project(topics: object, files: Readonly<Record<string, unknown>>): string {
  const texts = Object.entries(files).map(([path, json]) => [path, JSON.stringify(json)] as const);
  return temporaryProject({ [CONFIG]: JSON.stringify({ topics }), ...Object.fromEntries(texts) });
}

/** The warnings and errors of a topic whose value is `path`, one line each. */
async function saidOf(path: string, json: unknown, topic: object = {}): Promise<readonly string[]> {
  const [file = path] = path.split('#');
  const { diagnostics } = await check({ cwd: project({ orders: { value: path, ...topic } }, { [file]: json }) });
  return diagnostics
    .filter(({ code }) => code !== 'drift' && code !== 'user-file-missing')
    .map(({ severity, code, message, help = '' }) => `${severity} ${code}: ${message} | ${help}`);
}

const warning = (kind: string, help: string): readonly string[] => [
  `warning schema-unconstrained: the schema accepts every value, so its type is unknown${kind} | ${help}`,
];
const order = { type: 'object', properties: { id: { type: 'string' } } };

describe('a document that constrains nothing is named for what it looks like', () => {
  it.each<[string, unknown, string, string]>([
    ['a.json', true, '', 'Add constraints, such as "type" and "properties".'],
    ['a.json', {}, '', 'Add constraints, such as "type" and "properties".'],
    [
      'a.json',
      { $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Any', owner: 'us' },
      '',
      'Add constraints, such as "type" and "properties".',
    ],
    ['a.json', { allOf: [{ description: 'any' }] }, '', 'Add constraints, such as "type" and "properties".'],
    [
      'a.json',
      { $defs: { Order: order, Line: order } },
      ': it is a schema with definitions only',
      'Name the schema of the records: "a.json#/$defs/Order", "a.json#/$defs/Line".',
    ],
    [
      'a.json',
      { definitions: { Order: order } },
      ': it is a schema with definitions only',
      'Name the schema of the records: "a.json#/definitions/Order".',
    ],
    [
      'api.json',
      {
        openapi: '3.0.0',
        paths: { '/orders': { get: { parameters: [{ name: 'q', in: 'query', schema: { type: 'string' } }] } } },
        components: { schemas: { Order: order } },
      },
      ': it is an OpenAPI 3.0 document',
      'Name the schema of the records: "api.json#/components/schemas/Order", "api.json#/paths/~1orders/get/parameters/0/schema".',
    ],
    [
      'api.json#/components',
      { openapi: '3.1.0', components: { schemas: { Order: order } } },
      ': it is a part of an OpenAPI 3.1 document, not a schema',
      'Name the schema of the records: "api.json#/components/schemas/Order".',
    ],
    [
      'api.json',
      {
        asyncapi: '2.6.0',
        channels: { orders: { subscribe: { message: { $ref: '#/components/messages/Placed' } } } },
        components: {
          schemas: { Order: order },
          messages: { Placed: { payload: { $ref: '#/components/schemas/Order' } } },
        },
      },
      ': it is an AsyncAPI 2.6 document',
      'Name the schema of the records: "api.json#/components/messages/Placed/payload", "api.json#/components/schemas/Order".',
    ],
    [
      'api.json#/components/messages/Placed',
      { asyncapi: '3.0.0', components: { messages: { Placed: { payload: order } } } },
      ': it is a part of an AsyncAPI 3.0 document, not a schema',
      'Name the schema of the records: "api.json#/components/messages/Placed/payload".',
    ],
    [
      'a.json',
      { subject: 'orders-value', version: 3, id: 7, schemaType: 'JSON', schema: JSON.stringify(order) },
      ": it is a registry's response, not a schema",
      'Save the text in "schema" as a file of its own, or get the schema with `pull`.',
    ],
    [
      'a.json',
      { SchemaVersionId: 'x', DataFormat: 'JSON', SchemaDefinition: JSON.stringify(order) },
      ": it is a registry's response, not a schema",
      'Save the text in "SchemaDefinition" as a file of its own, or get the schema with `pull`.',
    ],
    [
      'a.json',
      { orderId: 'o-1', customer: { name: 'Ann' }, items: [{ sku: 'a', count: 1 }] },
      ': it is an example record, not a schema ("orderId", "customer")',
      'Write the schema of such records.',
    ],
    [
      'a.json',
      { metadata: {}, spec: { validation: order } },
      ': it is a document with schemas in it',
      'Name the schema of the records: "a.json#/spec/validation".',
    ],
    [
      'a.json',
      { $defs: Object.fromEntries(['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((name) => [name, order])) },
      ': it is a schema with definitions only',
      'Name the schema of the records: "a.json#/$defs/A", "a.json#/$defs/B", "a.json#/$defs/C", "a.json#/$defs/D", "a.json#/$defs/E", or one of 2 more.',
    ],
  ])('%s %j', async (path, json, kind, help) => {
    expect(await saidOf(path, json)).toEqual(warning(kind, help));
  });

  it.each<[string, unknown]>([
    ['a.json', { type: 'object' }],
    ['a.json', { properties: { a: true } }],
    ['a.json', { items: [{ type: 'string' }] }],
    ['a.json', { anyOf: [{ type: 'string' }, { type: 'number' }] }],
    ['a.json', { $ref: '#/$defs/Order', $defs: { Order: order } }],
    ['a.json#/$defs/Order', { $defs: { Order: order } }],
  ])('a schema that constrains something gets no warning: %s %j', async (path, json) => {
    expect(await saidOf(path, json)).toEqual([]);
  });

  it('a topic whose values may be anything acknowledges it', async () => {
    expect(await saidOf('a.json', {}, { acknowledge: ['schema-unconstrained'] })).toEqual([
      expect.stringMatching(/^note schema-unconstrained: /),
    ]);
  });
});

describe('the fragment of a schema path', () => {
  const api = { openapi: '3.1.0', components: { schemas: { Order: order, 'a b/c%': order } } };

  it.each<[string, readonly string[]]>([
    ['api.json#/components/schemas/Order', []],
    ['./api.json#/components/schemas/a b~1c%', []],
    ['api.json#/components/schemas/a%20b~1c%25', []],
    [
      'api.json#/components/schemas/Ordr',
      [
        'error schema-not-found: there is nothing at /components/schemas/Ordr in api.json | Did you mean "api.json#/components/schemas/Order"?',
      ],
    ],
    [
      'api.json#/component/schemas/Order',
      [
        'error schema-not-found: there is nothing at /component/schemas/Order in api.json | Did you mean "api.json#/components/schemas/Order"?',
      ],
    ],
    ['api.json#/x', ['error schema-not-found: there is nothing at /x in api.json | ']],
    ['../api.json#/components', [expect.stringMatching(/^error path-outside: .* is outside the config's folder/)]],
  ])('%s', async (path, expected) => {
    const cwd = project({ orders: { value: path } }, { 'api.json': api });
    const { diagnostics } = await check({ cwd });
    const said = diagnostics.filter(({ code }) => code !== 'drift' && code !== 'user-file-missing');
    expect(said.map(({ severity, code, message, help = '' }) => `${severity} ${code}: ${message} | ${help}`)).toEqual(
      expected,
    );
  });

  it('does not lead into an Avro schema', async () => {
    const avro = { type: 'record', name: 'A', fields: [] };
    expect(await saidOf('a.avsc#/fields', avro)).toEqual([
      'error schema-not-found: a.avsc is an Avro schema, which is read as a complete file: remove "#/fields" | Only JSON Schema, OpenAPI and AsyncAPI documents have schemas that a pointer names.',
    ]);
  });

  it('is not what follows a folder whose name ends in #', async () => {
    const cwd = project({ orders: { value: 'c#/order.json' } }, { 'c#/order.json': order });
    expect((await generate({ cwd })).diagnostics).toEqual([]);
  });
});
