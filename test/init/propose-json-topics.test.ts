import { expect, test } from 'vitest';
import { readFoundSchema } from '../../src/init/find-schemas.js';
import type { ProposedPart } from '../../src/init/group-versions.js';
import { proposeTopics } from '../../src/init/propose-topics.js';
import { corpusFiles, corpusText } from '../oracle/corpus.js';

const draft = 'https://json-schema.org/draft/2020-12/schema';

/** What is proposed for files of these texts: `topic: key | versions of the value`. */
async function propose(texts: Readonly<Record<string, string>>) {
  const read = await Promise.all(Object.entries(texts).map(([path, text]) => readFoundSchema(path, text)));
  const { topics, include } = proposeTopics(read.flatMap((each) => (each.ok ? [each.file] : [])));
  const part = ({ versions }: ProposedPart): string =>
    versions.map(({ version, file }) => (version === undefined ? file : `${version.text}=${file}`)).join(' ');
  return {
    topics: topics.map(
      ({ topic, key, value }) => `${topic}: ${key === undefined ? '' : `${part(key)} | `}${part(value)}`,
    ),
    include,
  };
}

function schema(json: object): string {
  return JSON.stringify({ $schema: draft, type: 'object', ...json });
}

async function topicsFor(...paths: readonly string[]): Promise<readonly string[]> {
  return (await propose(Object.fromEntries(paths.map((path) => [path, schema({})])))).topics;
}

test.each([
  [['orders.schema.json'], ['orders: orders.schema.json']],
  [['orders.json'], ['orders: orders.json']],
  [['orders.schema.yaml'], ['orders: orders.schema.yaml']],
  [['orders.yml'], ['orders: orders.yml']],
  [['OrderPlaced.schema.json'], ['order-placed: OrderPlaced.schema.json']],
  [['answer.notification.json'], ['answer.notification: answer.notification.json']],
  [['orders/schema.json'], ['orders: orders/schema.json']],
  [['schema.json'], ['schema: schema.json']],
  [['orders/v1/schema.json', 'orders/v2/schema.json'], ['orders: 1=orders/v1/schema.json 2=orders/v2/schema.json']],
  [['orders/jsonschema/1-0-0.json'], ['orders: orders/jsonschema/1-0-0.json']],
  [['orders.v1.schema.json'], ['orders: orders.v1.schema.json']],
  [['orders.v10.schema.json', 'orders.v2.schema.json'], ['orders: 2=orders.v2.schema.json 10=orders.v10.schema.json']],
  [['orders.schema.v1.json', 'orders.schema.v2.json'], ['orders: 1=orders.schema.v1.json 2=orders.schema.v2.json']],
  [
    ['Placed/4.10.0.json', 'Placed/4.9.1.json', 'Placed/10.0.0.json'],
    ['placed: 4.9.1=Placed/4.9.1.json 4.10.0=Placed/4.10.0.json 10.0.0=Placed/10.0.0.json'],
  ],
  [['placed/v0.5.1.json', 'placed/v0.5.json'], ['placed: 0.5=placed/v0.5.json 0.5.1=placed/v0.5.1.json']],
  [
    ['orders-1.2.0.json', 'orders-1.3.0.json', 'orders.json'],
    ['orders: 1.2.0=orders-1.2.0.json 1.3.0=orders-1.3.0.json orders.json'],
  ],
  [['orders-1-0-0.json', 'orders-1-0-1.json'], ['orders: 1-0-0=orders-1-0-0.json 1-0-1=orders-1-0-1.json']],
  [['sensor-1/schema.json'], ['sensor-1: sensor-1/schema.json']],
  [
    ['customers-key.schema.json', 'customers-value.schema.json'],
    ['customers: customers-key.schema.json | customers-value.schema.json'],
  ],
  [
    ['orders.schema.json', 'b/orders.schema.json'],
    ['b.orders: b/orders.schema.json', 'orders: orders.schema.json'],
  ],
])('%j become %j', async (paths, topics) => {
  expect(await topicsFor(...paths)).toEqual(topics);
});

test('a number is no version where the titles are of different things; one in a title is of no account', async () => {
  const titled = (first: string, second: string) =>
    propose({ 'step-1.json': schema({ title: first }), 'step-2.json': schema({ title: second }) });
  expect((await titled('Started', 'Ended')).topics).toEqual(['step-1: step-1.json', 'step-2: step-2.json']);
  expect((await titled('Step (v1)', 'Step (v2)')).topics).toEqual(['step: 1=step-1.json 2=step-2.json']);
});

test('a text is a key at most', async () => {
  expect(
    (
      await propose({
        'orders.schema.json': schema({}),
        'orders-key.schema.json': schema({ type: 'string' }),
        'name.schema.json': schema({ type: 'string' }),
      })
    ).topics,
  ).toEqual(['orders: orders-key.schema.json | orders.schema.json']);
});

const avroRecord = '{ "type": "record", "name": "A", "fields": [] }';

test('Avro and JSON live side by side: versions are of one kind, a key may be of another than its value', async () => {
  expect(
    (
      await propose({
        'orders.v1.avsc': avroRecord,
        'orders.v2.schema.json': schema({}),
        'customers-key.avsc': '"string"',
        'customers.schema.json': schema({}),
        'carts-key.avsc': '"string"',
        'carts-key.schema.json': schema({ type: 'string' }),
        'carts.schema.json': schema({}),
      })
    ).topics,
  ).toEqual([
    'carts: carts-key.schema.json | carts.schema.json',
    'customers: customers-key.avsc | customers.schema.json',
    'orders: orders.v1.avsc',
    'orders-json: orders.v2.schema.json',
  ]);
});

test('what is referred to by its path is no topic, and needs no include', async () => {
  expect(
    await propose({
      'orders.schema.json': schema({ properties: { to: { $ref: 'common/address.json' } } }),
      'common/address.json': schema({ properties: { country: { $ref: '../country.yaml#/$defs/iso' } } }),
      'country.yaml': `$schema: ${draft}\ntype: object\n$defs: { iso: { type: string } }`,
    }),
  ).toEqual({ topics: ['orders: orders.schema.json'], include: [] });
});

test('a path counts also below an $id that nothing bears', async () => {
  expect(
    await propose({
      'orders.schema.json': schema({ $id: 'https://shop.example/orders', allOf: [{ $ref: 'base.json' }] }),
      'base.json': schema({ $id: 'https://elsewhere.example/base' }),
    }),
  ).toEqual({ topics: ['orders: orders.schema.json'], include: [] });
});

test('what is referred to by its $id alone is included, also when what is included refers to it', async () => {
  expect(
    await propose({
      'orders.schema.json': schema({ $id: 'https://shop.example/orders', properties: { to: { $ref: '/address' } } }),
      'defs/address.json': schema({ $id: 'https://shop.example/address', items: { $ref: 'urn:shop:country#iso' } }),
      'defs/country.json': schema({ $defs: { a: { $id: 'urn:shop:country', type: 'object' } } }),
      'defs/unused.json': '{ "$id": "urn:shop:unused", "$defs": { "a": { "type": "string" } } }',
    }),
  ).toEqual({ topics: ['orders: orders.schema.json'], include: ['defs/address.json', 'defs/country.json'] });
});

test('references in examples and the like are none, nor are those of a schema to itself', async () => {
  expect(
    await propose({
      'a.json': schema({ $id: 'urn:a', examples: [{ $ref: 'b.json' }], properties: { a: { $ref: 'urn:a' } } }),
      'b.json': schema({ properties: { self: { $ref: 'b.json' }, draft: { $ref: draft } } }),
    }),
  ).toEqual({ topics: ['a: a.json', 'b: b.json'], include: [] });
});

test('of versions of a shared schema with one $id the newest is included, and none is a topic', async () => {
  const money = schema({ $id: 'https://shop.example/money' });
  expect(
    await propose({
      'a.json': schema({ properties: { total: { $ref: 'https://shop.example/money' } } }),
      'money.v2.json': money,
      'money.v10.json': money,
    }),
  ).toEqual({ topics: ['a: a.json'], include: ['money.v10.json'] });
});

test('a meta-schema of one’s own is included, and is no topic', async () => {
  expect(
    await propose({
      'a.json': JSON.stringify({ $schema: 'https://shop.example/meta', type: 'object', properties: { a: true } }),
      'meta.json': schema({ $id: 'https://shop.example/meta' }),
    }),
  ).toEqual({ topics: ['a: a.json'], include: ['meta.json'] });
});

test('schemas that refer to each other in a circle are topics where no other leads into it', async () => {
  const circle = {
    'a.json': schema({ allOf: [{ $ref: 'b.json' }] }),
    'b.json': schema({ allOf: [{ $ref: 'a.json' }] }),
  };
  expect((await propose({ ...circle, 'c.json': schema({}) })).topics).toEqual(['a: a.json', 'b: b.json', 'c: c.json']);
  expect((await propose({ ...circle, 'c.json': schema({ not: { $ref: 'a.json' } }) })).topics).toEqual(['c: c.json']);
});

function corpusFolder(folder: string): Readonly<Record<string, string>> {
  const files = corpusFiles().filter(({ file }) => file.startsWith(`${folder}/`) && /\.(?:json|avsc)$/.test(file));
  return Object.fromEntries(files.map(({ file }) => [file.slice(folder.length + 1), corpusText(file)]));
}

test('from the events of Eiffel and CDEvents come a topic for each, with its versions, and the links that they refer to', async () => {
  const eiffel = await propose(corpusFolder('eiffel'));
  expect(eiffel.topics).toHaveLength(12);
  expect(eiffel.topics).toContain(
    'eiffel-artifact-deployed-event: 0.1.0=EiffelArtifactDeployedEvent/0.1.0.json ' +
      '0.2.0=EiffelArtifactDeployedEvent/0.2.0.json 0.2.1=EiffelArtifactDeployedEvent/0.2.1.json',
  );
  const cdevents = await propose(corpusFolder('cdevents'));
  expect(cdevents.topics.map((topic) => topic.slice(0, topic.indexOf(':')))).toEqual([
    'artifactpublished',
    'buildqueued',
    'changemerged',
    'incidentdetected',
    'linkend',
    'linkpath',
    'linkrelation',
    'linkstart',
    'pipelinerunfinished',
    'servicedeployed',
    'taskrunfinished',
    'testcaserunfinished',
  ]);
  expect(cdevents.include).toEqual(
    ['embeddedlinkend', 'embeddedlinkpath', 'embeddedlinkrelation', 'embeddedlinksarray'].map(
      (name) => `links-v0.5.1/${name}.json`,
    ),
  );
});

test('from schemas with their types in files beside them come the topics alone', async () => {
  expect(await propose(corpusFolder('apicurio-fli'))).toEqual({
    topics: [
      'fli-stock-adjustment: FLIStockAdjustment.json',
      'fli-stock-adjustment_deref: dereferenced/FLIStockAdjustment_deref.json',
      'model-schema: model-schema-v1.json',
      'prompt-template: prompt-template-v1.json',
      'sample.account: sample.account.json',
    ],
    include: [],
  });
  expect((await propose(corpusFolder('cloudevents'))).topics).toEqual([
    'cloudevents: cloudevents.avsc',
    'cloudevents-compact: cloudevents-compact.avsc',
    'cloudevents-json: cloudevents.json',
  ]);
});
