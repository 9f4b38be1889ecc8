import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';

import { diff, type DiffOptions } from '../../src/commands/diff.js';
import type { DiffResult } from '../../src/commands/diff-result.js';
import { run } from '../cli/run.js';
import { filesIn } from '../cli/temporary-project.js';
import { confluentServer, refusing, type ConfluentServer } from '../registry/confluent-server.js';
import { quickPace, quickPull, record, registryConfig, registryProject } from '../registry/registry-project.js';
import { told } from './told.js';

const v1 = record('shop.Order', 'id');
const v2 = record('shop.Order', 'id', 'note');

let server: ConfluentServer;

beforeEach(async () => {
  server = await confluentServer();
  server.store.register('orders-value', { schema: v1 });
});

/** `diff --registry`, which must leave every file as it is. */
async function compare(root: string, options: DiffOptions = {}): Promise<DiffResult> {
  const before = filesIn(root);
  const result = await diff({ cwd: root, compare: { kind: 'registry' }, env: {}, clock: quickPace(), ...options });
  expect(filesIn(root)).toEqual(before);
  return result;
}

async function pulled(topics: Readonly<Record<string, object | string>> = { orders: 'orders-value' }): Promise<string> {
  const root = registryProject({ url: server.url, topics });
  await quickPull(root);
  return root;
}

test('a registry that holds what was pulled; topics with files are none of its business', async () => {
  const root = await pulled({ orders: 'orders-value', local: { file: 'nowhere.avsc' } });
  expect(told(await compare(root))).toEqual(['the snapshot -> the registry', 'orders: unchanged']);
});

test('a registry that is ahead', async () => {
  const root = await pulled();
  server.store.register('orders-value', { schema: v2 });
  const result = await compare(root, { compatibility: true });
  expect(told(result)).toEqual([
    'the snapshot -> the registry',
    'orders: changed',
    '  value v1 (id 1) -> v2 (id 2): types',
    '    note added  -> string: types',
    '    added v2 (id 2)',
  ]);
  const modes = result.topics[0]?.parts[0]?.compatibility?.modes;
  expect(modes?.FULL_TRANSITIVE).toEqual({ answer: 'yes', reasons: [] });
});

test('a version that was deleted in the registry', async () => {
  server.store.register('orders-value', { schema: v2 });
  const root = await pulled();
  server.store.delete('orders-value', [2], false);
  expect(told(await compare(root))).toEqual([
    'the snapshot -> the registry',
    'orders: changed',
    '  value v2 (id 2) -> v1 (id 1): types',
    '    note removed string -> : types',
    '    removed v2 (id 2)',
    'warning subject-vanished: version 2 of the subject "orders-value" is no longer in the registry',
  ]);
});

test('a topic that was not pulled yet is new', async () => {
  const root = await pulled();
  server.store.register('pay-value', { schema: v2 });
  const topics = { orders: 'orders-value', pay: 'pay-value' };
  writeFileSync(join(root, 'gen-msk-consumer.config.json'), registryConfig({ url: server.url, topics }));
  expect(told(await compare(root))).toEqual(['the snapshot -> the registry', 'orders: unchanged', 'pay: added']);
  expect(told(await compare(root, { topics: ['p*'] }))).toEqual(['the snapshot -> the registry', 'pay: added']);
});

test('schemas that refer to others, of which a newer version came', async () => {
  const reference = { name: 'shop.Money', subject: 'money', version: 1 };
  const order = (version: number) => ({
    schema: JSON.stringify({ type: 'record', name: 'Order', fields: [{ name: 'total', type: 'shop.Money' }] }),
    references: [{ ...reference, version }],
  });
  server.store.register('money', { schema: record('shop.Money', 'amount') });
  server.store.register('totals-value', order(1));
  const root = await pulled({ totals: 'totals-value' });
  server.store.register('money', { schema: record('shop.Money', 'amount', 'currency') });
  server.store.register('totals-value', order(2));
  expect(told(await compare(root))).toEqual([
    'the snapshot -> the registry',
    'totals: changed',
    '  value v1 (id 3) -> v2 (id 5): types',
    '    total.currency added  -> string: types',
    '    added v2 (id 5)',
  ]);
});

test('a registry that contradicts the snapshot, one that fails, and none', async () => {
  const root = await pulled();
  server.store.put({ subject: 'orders-value', version: 1, id: 4, schema: v1 });
  const changed = await run(['diff', '--registry'], { cwd: root });
  expect([changed.exitCode, changed.stderr.split(':')[0]]).toEqual([1, 'error registry-changed']);
  server.intercept = refusing(403);
  expect((await run(['diff', '--registry'], { cwd: root })).exitCode).toBe(3);
  const without = registryProject({ url: server.url, topics: { a: { file: 'a.avsc' } } });
  const { exitCode, stdout, stderr } = await run(['diff', '--registry'], { cwd: without });
  expect([exitCode, stdout, stderr]).toEqual([
    0,
    'the snapshot -> the registry\n\nThere are no topics to compare.\n',
    '',
  ]);
});
