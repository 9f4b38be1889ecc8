import { expect, it } from 'vitest';

import { schemaFormat } from '../../src/sources/schema-format.js';
import { corpusFiles, corpusText } from '../oracle/corpus.js';

it.each([
  ['orders.avsc', { $schema: 'http://json-schema.org/draft-07/schema#' }, 'avro'],
  ['orders.avro', { type: 'object' }, 'avro'],
  ['orders.json', true, 'json-schema'],
  ['orders.json', 'string', 'avro'],
  ['orders.json', ['null', 'string'], 'avro'],
  ['orders.json', { $schema: 'https://json-schema.org/draft/2020-12/schema' }, 'json-schema'],
  ['orders.json', { $ref: '#/definitions/Order', definitions: {} }, 'json-schema'],
  ['orders.json', { $id: 'orders', type: 'record' }, 'json-schema'],
  ['orders.json', { type: 'record', name: 'Order', fields: [] }, 'avro'],
  ['orders.json', { type: 'enum', name: 'State', symbols: ['NEW'] }, 'avro'],
  ['orders.json', { type: 'long', logicalType: 'timestamp-millis' }, 'avro'],
  ['orders.json', { type: 'string', logicalType: 'uuid' }, 'avro'],
  ['orders.json', { type: 'array', items: 'string' }, 'avro'],
  ['orders.json', { type: { type: 'record', name: 'Order', fields: [] } }, 'avro'],
  ['orders.json', { type: 'array', items: { type: 'string' } }, 'json-schema'],
  ['orders.json', { type: ['object', 'null'], properties: {} }, 'json-schema'],
  ['orders.json', { type: 'string' }, 'json-schema'],
  ['orders.yaml', { oneOf: [{ type: 'object' }] }, 'json-schema'],
  ['orders.yml', {}, 'json-schema'],
  ['orders.json', JSON.parse('{ "__proto__": { "type": "record" } }'), 'json-schema'],
])('%s with %j is %s', (file, json, format) => {
  expect(schemaFormat(json, file)).toBe(format);
});

it('every schema of the corpus is told from its content alone', () => {
  const told = corpusFiles()
    .filter(({ kind }) => kind === 'avro' || kind === 'avro-multifile' || kind === 'json-schema')
    .map(({ file, kind }) => {
      const format = schemaFormat(JSON.parse(corpusText(file)), 'schema.json');
      return { file, right: format === (kind === 'json-schema' ? 'json-schema' : 'avro') };
    });
  expect(told.length).toBeGreaterThan(300);
  expect(told.filter(({ right }) => !right)).toEqual([]);
});
