import { expect, test } from 'vitest';

import { generate } from '../../src/commands/generate.js';
import { record, writeProject, type ProjectFiles } from '../pipeline/temp-project.js';

const order = {
  title: 'Order',
  type: 'object',
  properties: {
    id: { type: 'integer', format: 'int64' },
    lines: { type: 'array', items: { type: 'object', properties: { count: { type: 'integer', minimum: 1 } } } },
    at: { type: 'string', format: 'date-time' },
  },
  required: ['id'],
  $schema: 'http://json-schema.org/draft-07/schema#',
};
const avro = record('Order', [['id', 'long']]);
const schemas = { 'order.json': order, 'order.avsc': avro, 'text.json': { type: 'string' } };

/** What is said of a project with these topics: place, severity, code, message and help. */
async function remarks(topics: unknown, more: ProjectFiles['schemas'] = {}): Promise<readonly string[]> {
  const root = writeProject({ config: { topics }, schemas: { ...schemas, ...more } });
  const { diagnostics } = await generate({ cwd: root });
  return diagnostics.map(({ location, code, message, help = '' }) => {
    const place = [location?.file, location?.line, location?.column].filter((part) => part !== undefined).join(':');
    return `${place} ${location?.pointer ?? ''} ${code} ${message} | ${help}`;
  });
}

const config = 'gen-msk-consumer.config.json';

test('a framing that the format does not know is refused, for key and value', async () => {
  expect(
    await remarks({
      orders: { value: { file: 'order.json', framing: 'single-object' }, key: { file: 'order.avsc', framing: 'auto' } },
    }),
  ).toEqual([
    `${config}:8:14 /topics/orders/key config-invalid "auto" is for JSON: a bare Avro datum may begin with the same bytes as a frame | Set the framing your producers use`,
    `${config}:4:16 /topics/orders/value config-invalid "single-object" is an Avro framing | Set the framing your producers use`,
  ]);
});

test('versions in both formats are refused', async () => {
  expect(
    await remarks({ orders: { framing: 'confluent', value: { versions: { 1: 'order.avsc', 2: 'order.json' } } } }),
  ).toEqual([
    `${config}:5:16 /topics/orders/value config-invalid the value of "orders" mixes Avro and JSON Schema versions | Use one kind of schema for all versions.`,
  ]);
});

test('a sample for Avro is refused', async () => {
  expect(
    await remarks({ orders: { value: { file: 'order.avsc', sample: 'sample.json' } } }, { 'sample.json': { id: 1 } }),
  ).toEqual([
    `${config}:6:19 /topics/orders/value/sample config-invalid "sample" is for JSON Schema: Avro schemas always get a generated sample | `,
  ]);
});

test('a sample that is not valid is refused where it breaks the schema', async () => {
  const sample = '{\n  "id": 1,\n  "lines": [{ "count": 1 }, { "count": 0 }]\n}\n';
  expect(
    await remarks(
      {
        orders: { value: { file: 'order.json', sample: 'sample.json' } },
        texts: { value: { file: 'text.json', sample: 'sample.json' } },
      },
      { 'sample.json': sample },
    ),
  ).toEqual([
    'sample.json:3:40 /lines/1/count config-invalid the sample is not valid: /lines/1/count must be at least 1 | Fix it, or remove "sample"; the violated constraint is #/properties/lines/items/properties/count/minimum',
    'sample.json  config-invalid the sample is not valid: it must be a string | Fix it, or remove "sample"; the violated constraint is #/type',
  ]);
});

test('a sample that is not there is missed where the config names it', async () => {
  expect(await remarks({ orders: { value: { file: 'order.json', sample: 'none.json' } } })).toEqual([
    `${config}:6:19 /topics/orders/value/sample schema-not-found the schema file none.json does not exist | `,
  ]);
});

test('a sample of any form is taken: a text, a list, what reads like an Avro schema or a reference', async () => {
  const any = {
    'any.json': {},
    'a.json': '"Ω"',
    'b.json': [1, 'x'],
    'c.json': { type: 'record' },
    'd.json': { $ref: '#/none' },
  };
  const topics = ['a', 'b', 'c', 'd'].map((name) => [name, { value: { file: 'any.json', sample: `${name}.json` } }]);
  expect(await remarks(Object.fromEntries(topics), any)).toEqual([
    expect.stringContaining('any.json:1:1  schema-unconstrained '),
  ]);
});

test('"fields" is refused on a topic that has JSON Schemas alone, and nowhere else', async () => {
  const fields = { 'Order.id': { long: 'number' } };
  expect(
    await remarks({
      orders: { value: 'order.json', fields },
      keyed: { value: 'order.json', key: 'order.avsc', fields },
      texts: { value: 'order.json', key: 'text.json', fields },
    }),
  ).toEqual(
    [
      ['5:17', 'orders'],
      ['23:17', 'texts'],
    ].map(
      ([place, name]) =>
        `${config}:${place} /topics/${name}/fields config-invalid "fields" is for Avro, but "${name}" has only JSON Schemas | JSON Schema settings apply to a complete key or value: set them there, or on the topic.`,
    ),
  );
});

test('nothing is said of the fields of a schema that cannot be read', async () => {
  const found = await remarks(
    { orders: { value: 'order.json', key: 'broken.avsc', fields: { 'Order.id': { long: 'number' } } } },
    { 'broken.avsc': { type: 'record', name: 'Order' } },
  );
  expect(found.map((remark) => remark.split(' ')[2])).toEqual(['schema-invalid']);
});
