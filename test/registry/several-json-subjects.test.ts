import {
  JsonSerializer,
  SchemaRegistryClient,
  SerdeType,
  type SubjectNameStrategyFunc,
} from '@confluentinc/schemaregistry';
import { expect, test } from 'vitest';

import { generate } from '../../src/commands/generate.js';
import { filesIn } from '../cli/temporary-project.js';
import { loadTopics, type DecodedRecord, type LoadedTopic } from '../pipeline/load-topics.js';
import { runNode } from '../pipeline/run-node.js';
import { linkPackages } from '../pipeline/temp-project.js';
import { typeErrors } from '../pipeline/type-check.js';
import { confluentServer } from './confluent-server.js';
import { quickPull, registryProject, told, type ProjectSettings } from './registry-project.js';

function object(properties: Readonly<Record<string, object>>, more: object = {}): object {
  return { type: 'object', properties, required: Object.keys(properties), ...more };
}

const id = { type: 'string' };
const total = { type: 'integer', format: 'int64' };
const at = { type: 'string', format: 'date-time' };

const placed = object({ kind: { const: 'placed' }, id, total }, { title: 'Order placed' });
const placedWithNote = { ...placed, properties: { kind: { const: 'placed' }, id, total, note: { type: 'string' } } };
const cancelled = object({ kind: { const: 'cancelled' }, id, at });
const plainPlaced = object({ id, total });
const plainCancelled = object({ id, at });

const settings = { output: 'src/consumers', defaults: { dateTime: 'Date', int64: 'bigint' } };
const records = ['shop.Placed', 'shop.Cancelled'];

/** Registers JSON Schemas by subject, one after another, and pulls them into a project whose topics have them. */
async function pulled(
  subjects: readonly (readonly [subject: string, schema: object])[],
  { topics, ...more }: Omit<ProjectSettings, 'url'>,
): Promise<{ readonly root: string; readonly url: string }> {
  const { url, store } = await confluentServer();
  for (const [subject, schema] of subjects)
    store.register(subject, { schema: JSON.stringify(schema), schemaType: 'JSON' });
  const root = registryProject({ url, settings, topics, ...more });
  linkPackages(root);
  expect(told(await quickPull(root))).toEqual([]);
  return { root, url };
}

async function generated(root: string): Promise<Readonly<Record<string, LoadedTopic>>> {
  expect(told(await generate({ cwd: root }))).toEqual([]);
  return loadTopics(root);
}

/** A frame of Confluent's around a JSON text. */
function framed(schemaId: number, value: object): Buffer {
  const frame = Buffer.alloc(5);
  frame.writeInt32BE(schemaId, 1);
  return Buffer.concat([frame, Buffer.from(JSON.stringify(value))]);
}

async function consumed(topic: LoadedTopic | undefined, event: unknown): Promise<readonly unknown[]> {
  const seen: unknown[] = [];
  await topic?.consume(({ value }: DecodedRecord) => void seen.push(value))(event);
  return seen;
}

test('records of several subjects on one topic, written by a genuine serializer, are a union told apart by its own property', async () => {
  const subjects: Readonly<Record<string, string>> = { p: 'events-shop.Placed', c: 'events-shop.Cancelled' };
  const { root, url } = await pulled(
    [
      ['events-shop.Placed', placed],
      ['events-shop.Cancelled', cancelled],
    ],
    { topics: { events: { strategy: 'topic-record', records } } },
  );
  const client = new SchemaRegistryClient({ baseURLs: [url], isForward: false });
  const write = (which: string, value: object): Promise<Buffer> => {
    const subjectNameStrategy: SubjectNameStrategyFunc = () => subjects[which] ?? '';
    const config = { useLatestVersion: true, subjectNameStrategy };
    return new JsonSerializer(client, SerdeType.VALUE, config).serialize('events', value);
  };
  const { events } = await generated(root);
  expect(events?.decodeValue(await write('p', { kind: 'placed', id: 'a', total: 1 }))).toEqual({
    kind: 'placed',
    id: 'a',
    total: 1n,
  });
  expect(events?.decodeValue(await write('c', { kind: 'cancelled', id: 'b', at: '2026-01-02T03:04:05Z' }))).toEqual({
    kind: 'cancelled',
    id: 'b',
    at: new Date('2026-01-02T03:04:05Z'),
  });
});

test('the types are a union of records named after titles and subjects, over which the handler switches; each record is written with the id of its own schema', async () => {
  const { root } = await pulled(
    [
      ['events-shop.Placed', placed],
      ['events-shop.Cancelled', cancelled],
    ],
    {
      topics: { events: { strategy: 'topic-record', records } },
      settings: { ...settings, testRunner: 'node' },
    },
  );
  expect(told(await generate({ cwd: root }))).toEqual([]);
  const files = filesIn(root);
  expect(files['src/consumers/events/types.ts']).toContain('export type EventsValue = OrderPlaced | Cancelled;\n');
  expect(files['src/consumers/events/handler.ts']).toContain(
    "    case 'cancelled':\n      // Your code: `event` is of type Cancelled.\n",
  );
  expect(files['src/consumers/events/fixture.ts']).toContain(
    [
      '  return confluentFrame(valueSchemaId(value), encodeJson(value));',
      '}',
      '',
      '/** Returns the schema id of the subject that a value belongs to. */',
      'function valueSchemaId(value: EventsValue): number {',
      '  switch (value.kind) {',
      "    case 'placed':",
      '      return 1;',
      "    case 'cancelled':",
      '      return 2;',
      '  }',
      '}',
    ].join('\n'),
  );
  const modules = Object.keys(files).filter((path) => /^src\/.*\.ts$/.test(path));
  expect(typeErrors(root, modules)).toEqual([]);
  expect(await runNode(root, ['--import', 'tsx', '--test', 'src/consumers/events/handler.test.ts'])).toMatchObject({
    status: 0,
  });
});

test('an id tells of which subject a record is and what is wrong with it; without a known one, any subject will do', async () => {
  const { root } = await pulled(
    [
      ['events-shop.Placed', placedWithNote],
      ['events-shop.Cancelled', cancelled],
      ['events-shop.Placed', placed],
    ],
    { topics: { events: { strategy: 'topic-record', records } } },
  );
  expect(told(await generate({ cwd: root }))).toEqual([
    expect.stringMatching(
      /^note version-readable: every record of \S*Placed\S*\/v1\.json is valid against \S*Placed\S*\/v2\.json$/,
    ),
  ]);
  const { events } = await loadTopics(root);
  const value = { kind: 'placed', id: 'a', total: 1 };
  const read = { ...value, total: 1n };
  expect([1, 2, 3, 9].map((one) => attempt(() => events?.decodeValue(framed(one, value))))).toEqual([
    read,
    'must be "cancelled"',
    read,
    read,
  ]);
  expect([1, 9].map((one) => attempt(() => events?.decodeValue(framed(one, { ...value, kind: 'lost' }))))).toEqual([
    'must be "placed"',
    'must be "placed" or "cancelled"',
  ]);
});

test('records that no property tells apart: the error tells of each subject why, and the first schema that a record satisfies writes it', async () => {
  const { root } = await pulled(
    [
      ['shop.Placed', plainPlaced],
      ['shop.Cancelled', plainCancelled],
    ],
    { topics: { events: { strategy: 'record', records } }, settings: { ...settings, testRunner: 'node' } },
  );
  const { events } = await generated(root);
  const cancellation = { id: 'b', at: new Date('2026-01-02T03:04:05Z') };
  const bytes = events?.fixture?.encodeValue(cancellation) ?? Buffer.alloc(0);
  expect(bytes).toEqual(framed(2, cancellation));
  expect(events?.decodeValue(bytes)).toEqual(cancellation);
  expect(events?.decodeValue(framed(9, cancellation))).toEqual(cancellation);
  expect(attempt(() => events?.decodeValue(framed(1, cancellation)))).toBe('must have property "total"');
  expect(() => events?.decodeValue(framed(9, { id: 5, at: '', total: '' }))).toThrow(
    expect.objectContaining({
      name: 'DecodeError',
      at: '/id',
      byteOffset: 11,
      message: expect.stringContaining('must be a string (as Placed); /id must be a string (as Cancelled)') as string,
      faults: [
        expect.objectContaining({
          pointer: '/id',
          schemaPointer: expect.stringMatching(/Placed\S*v1\.json#\/properties\/id\/type$/) as string,
        }),
        expect.objectContaining({
          pointer: '/id',
          schemaPointer: expect.stringMatching(/Cancelled\S*v1\.json#\/properties\/id\/type$/) as string,
        }),
      ],
    }),
  );
  const files = filesIn(root);
  expect(files['src/consumers/events/types.ts']).toContain('export type EventsValue = Placed | Cancelled;\n');
  const modules = Object.keys(files).filter((path) => /^src\/.*\.ts$/.test(path));
  expect(typeErrors(root, modules)).toEqual([]);
  expect(await runNode(root, ['--import', 'tsx', '--test', 'src/consumers/events/handler.test.ts'])).toMatchObject({
    status: 0,
  });
});

test('in every framing, what the fixture writes is read again, and Lambda gives the ids of the subjects beside it', async () => {
  const framings = ['none', 'auto', 'confluent-guid', 'lambda', 'lambda-json'];
  const { root } = await pulled(
    [
      ['a', placed],
      ['b', cancelled],
      ['c', plainPlaced],
      ['d', plainCancelled],
    ],
    {
      topics: Object.fromEntries(
        framings.flatMap((framing) => [
          [`told-${framing}`, { subjects: ['a', 'b'], framing }],
          [`untold-${framing}`, { subjects: ['c', 'd'], framing }],
        ]),
      ),
    },
  );
  const topics = await generated(root);
  const files = filesIn(root);
  for (const [name, topic] of Object.entries(topics)) {
    const samples = Object.values(topic.fixture?.samples.value ?? {});
    const event = topic.fixture?.event(samples.map((value) => ({ value })));
    expect([name, await consumed(topic, event)]).toEqual([name, samples]);
    const ids = Object.values(event?.records ?? {}).flatMap((list) =>
      list.map(({ valueSchemaMetadata }) => valueSchemaMetadata),
    );
    const wanted = name.startsWith('told') ? ['1', '2'] : ['3', '4'];
    const metadata = wanted.map((schemaId) => (name.includes('lambda') ? { dataFormat: 'JSON', schemaId } : undefined));
    expect([name, ids]).toEqual([name, metadata]);
    expect(JSON.parse(files[`src/consumers/${name}/event.json`] ?? '')).toEqual(topic.fixture?.event());
  }
  const modules = Object.keys(files).filter((path) => /^src\/.*\.ts$/.test(path));
  expect(typeErrors(root, modules)).toEqual([]);
});

test('the id that Lambda gives with a record tells of which subject it is', async () => {
  const { root } = await pulled(
    [
      ['a', placed],
      ['b', cancelled],
    ],
    { topics: { events: { subjects: ['a', 'b'], framing: 'lambda' } } },
  );
  const { events } = await generated(root);
  const bytes = Buffer.from('{"kind":"placed","id":"x"}');
  expect([1, '2', undefined].map((one) => attempt(() => events?.decodeValue(bytes, one)))).toEqual([
    'must have property "total"',
    'must be "cancelled"',
    'must have property "total"',
  ]);
});

test('schemas of one title have types of their own, and a schema that two subjects share is one', async () => {
  const same = { ...placed, title: 'Event' };
  const { root } = await pulled(
    [
      ['a', same],
      ['b', { ...cancelled, title: 'Event' }],
      ['c', same],
    ],
    { topics: { events: { subjects: ['a', 'b', 'c'] }, alone: { subjects: ['a', 'c'] } } },
  );
  const { events } = await generated(root);
  const files = filesIn(root);
  expect(files['src/consumers/alone/types.ts']).toContain('export type AloneValue = Event;\n');
  expect(files['src/consumers/events/types.ts']).toContain('export type EventsValue = Event | EventsValuePlaced;\n');
  expect(Object.keys(events?.fixture?.samples.value ?? {})).toEqual(['eventSample', 'eventsValuePlacedSample']);
});

test('a schema of one subject finds what it refers to under another', async () => {
  const server = await confluentServer();
  const { store, url } = server;
  store.register('money', {
    schema: JSON.stringify(object({ amount: { type: 'integer' } }, { title: 'Money' })),
    schemaType: 'JSON',
  });
  const references = [{ name: 'money.json', subject: 'money', version: 1 }];
  for (const [subject, kind] of [
    ['a', 'placed'],
    ['b', 'refunded'],
  ] as const) {
    const schema = JSON.stringify(object({ kind: { const: kind }, total: { $ref: 'money.json' } }));
    store.register(subject, { schema, schemaType: 'JSON', references });
  }
  const root = registryProject({ url, topics: { events: { subjects: ['a', 'b'] } }, settings });
  expect(told(await quickPull(root))).toEqual([]);
  const { events } = await generated(root);
  expect(attempt(() => events?.decodeValue(framed(3, { kind: 'refunded', total: { amount: 'x' } })))).toBe(
    'must be an integer',
  );
  expect(events?.decodeValue(framed(2, { kind: 'placed', total: { amount: 5 } }))).toEqual({
    kind: 'placed',
    total: { amount: 5 },
  });
});

/** What a function returns, or the reason of the DecodeError that it throws. */
function attempt(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error instanceof Error && 'reason' in error ? error.reason : error;
  }
}
