import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';

import { generate } from '../../src/commands/generate.js';
import { run, type Ran } from '../cli/run.js';
import { filesIn } from '../cli/temporary-project.js';
import { confluentServer, refusing, type ConfluentServer } from './confluent-server.js';
import { quickPull, record, registryProject } from './registry-project.js';

const v1 = record('shop.Order', 'id');
const v2 = record('shop.Order', 'id', 'note');

let server: ConfluentServer;
let root: string;

beforeEach(async () => {
  server = await confluentServer();
  server.store.register('orders-value', { schema: v1 });
  root = registryProject({ url: server.url, topics: { orders: 'orders-value' } });
  await quickPull(root);
  await generate({ cwd: root });
});

/** `check --registry`, which must leave every file as it is. */
async function checkRegistry(): Promise<Ran> {
  const before = filesIn(root);
  const ran = await run(['check', '--registry'], { cwd: root });
  expect(filesIn(root)).toEqual(before);
  return ran;
}

test('a snapshot that is what the registry holds', async () => {
  const { exitCode, stdout, stderr } = await checkRegistry();
  expect([exitCode, stdout.split(':')[0], stderr]).toEqual([0, 'In sync', '']);
});

test('a registry that is ahead', async () => {
  server.store.register('orders-value', { schema: v2 });
  const { exitCode, stderr } = await checkRegistry();
  expect(exitCode).toBe(1);
  expect(stderr).toBe(
    'error registry-drift: version 2 (schema id 2) of the subject "orders-value" is not in the snapshot\n' +
      '  at gen-msk-consumer.config.json\n' +
      '  Run `npx gen-msk-consumer pull` and `generate`, and commit the result.\n',
  );
});

test('without --registry nobody is asked', async () => {
  server.store.register('orders-value', { schema: v2 });
  server.requests.length = 0;
  expect((await run(['check'], { cwd: root })).exitCode).toBe(0);
  expect(server.requests).toEqual([]);
});

test('another id, and another text', async () => {
  server.store.put({ subject: 'orders-value', version: 1, id: 4, schema: v1 });
  const id = await checkRegistry();
  expect([id.exitCode, id.stderr.split('\n')[0]]).toEqual([
    1,
    'error registry-changed: version 1 of the subject "orders-value" had the schema id 1 when it was pulled, but now has 4',
  ]);
  server.store.put({ subject: 'orders-value', version: 1, id: 1, schema: v2 });
  const text = await checkRegistry();
  expect([text.exitCode, text.stderr.split('\n')[0]]).toEqual([
    1,
    'error registry-changed: version 1 of the subject "orders-value" has a different text than when it was pulled, under the same id',
  ]);
});

test('a subject that is gone', async () => {
  server.store.delete('orders-value', [1], false);
  const { exitCode, stderr } = await checkRegistry();
  expect([exitCode, stderr.split('\n')[0]]).toEqual([
    1,
    'error registry-drift: the subject "orders-value" is no longer in the registry',
  ]);
});

test('a vendored file that was edited', async () => {
  writeFileSync(join(root, 'registry/orders-value/v1.avsc'), `${v1}\r\n`);
  const { exitCode, stderr } = await checkRegistry();
  expect([exitCode, stderr]).toEqual([
    1,
    'error registry-drift: differs from the text that was pulled: it was edited, deleted, or its line endings changed\n' +
      '  at registry/orders-value/v1.avsc\n' +
      '  Run `npx gen-msk-consumer pull` and `generate`, and commit the result.\n',
  ]);
});

test('a registry that cannot be asked', async () => {
  server.intercept = refusing(403);
  const { exitCode, stderr } = await checkRegistry();
  expect([exitCode, stderr.replace(server.url, 'http://registry')]).toEqual([
    3,
    'error registry-refused: the registry at http://registry denied GET /subjects/orders-value/versions (403)\n' +
      '  Ask for permission to read these subjects (Confluent: the role DeveloperRead).\n',
  ]);
});
