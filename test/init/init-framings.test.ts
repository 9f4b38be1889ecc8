import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load-config.js';
import { init } from '../../src/commands/init.js';
import { orderSchema, run } from '../cli/run.js';
import { filesIn, temporaryProject } from '../cli/temporary-project.js';
import { withoutBareKeys } from './without-bare-keys.js';

const file = 'gen-msk-consumer.config.json';

const shipment = '{ "$schema": "http://json-schema.org/draft-07/schema#", "type": "object" }';

const json = { 'shipments.v1.schema.json': shipment, 'shipments.v2.schema.json': shipment };

const avro = { 'orders.v1.avsc': orderSchema, 'orders.v2.avsc': orderSchema };

/** What `init` makes of a project: the topics and defaults of a config that loads, and what is said. */
async function made(files: Readonly<Record<string, string>>, ...flags: readonly string[]) {
  const root = temporaryProject(files);
  const { exitCode, stderr } = await run(['init', '--framing', 'none', ...flags], { cwd: root });
  expect(exitCode).toBe(0);
  expect(await loadConfig({ cwd: root })).toMatchObject({ ok: true, warnings: [] });
  // Written by the line above.
  const { defaults, topics } = JSON.parse(filesIn(root)[file] ?? '', withoutBareKeys) as Readonly<
    Record<string, unknown>
  >;
  return { defaults, topics, said: stderr.split('\n').filter((line) => /^(?:warning|note) /.test(line)) };
}

test('bare JSON has its versions by the names of their files, as no record asks for one', async () => {
  expect(await made(json)).toEqual({
    defaults: { framing: 'none' },
    topics: { shipments: { value: { versions: { 1: 'shipments.v1.schema.json', 2: 'shipments.v2.schema.json' } } } },
    said: [],
  });
});

test('versions keep their order where an object would not: whole numbers beside others', async () => {
  const files = ['a/1.5.0.json', 'a/2.json', 'a/3.1.json', 'a.json'];
  const { topics } = await made(Object.fromEntries(files.map((path) => [path, shipment])));
  expect(topics).toEqual({
    a: {
      value: {
        versions: [
          { id: '1.5.0', file: 'a/1.5.0.json' },
          { id: '2', file: 'a/2.json' },
          { id: '3.1', file: 'a/3.1.json' },
          { id: 'latest', file: 'a.json' },
        ],
      },
    },
  });
});

test.each(['confluent', 'confluent-guid', 'glue', 'lambda', 'lambda-json', 'auto'])(
  'JSON framed as %s has its newest schema, with which all versions are read',
  async (framing) => {
    expect(await made(json, '--framing', framing)).toEqual({
      defaults: { framing },
      topics: { shipments: { value: 'shipments.v2.schema.json' } },
      said: ['note ids-guessed: topic shipments has only the newest schema, which reads the records of all versions'],
    });
  },
);

test('Avro in the JSON mode of Lambda has its newest schema, too', async () => {
  expect(await made(avro, '--framing', 'lambda-json')).toEqual({
    defaults: { framing: 'lambda-json' },
    topics: { orders: { value: 'orders.v2.avsc' } },
    said: ['note ids-guessed: topic orders has only the newest schema, which reads the records of all versions'],
  });
});

test('versions that are no whole numbers are no schema ids, but labels where any will do', async () => {
  const files = { 'orders-1.0.0.avsc': orderSchema, 'orders-1.1.0.avsc': orderSchema, 'orders.avsc': orderSchema };
  expect(await made(files, '--framing', 'confluent')).toMatchObject({
    topics: { orders: { value: 'orders.avsc' } },
    said: [
      'warning ids-guessed: topic orders has only the newest schema: ' +
        'the ids of framing "confluent" are whole numbers, which the file names do not contain',
    ],
  });
  expect((await made(files, '--framing', 'single-object')).topics).toEqual({
    orders: {
      value: { versions: { '1.0.0': 'orders-1.0.0.avsc', '1.1.0': 'orders-1.1.0.avsc', latest: 'orders.avsc' } },
    },
  });
});

test('a file without a number is taken for the version after the others', async () => {
  expect((await made({ ...avro, 'orders.avsc': orderSchema }, '--framing', 'confluent')).topics).toEqual({
    orders: { value: { versions: { 1: 'orders.v1.avsc', 2: 'orders.v2.avsc', 3: 'orders.avsc' } } },
  });
});

test('topics that lack the same are named together', async () => {
  const renamed = { 'carts.v1.avsc': orderSchema, 'carts.v2.avsc': orderSchema };
  expect((await made({ ...avro, ...renamed }, '--framing', 'lambda')).said).toEqual([
    'warning ids-guessed: the schema ids of topics carts, orders were taken from the numbers in the file names',
  ]);
  expect((await made({ ...avro, ...renamed })).said).toEqual([
    'warning ids-guessed: topics carts, orders have only the newest schema: bytes with framing "none" do not contain their version',
  ]);
});

test('in a project of both kinds a framing for one of them is for that one, and the others are named', async () => {
  const files = { ...avro, ...json, 'shipments-key.avsc': '"string"' };
  expect(await made(files, '--framing', 'auto')).toEqual({
    defaults: { framing: 'auto' },
    topics: {
      orders: { framing: 'none', value: 'orders.v2.avsc' },
      shipments: { key: { file: 'shipments-key.avsc', framing: 'none' }, value: 'shipments.v2.schema.json' },
    },
    said: [
      'warning framing-guessed: topics orders, shipments: framing "none" was written, because "auto" is for JSON Schema',
      'warning ids-guessed: topic orders has only the newest schema: bytes with framing "none" do not contain their version',
      'note ids-guessed: topic shipments has only the newest schema, which reads the records of all versions',
    ],
  });
  expect(await made(files, '--framing', 'single-object')).toEqual({
    defaults: { framing: 'single-object' },
    topics: {
      orders: { value: { versions: { 1: 'orders.v1.avsc', 2: 'orders.v2.avsc' } } },
      shipments: { key: 'shipments-key.avsc', value: { file: 'shipments.v2.schema.json', framing: 'auto' } },
    },
    said: [
      'warning framing-guessed: topic shipments: framing "auto" was written, because "single-object" is for Avro',
      'note ids-guessed: topic shipments has only the newest schema, which reads the records of all versions',
    ],
  });
});

test('a key and a value of one kind have the framing of their topic', async () => {
  const files = { 'a.avsc': orderSchema, 'b.json': shipment, 'b-key.schema.json': '{ "type": "string" }' };
  expect((await made(files, '--framing', 'single-object')).topics).toMatchObject({ a: { value: 'a.avsc' } });
  expect((await made({ ...files, 'a-key.avsc': '"string"' }, '--framing', 'auto')).topics).toEqual({
    a: { framing: 'none', key: 'a-key.avsc', value: 'a.avsc' },
    b: { key: 'b-key.schema.json', value: 'b.json' },
  });
});

test.each([
  [avro, 'auto', 'framing "auto" is for JSON Schema, but all topics found have Avro schemas'],
  [json, 'single-object', 'framing "single-object" is for Avro, but all topics found have JSON Schemas'],
] as const)(
  '%# a framing that is for none of the topics is refused, and nothing is written',
  async (files, framing, message) => {
    const root = temporaryProject(files);
    expect(await run(['init', '--framing', framing], { cwd: root })).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `error usage: ${message}\n  Choose the framing your producers use.\n`,
    });
    expect(filesIn(root)).toEqual(files);
  },
);

test('topics are asked for before the framing: what is left decides whether it fits', async () => {
  const root = temporaryProject({ ...avro, ...json });
  const { file: written, diagnostics } = await init({
    cwd: root,
    choose: (found) => Promise.resolve({ ...found, topics: found.topics.slice(0, 1), framing: 'auto' }),
  });
  expect({ written, codes: diagnostics.map(({ code }) => code) }).toEqual({ written: null, codes: ['usage'] });
});
