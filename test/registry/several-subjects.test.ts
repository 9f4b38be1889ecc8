import {
  AvroSerializer,
  SchemaRegistryClient,
  SerdeType,
  type SubjectNameStrategyFunc,
} from '@confluentinc/schemaregistry';
import { expect, test } from 'vitest';

import { generate } from '../../src/commands/generate.js';
import { filesIn } from '../cli/temporary-project.js';
import { loadTopics } from '../pipeline/load-topics.js';
import { runNode } from '../pipeline/run-node.js';
import { linkPackages } from '../pipeline/temp-project.js';
import { typeErrors } from '../pipeline/type-check.js';
import { confluentServer } from './confluent-server.js';
import { loadDecoder } from './load-decoder.js';
import { quickPull, record, registryProject, told } from './registry-project.js';

const money = { type: 'record', name: 'Money', fields: [{ name: 'amount', type: 'long' }] };

function event(name: string, ...fields: readonly object[]): string {
  const id = { name: 'id', type: 'string' };
  return JSON.stringify({ type: 'record', name, namespace: 'shop', fields: [id, ...fields] });
}

const placed = event('Placed', { name: 'total', type: money });
const placedWithNote = event('Placed', { name: 'total', type: money }, { name: 'note', type: 'string', default: '-' });
const cancelled = event('Cancelled', { name: 'refund', type: money });

test('records of several subjects on one topic, written by a genuine serializer, are a union told apart by $type', async () => {
  const server = await confluentServer();
  const client = new SchemaRegistryClient({ baseURLs: [server.url], isForward: false });
  server.store.register('events-shop.Placed', { schema: placed });
  server.store.register('events-shop.Cancelled', { schema: cancelled });
  const subjects: Readonly<Record<string, string>> = { p: 'events-shop.Placed', c: 'events-shop.Cancelled' };
  const write = (which: string, value: object): Promise<Buffer> => {
    const subjectNameStrategy: SubjectNameStrategyFunc = () => subjects[which] ?? '';
    const config = { useLatestVersion: true, subjectNameStrategy };
    return new AvroSerializer(client, SerdeType.VALUE, config).serialize('events', value);
  };
  const old = await write('p', { id: 'a', total: { amount: 1 } });
  client.clearCaches();
  server.store.register('events-shop.Placed', { schema: placedWithNote });
  const records = ['shop.Placed', 'shop.Cancelled'];
  const part = { strategy: 'topic-record', records };
  const root = registryProject({ url: server.url, topics: { events: part } });
  expect(told(await quickPull(root))).toEqual([]);
  const { decodeValue } = await loadDecoder(root, 'events');
  expect(decodeValue(old)).toEqual({ $type: 'shop.Placed', id: 'a', total: { amount: 1n }, note: '-' });
  expect(decodeValue(await write('p', { id: 'b', total: { amount: 2 }, note: 'n' }))).toEqual({
    $type: 'shop.Placed',
    id: 'b',
    total: { amount: 2n },
    note: 'n',
  });
  expect(decodeValue(await write('c', { id: 'c', refund: { amount: 3 } }))).toEqual({
    $type: 'shop.Cancelled',
    id: 'c',
    refund: { amount: 3n },
  });
});

test('their fixture writes each record with the id of its own schema; all that is generated compiles, and its tests pass', async () => {
  const server = await confluentServer();
  server.store.register('shop.Placed', { schema: placed });
  server.store.register('shop.Cancelled', { schema: cancelled });
  const root = registryProject({
    url: server.url,
    topics: { events: { strategy: 'record', records: ['shop.Placed', 'shop.Cancelled'] } },
    settings: { testRunner: 'node' },
  });
  linkPackages(root);
  await quickPull(root);
  expect(told(await generate({ cwd: root }))).toEqual([]);
  const files = Object.keys(filesIn(root)).filter((path) => /^gen\/.*\.ts$/.test(path));
  expect(typeErrors(root, files)).toEqual([]);
  const fixture = filesIn(root)['gen/events/fixture.ts'] ?? '';
  expect(fixture).toContain(
    [
      '  switch (value.$type) {',
      "    case 'shop.Placed':",
      '      writePlaced(w, value);',
      '      return confluentFrame(1, w.finish());',
      "    case 'shop.Cancelled':",
      '      writeCancelled(w, value);',
      '      return confluentFrame(2, w.finish());',
      '  }',
    ].join('\n'),
  );
  const { status } = await runNode(root, ['--import', 'tsx', '--test', 'gen/events/handler.test.ts']);
  expect(status).toBe(0);
});

test('with framing "lambda" the id that comes with a record tells of which subject it is', async () => {
  const server = await confluentServer();
  server.store.register('shop.Placed', { schema: placed });
  server.store.register('shop.Cancelled', { schema: cancelled });
  const root = registryProject({
    url: server.url,
    topics: { events: { strategy: 'record', records: ['shop.Placed', 'shop.Cancelled'], framing: 'lambda' } },
    settings: { output: 'src/consumers' },
  });
  linkPackages(root);
  await quickPull(root);
  expect(told(await generate({ cwd: root }))).toEqual([]);
  const files = Object.keys(filesIn(root)).filter((path) => /^src\/.*\.ts$/.test(path));
  expect(typeErrors(root, files)).toEqual([]);
  const { events } = await loadTopics(root);
  const samples = Object.values(events?.fixture?.samples.value ?? {});
  const event = events?.fixture?.event(samples.map((value) => ({ value })));
  const ids = Object.values(event?.records ?? {}).flatMap((list) =>
    list.map(({ valueSchemaMetadata }) => valueSchemaMetadata),
  );
  expect(ids).toEqual([
    { dataFormat: 'AVRO', schemaId: '1' },
    { dataFormat: 'AVRO', schemaId: '2' },
  ]);
  const seen: unknown[] = [];
  await events?.consume(({ value }) => void seen.push(value))(event);
  expect(seen).toEqual(samples);
  expect(seen).toMatchObject([{ $type: 'shop.Placed' }, { $type: 'shop.Cancelled' }]);
});

test.each([
  [
    { subjects: ['a', 'b'], framing: 'lambda-json' },
    'with framing "lambda-json" Lambda converts records to JSON without their names, so records of several subjects cannot be distinguished',
  ],
  [{ subjects: ['a', 'b'], framing: 'none' }, 'with framing "none" the bytes do not identify the subject of a record'],
  [
    { subjects: ['a', 'text'] },
    'the schemas of several subjects must be records, but registry/text/v1.avsc is not a record',
  ],
  [{ subjects: ['a', 'twin'] }, 'two of the subjects contain a record named shop.A'],
])('subjects that cannot share a topic: %j', async (part, message) => {
  const server = await confluentServer();
  server.store.register('a', { schema: record('shop.A', 'id') });
  server.store.register('b', { schema: record('shop.B', 'id') });
  server.store.register('text', { schema: '"string"' });
  server.store.register('twin', { schema: record('shop.A', 'id', 'more') });
  const root = registryProject({ url: server.url, topics: { events: part } });
  await quickPull(root);
  expect(told(await generate({ cwd: root }))).toEqual([`error config-invalid: ${message}`]);
});
