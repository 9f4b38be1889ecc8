import { describe, expect, it } from 'vitest';

import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import { buildJsonSchema, type BuiltSchema } from '../../src/json-schema/read/build-schema.js';
import { validate } from '../../src/json-schema/validate/validate.js';
import { documentsOf } from './build-documents.js';

function buildAt(pointer: string, document: unknown): BuiltSchema {
  return buildJsonSchema(`api.json#${pointer}`, documentsOf({ 'api.json': document }), DEFAULT_JSON_SETTINGS);
}

/** Which of the values the schema at a pointer accepts. */
function accepted(pointer: string, document: unknown, values: readonly unknown[]): readonly unknown[] {
  const { schema, faults } = buildAt(pointer, document);
  if (schema === undefined) throw new Error(JSON.stringify(faults));
  return values.filter((value) => validate(schema, value, DEFAULT_JSON_SETTINGS).length === 0);
}

const ORDER = '/components/schemas/Order';
const openapi = (version: string, order: unknown, rest: object = {}): unknown => ({
  openapi: version,
  paths: {},
  components: { schemas: { Order: order, Text: { type: 'string', minLength: 2 } } },
  ...rest,
});
const DRAFT_7 = 'http://json-schema.org/draft-07/schema#';

describe('a schema in an OpenAPI document is read by the rules of its version', () => {
  const exclusive = { type: 'number', minimum: 1, exclusiveMinimum: true };
  const sibling = { $ref: '#/components/schemas/Text', maxLength: 3 };
  const constant = { const: 1 };

  it.each<[string, unknown, string, readonly unknown[], readonly unknown[]]>([
    ['3.0: a boolean exclusiveMinimum', openapi('3.0.3', exclusive), ORDER, [1, 2], [2]],
    ['3.0: nullable', openapi('3.0.0', { type: 'string', nullable: true }), ORDER, ['a', null, 1], ['a', null]],
    ['3.0: nullable needs a type', openapi('3.0.0', { minLength: 1, nullable: true }), ORDER, ['', null], [null]],
    [
      '3.0: nullable does not widen an enum',
      openapi('3.0.4', { type: 'string', nullable: true, enum: ['a'] }),
      ORDER,
      ['a', null],
      ['a'],
    ],
    ['3.0: keywords next to $ref are ignored', openapi('3.0.1', sibling), ORDER, ['a', 'ab', 'abcd'], ['ab', 'abcd']],
    ['3.0: const is not a keyword', openapi('3.0.1', constant), ORDER, [1, 2], [1, 2]],
    ['3.1: keywords next to $ref count', openapi('3.1.0', sibling), ORDER, ['a', 'ab', 'abcd'], ['ab']],
    ['3.1: const', openapi('3.1.1', constant), ORDER, [1, 2], [1]],
    ['3.2 is read as 3.1', openapi('3.2.0', constant), ORDER, [1, 2], [1]],
    ['3.1: jsonSchemaDialect', openapi('3.1.0', sibling, { jsonSchemaDialect: DRAFT_7 }), ORDER, ['abcd'], ['abcd']],
    [
      '3.1: the dialect of OpenAPI itself',
      openapi('3.1.0', sibling, { jsonSchemaDialect: 'https://spec.openapis.org/oas/3.1/dialect/base' }),
      ORDER,
      ['ab', 'abcd'],
      ['ab'],
    ],
    ['3.1: $schema in the schema', openapi('3.1.0', { ...sibling, $schema: DRAFT_7 }), ORDER, ['abcd'], ['abcd']],
    ['2.0', { swagger: '2.0', definitions: { Order: exclusive } }, '/definitions/Order', [1, 2], [2]],
    ['2.0, as YAML has it', { swagger: 2, definitions: { Order: exclusive } }, '/definitions/Order', [1, 2], [2]],
  ])('%s', (_, document, pointer, values, expected) => {
    expect(accepted(pointer, document, values)).toEqual(expected);
  });

  it('a reference to a file is read by the rules of the document', () => {
    const files = {
      'api.json': openapi('3.0.0', { properties: { n: { $ref: 'common.json#/Amount' } } }),
      'common.json': { Amount: { type: 'number', maximum: 5, exclusiveMaximum: true } },
    };
    const { schema } = buildJsonSchema(`api.json#${ORDER}`, documentsOf(files), DEFAULT_JSON_SETTINGS);
    expect(schema?.properties.get('n')?.refs[0]?.exclusiveMaximum).toBe(5);
  });
});

describe('a schema in an AsyncAPI document is read by its schemaFormat', () => {
  const AAI = 'application/vnd.aai.asyncapi;version=2.6.0';
  const two = (message: object): unknown => ({ asyncapi: '2.6.0', components: { messages: { Placed: message } } });
  const three = (schemas: object): unknown => ({ asyncapi: '3.0.0', components: { schemas } });
  const payload = '/components/messages/Placed/payload';
  const exclusive = { type: 'number', minimum: 1, exclusiveMinimum: true };
  const numeric = { type: 'number', exclusiveMinimum: 1 };
  const sibling = { $ref: '#/x', maxLength: 1 };

  it.each<[string, unknown, string, readonly unknown[], readonly unknown[]]>([
    ['2: draft 7 by default', two({ payload: numeric }), payload, [1, 2], [2]],
    ['2: its own format', two({ schemaFormat: AAI, payload: numeric }), payload, [1, 2], [2]],
    [
      '2: in JSON',
      two({ schemaFormat: 'application/vnd.aai.asyncapi+json;version=2.0.0', payload: numeric }),
      payload,
      [1, 2],
      [2],
    ],
    [
      '2: a draft',
      two({ schemaFormat: 'application/schema+json;version=draft-04', payload: exclusive }),
      payload,
      [1, 2],
      [2],
    ],
    [
      '2: a later draft',
      two({ schemaFormat: 'application/schema+yaml; version=2020-12', payload: { prefixItems: [{ type: 'null' }] } }),
      payload,
      [[1], [null]],
      [[null]],
    ],
    [
      '2: OpenAPI 3.0',
      two({ schemaFormat: 'application/vnd.oai.openapi;version=3.0.0', payload: exclusive }),
      payload,
      [1, 2],
      [2],
    ],
    ['3: draft 7 by default', three({ Order: numeric }), ORDER, [1, 2], [2]],
    [
      '3: a multi-format object',
      three({ Order: { schemaFormat: 'application/schema+json;version=draft-04', schema: exclusive } }),
      ORDER,
      [1, 2],
      [2],
    ],
    [
      '3: a reference to one',
      three({ Order: { $ref: '#/components/schemas/Other' }, Other: { schemaFormat: AAI, schema: numeric } }),
      ORDER,
      [1, 2],
      [2],
    ],
    [
      'keywords next to $ref are ignored',
      { ...(two({ payload: sibling }) as object), x: { type: 'string' } },
      payload,
      ['ab', 1],
      ['ab'],
    ],
  ])('%s', (_, document, pointer, values, expected) => {
    expect(accepted(pointer, document, values)).toEqual(expected);
  });

  it.each<[string, unknown, string, string]>([
    [
      'Avro',
      two({ schemaFormat: 'application/vnd.apache.avro;version=1.9.0', payload: {} }),
      payload,
      'Avro ("application/vnd.apache.avro;version=1.9.0")',
    ],
    [
      'Protobuf',
      three({ Order: { schemaFormat: 'application/vnd.google.protobuf;version=3', schema: 'message A {}' } }),
      ORDER,
      'Protobuf ("application/vnd.google.protobuf;version=3")',
    ],
    [
      'RAML',
      two({ schemaFormat: 'application/raml+yaml;version=1.0', payload: {} }),
      payload,
      'RAML ("application/raml+yaml;version=1.0")',
    ],
    ['an unknown format', two({ schemaFormat: 'text/x', payload: {} }), payload, '"text/x"'],
    ['another version', { asyncapi: '1.2.0', components: { schemas: { Order: {} } } }, ORDER, 'AsyncAPI 1.2'],
    ['another version of OpenAPI', openapi('4.0.0', {}), ORDER, 'OpenAPI 4.0'],
  ])('other formats are named and refused: %s', (_, document, pointer, name) => {
    expect(buildAt(pointer, document)).toMatchObject({
      schema: undefined,
      faults: [{ message: `the format of the schema is not supported: ${name}` }],
    });
  });
});

it('a property called like the keyword of an API description does not make a schema one', () => {
  const schema = { type: 'object', openapi: '3.0.0', properties: { a: { const: 1 } } };
  const { schema: built } = buildJsonSchema('a.json', documentsOf({ 'a.json': schema }), DEFAULT_JSON_SETTINGS);
  expect(built?.properties.get('a')?.enum).toEqual([1]);
});
