import { expect, test } from 'vitest';
import { readFoundSchema } from '../../src/init/find-schemas.js';
import { corpusFiles, corpusText } from '../oracle/corpus.js';

async function holds(path: string, text: string): Promise<string | undefined> {
  const read = await readFoundSchema(path, text);
  return read.ok ? `${read.file.format} ${read.file.holds}` : read.reason;
}

const order = { type: 'object', properties: { id: { type: 'string' } } };

test.each([
  ['http://json-schema.org/draft-04/schema#'],
  ['https://json-schema.org/draft-07/schema'],
  ['https://json-schema.org/draft/2019-09/schema#'],
  ['https://json-schema.org/draft/2020-12/schema'],
  ['http://json-schema.org/schema#'],
])('JSON whose $schema is %s is a schema, whatever else is in it', async ($schema) => {
  expect(await holds('a.json', JSON.stringify({ $schema, required: ['id'] }))).toBe('json-schema records');
});

test.each([
  ['an object with properties', order],
  ['an object that may be null', { ...order, type: ['object', 'null'] }],
  ['a property that allows all values', { ...order, properties: { any: {}, all: true, some: { title: 'Some' } } }],
  ['properties without a type, of which some are required', { properties: order.properties, required: ['id'] }],
  ['events of several kinds', { oneOf: [order, { $ref: 'refund.json' }] }],
  ['a meta-schema of its own', { $schema: 'http://iglucentral.com/schemas/self-desc/schema#', self: {}, ...order }],
  ['a list of objects', { ...order, type: 'array', items: order }],
])('%s is a schema of records without a draft of JSON Schema', async (_, json) => {
  expect(await holds('a.json', JSON.stringify(json))).toBe('json-schema records');
});

test.each([
  [{ $defs: { money: { type: 'string' } } }, 'types'],
  [{ definitions: { money: { type: 'string' } }, title: 'Common' }, 'types'],
  [{ $schema: 'http://json-schema.org/draft-07/schema#' }, 'types'],
  [{ $schema: 'https://json-schema.org/draft/2020-12/schema', $vocabulary: {}, type: 'object' }, 'types'],
  [{ $schema: 'http://json-schema.org/draft-07/schema#', type: ['string', 'null'] }, 'plain'],
  [{ $schema: 'http://json-schema.org/draft-07/schema#', enum: ['A'] }, 'plain'],
  [{ $schema: 'http://json-schema.org/draft-07/schema#', anyOf: [{ type: 'string' }] }, 'plain'],
  [{ $schema: 'http://json-schema.org/draft-07/schema#', type: 'array', items: { type: 'string' } }, 'plain'],
  [{ $schema: 'http://json-schema.org/draft-07/schema#', allOf: [{ $ref: '#/definitions/a' }] }, 'records'],
])('%j holds %s', async (json, expected) => {
  expect(await holds('a.json', JSON.stringify(json))).toBe(`json-schema ${expected}`);
});

test.each([
  ['orders.schema.json', '{ "type": "string" }', 'json-schema plain'],
  ['orders/schema.json', '{ "required": ["id"] }', 'json-schema records'],
  ['orders.schema.yaml', 'required: [id]', 'json-schema records'],
  ['orders/schema.yml', '# without a draft\n$ref: order.json', 'json-schema records'],
  ['orders.schema.json', '{ "type": "record", "name": "A", "fields": [] }', 'avro records'],
  ['orders.schema.json', '{ "type": "object" // the order\n}', 'json-schema records'],
  ['orders.schema.json', '{ "orders": [] }', 'it is not a JSON Schema'],
  ['orders.schema.json', '{ "type": "thing" }', 'it is not a JSON Schema'],
  ['orders.schema.json', '[]', 'it is not a JSON Schema'],
  ['orders.schema.json', '{', 'it is not JSON'],
  ['orders.schema.yaml', 'a: [', 'it is not YAML'],
  ['orders.yaml', 'type: object\nproperties:\n  id: { type: string }', 'json-schema records'],
  ['orders.yml', '$schema: https://json-schema.org/draft/2020-12/schema\ntype: object', 'json-schema records'],
])('%s with %s: %s', async (path, text, expected) => {
  expect(await holds(path, text)).toBe(expected);
});

test.each([
  ['package.json', { name: 'a', ...order }],
  ['tsconfig.build.json', { $schema: 'https://json.schemastore.org/tsconfig', compilerOptions: {} }],
  ['gen-msk-consumer.config.json', { $schema: './node_modules/gen-msk-consumer/config.schema.json', topics: {} }],
  ['turbo.json', { $schema: 'https://turbo.build/schema.json', tasks: {}, properties: {} }],
  ['openapi.json', { openapi: '3.1.0', definitions: { A: order } }],
  ['swagger.json', { swagger: '2.0', definitions: { A: order } }],
  ['api.schema.json', { asyncapi: '3.0.0', definitions: { A: order } }],
  [
    'draft-07.json',
    { $schema: 'http://json-schema.org/draft-07/schema#', $id: 'http://json-schema.org/draft-07/schema#' },
  ],
  [
    'draft-04.json',
    { $schema: 'http://json-schema.org/draft-04/schema#', id: 'http://json-schema.org/draft-04/schema#' },
  ],
  ['geo.json', { type: 'Feature', properties: { name: { type: 'string' } } }],
  ['mapping.json', { properties: { name: { type: 'keyword' } }, required: [] }],
  ['mapping.json', { properties: { count: { type: 'integer' } } }],
  ['sample.json', { type: 'object', properties: { id: 'a', count: 3 } }],
  ['sample.json', { type: 'object', properties: { id: { value: 'a' } } }],
  ['sample.json', { type: 'object', properties: {} }],
  ['sample.json', { $ref: 'other.json' }],
  ['rules.json', { definitions: { a: 'b' }, oneOf: [] }],
])('%s with %j is no schema, and nothing is said of it', async (path, json) => {
  expect(await readFoundSchema(path, JSON.stringify(json))).toEqual({ ok: false, reason: undefined });
});

test.each([
  ['k8s.yaml', 'apiVersion: v1\nkind: ConfigMap\ntype: object\nproperties: { a: { type: string } }'],
  ['k8s.yaml', 'kind: A\nproperties: 1\n---\nkind: B'],
  ['.github/workflows/ci.yml', 'on: push\njobs:\n  definitions: { runs-on: x }'],
  ['docker-compose.yml', 'type: object\nproperties: { a: { type: string } }'],
  ['chart.yaml', '{{ if .Values.properties }}\na: b\n{{ end }}'],
])('%s with %j is no schema, and nothing is said of it', async (path, text) => {
  expect(await readFoundSchema(path, text)).toEqual({ ok: false, reason: undefined });
});

test('every JSON Schema of the corpus is one, and no document is', async () => {
  const schemas = corpusFiles('json-schema');
  for (const { file } of schemas) expect(await holds(file, corpusText(file)), file).toMatch(/^json-schema /);
  const documents = corpusFiles('data').filter(({ file }) => file.endsWith('.json'));
  for (const { file } of documents) expect(await holds(file, corpusText(file)), file).toBeUndefined();
  expect(Math.min(schemas.length, documents.length)).toBeGreaterThan(50);
});
