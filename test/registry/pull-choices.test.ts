import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { filesIn } from '../cli/temporary-project.js';
import { confluentServer, type ConfluentServer } from './confluent-server.js';
import { quickPull, record, registryConfig, registryProject, snapshotFiles, told } from './registry-project.js';

/** A registry whose subjects have so many versions. */
async function registryOf(subjects: Readonly<Record<string, number>>): Promise<ConfluentServer> {
  const server = await confluentServer();
  for (const [subject, count] of Object.entries(subjects)) {
    for (let version = 1; version <= count; version++) {
      const fields = Array.from({ length: version }, (_, index) => `f${index}`);
      server.store.register(subject, { schema: record(`shop.R${subject.length}`, ...fields) });
    }
  }
  return server;
}

test.each([
  ['latest', [5]],
  ['all', [1, 2, 3, 4, 5]],
  [3, [3]],
  ['3', [3]],
  [
    [1, 3],
    [1, 3],
  ],
  ['2-4', [2, 3, 4]],
  ['4-', [4, 5]],
  ['4-99', [4, 5]],
])('the versions %j', async (versions, expected) => {
  const { url } = await registryOf({ 'a-value': 5 });
  const result = await quickPull(registryProject({ url, topics: { a: { subject: 'a-value', versions } } }));
  expect(told(result)).toEqual([]);
  expect(result.subjects).toEqual([{ subject: 'a-value', versions: expected }]);
});

test.each([
  ['newest', 'expected "latest", "all", a version, a list of versions or a range such as "2-5", found "newest"'],
  ['5-2', 'expected "latest", "all", a version, a list of versions or a range such as "2-5", found "5-2"'],
  [0, 'expected "latest", "all", a version, a list of versions or a range such as "2-5", found 0'],
  [[], 'expected "latest", "all", a version, a list of versions or a range such as "2-5", found []'],
])('the versions %j are none', async (versions, message) => {
  const { url } = await registryOf({ 'a-value': 1 });
  const result = await quickPull(registryProject({ url, topics: { a: { subject: 'a-value', versions } } }));
  expect(told(result)).toEqual([`error config-invalid: topics.a.value.versions: ${message}`]);
});

test('subjects and versions that are not there, with the nearest name', async () => {
  const { url } = await registryOf({ 'orders-value': 2, 'payments-value': 1 });
  const topics = {
    orders: { subject: 'orders-value', versions: [2, 7] },
    payments: 'payment-value',
    returns: 'nothing-like-it',
  };
  const result = await quickPull(registryProject({ url, topics }));
  expect(told(result)).toEqual([
    'error subject-not-found: the registry does not have version 7 of the subject "orders-value"; it has 1, 2',
    'error subject-not-found: the registry has no subject "nothing-like-it"',
    'error subject-not-found: the registry has no subject "payment-value", did you mean "payments-value"?',
  ]);
});

test('the strategies name the subjects', async () => {
  const { url } = await registryOf({
    'orders-value': 1,
    'shop.Placed': 1,
    'shop.Cancelled': 1,
    'events-shop.Placed': 1,
    'events-shop.Cancelled': 1,
  });
  const records = ['shop.Placed', 'shop.Cancelled'];
  const topics = {
    orders: { strategy: 'topic' },
    placed: { strategy: 'record', records },
    events: { strategy: 'topic-record', records },
    both: { subjects: records },
  };
  const result = await quickPull(registryProject({ url, topics }));
  expect(told(result)).toEqual([]);
  expect(result.subjects.map(({ subject }) => subject)).toEqual([
    'events-shop.Cancelled',
    'events-shop.Placed',
    'orders-value',
    'shop.Cancelled',
    'shop.Placed',
  ]);
});

test('two topics that want other versions of one subject get both', async () => {
  const { url, requests } = await registryOf({ 'a-value': 4 });
  const topics = { a: { subject: 'a-value', versions: 'latest' }, b: { subject: 'a-value', versions: [1] } };
  const result = await quickPull(registryProject({ url, topics }), { topics: ['a'] });
  expect(result.subjects).toEqual([{ subject: 'a-value', versions: [1, 4] }]);
  expect(requests.filter((request) => request.endsWith('/versions')).length).toBe(1);
});

test('what no topic wants any more leaves the snapshot, but not files that the config names or others made', async () => {
  const { url } = await registryOf({ 'a-value': 3, 'b-value': 1, 'c-value': 1 });
  const root = registryProject({ url, topics: { a: 'a-value', b: 'b-value', c: 'c-value' } });
  await quickPull(root);
  mkdirSync(join(root, 'registry/mine'));
  writeFileSync(join(root, 'registry/mine/v1.avsc'), '{}');
  writeFileSync(join(root, 'registry/a-value/notes.txt'), 'mine');
  const topics = { a: { subject: 'a-value', versions: 'latest' }, c: { file: 'registry/c-value/v1.avsc' } };
  writeFileSync(join(root, 'gen-msk-consumer.config.json'), registryConfig({ url, topics }));
  const result = await quickPull(root);
  expect(told(result)).toEqual([]);
  expect(Object.keys(snapshotFiles(root))).toEqual([
    'a-value/notes.txt',
    'a-value/subject.json',
    'a-value/v3.avsc',
    'c-value/v1.avsc',
    'mine/v1.avsc',
  ]);
});

test('with --topic the other subjects stay as they are', async () => {
  const { url, store } = await registryOf({ 'a-value': 1, 'b-value': 1 });
  const root = registryProject({ url, topics: { a: 'a-value', b: 'b-value' } });
  await quickPull(root);
  store.register('a-value', { schema: record('shop.R7', 'f0', 'f1') });
  store.register('b-value', { schema: record('shop.R7', 'f0', 'f1', 'f2') });
  await quickPull(root, { topics: ['a'] });
  expect(Object.keys(snapshotFiles(root))).toEqual([
    'a-value/subject.json',
    'a-value/v1.avsc',
    'a-value/v2.avsc',
    'b-value/subject.json',
    'b-value/v1.avsc',
  ]);
});

test('subjects and versions that vanish are told: a subject stays, a version leaves unless deleted ones are kept', async () => {
  const { url, store } = await registryOf({ 'a-value': 2, 'b-value': 2 });
  const topics = { a: 'a-value', b: 'b-value' };
  const root = registryProject({ url, topics });
  await quickPull(root);
  store.delete('a-value', [1], false);
  store.delete('b-value', [1, 2], false);
  writeFileSync(
    join(root, 'gen-msk-consumer.config.json'),
    registryConfig({ url, topics, registry: { deleted: true } }),
  );
  expect(told(await quickPull(root))).toEqual([]);
  writeFileSync(join(root, 'gen-msk-consumer.config.json'), registryConfig({ url, topics }));
  const result = await quickPull(root);
  expect(told(result)).toEqual([
    'warning subject-vanished: version 1 of the subject "a-value" is no longer in the registry',
    'warning subject-vanished: the subject "b-value" is no longer in the registry',
  ]);
  expect(Object.keys(snapshotFiles(root))).toEqual([
    'a-value/subject.json',
    'a-value/v2.avsc',
    'b-value/subject.json',
    'b-value/v1.avsc',
    'b-value/v2.avsc',
  ]);
});

test('a vendored file that was edited or lost is vendored again', async () => {
  const { url } = await registryOf({ 'a-value': 2 });
  const root = registryProject({ url, topics: { a: 'a-value' } });
  await quickPull(root);
  const before = snapshotFiles(root);
  writeFileSync(join(root, 'registry/a-value/v1.avsc'), 'edited');
  writeFileSync(join(root, 'registry/a-value/subject.json'), '<<<<<<< HEAD');
  expect(told(await quickPull(root))).toEqual([]);
  expect(snapshotFiles(root)).toEqual(before);
});

test('a dry run asks, says what it would do, and writes nothing', async () => {
  const { url } = await registryOf({ 'a-value': 1 });
  const root = registryProject({ url, topics: { a: 'a-value' } });
  const before = filesIn(root);
  const result = await quickPull(root, { dryRun: true });
  expect(result.changes.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'missing registry/a-value/subject.json',
    'missing registry/a-value/v1.avsc',
  ]);
  expect(filesIn(root)).toEqual(before);
});

test('the schema context of the config is read, and a subject may name its own', async () => {
  const { url, store } = await registryOf({ 'a-value': 1 });
  store.register(':.staging:a-value', { schema: record('staging.A', 'x') });
  const inContext = registryProject({ url, topics: { a: 'a-value' }, registry: { context: '.staging' } });
  expect(told(await quickPull(inContext))).toEqual([]);
  expect(readFileSync(join(inContext, 'registry/a-value/v1.avsc'), 'utf8')).toBe(record('staging.A', 'x'));
  expect(told(await quickPull(inContext))).toEqual([]);
  const qualified = registryProject({ url, topics: { a: ':.staging:a-value' } });
  const { subjects } = await quickPull(qualified);
  expect(subjects).toEqual([{ subject: ':.staging:a-value', versions: [1] }]);
  expect(Object.values(snapshotFiles(qualified))).toContain(record('staging.A', 'x'));
});

test('whatever a subject is named, its folder is in the snapshot and its own', async () => {
  const server = await confluentServer();
  const names = [
    '..',
    '.',
    '../../etc/passwd',
    'a/b',
    'A-value',
    'a-value',
    'ä',
    'con',
    ':.c:x',
    'x%2Fy',
    ' ',
    'x\u0000y',
    'n\nl',
  ];
  names.forEach((name, index) => server.store.register(name, { schema: record(`R${index}`, 'id') }));
  const topics = Object.fromEntries(names.map((name, index) => [`t${index}`, name]));
  const root = registryProject({ url: server.url, topics });
  const result = await quickPull(root);
  expect(told(result)).toEqual([]);
  const paths = Object.keys(filesIn(root));
  expect(paths.filter((path) => !/^registry\/[\w.~-]+\/(?:subject\.json|v1\.avsc)$/.test(path))).toEqual([
    'gen-msk-consumer.config.json',
  ]);
  expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(1 + 2 * names.length);
  const vendored = names.map((_, index) => record(`R${index}`, 'id'));
  expect(new Set(Object.values(snapshotFiles(root)).filter((text) => text.startsWith('{"type"')))).toEqual(
    new Set(vendored),
  );
});
