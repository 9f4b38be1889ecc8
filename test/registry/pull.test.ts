import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';

import { check } from '../../src/commands/check.js';
import { generate } from '../../src/commands/generate.js';
import { filesIn } from '../cli/temporary-project.js';
import { confluentServer, refusing } from './confluent-server.js';
import { quickPull, record, registryProject, snapshotFiles, told } from './registry-project.js';

const v1 = record('shop.Order', 'id');
const v2 = record('shop.Order', 'id', 'note');

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

test('every version is vendored byte for byte, with what identifies it', async () => {
  const { url, store } = await confluentServer();
  const odd = `{"type":"record",  "name":"Order",\n\t"doc":"é \\u0041 \u{1F600}", "fields":[] }`;
  store.register('orders-value', { schema: v1 });
  store.register('orders-value', { schema: odd });
  const root = registryProject({ url, topics: { orders: 'orders-value' } });

  const result = await quickPull(root);

  expect(told(result)).toEqual([]);
  expect(result.subjects).toEqual([{ subject: 'orders-value', versions: [1, 2] }]);
  const [first, second] = store.versions('orders-value', false);
  expect(snapshotFiles(root)).toEqual({
    'orders-value/v1.avsc': v1,
    'orders-value/v2.avsc': odd,
    'orders-value/subject.json': `${JSON.stringify(
      {
        subject: 'orders-value',
        versions: [
          { version: 1, id: 1, guid: first?.guid, type: 'AVRO', sha256: sha256(v1) },
          { version: 2, id: 2, guid: second?.guid, type: 'AVRO', sha256: sha256(odd) },
        ],
      },
      null,
      2,
    )}\n`,
  });
});

test('after a pull the consumers are generated without the registry', async () => {
  const server = await confluentServer();
  server.store.register('orders-value', { schema: v1 });
  server.store.register('orders-value', { schema: v2 });
  const root = registryProject({ url: server.url, topics: { orders: 'orders-value' } });
  await quickPull(root);
  const asked = server.requests.length;

  const generated = await generate({ cwd: root });

  expect(told(generated)).toEqual([]);
  expect(told(await check({ cwd: root }))).toEqual([]);
  expect(server.requests.length).toBe(asked);
  expect(filesIn(root)['gen/orders/decoder.ts']).toContain("case '1':");
  expect(filesIn(root)['gen/orders/decoder.ts']).toContain("case '2':");
});

test('without a pull the config names what is missing, and the command that gets it', async () => {
  const root = registryProject({ url: 'http://127.0.0.1:9', topics: { orders: 'orders-value' } });
  const { diagnostics } = await generate({ cwd: root });
  expect(diagnostics).toEqual([
    {
      code: 'subject-not-pulled',
      severity: 'error',
      message: 'the snapshot does not contain the subject "orders-value"',
      location: { file: 'gen-msk-consumer.config.json', pointer: '/topics/orders/value/subject', line: 11, column: 20 },
    },
  ]);
});

test('a second pull asks for no text, and writes nothing', async () => {
  const { url, store, requests } = await confluentServer();
  store.register('orders-value', { schema: v1 });
  store.register('orders-value', { schema: v2 });
  const root = registryProject({ url, topics: { orders: 'orders-value' } });
  await quickPull(root);
  requests.length = 0;

  const result = await quickPull(root);

  expect(requests).toEqual([
    'GET /subjects/orders-value/versions',
    'GET /schemas/ids/1/versions',
    'GET /schemas/ids/2/versions',
  ]);
  expect(result.changes.map(({ kind }) => kind)).toEqual(['unchanged', 'unchanged', 'unchanged']);
});

test('of a new version only that version is asked for', async () => {
  const { url, store, requests } = await confluentServer();
  store.register('orders-value', { schema: v1 });
  const root = registryProject({ url, topics: { orders: 'orders-value' } });
  await quickPull(root);
  store.register('orders-value', { schema: v2 });
  requests.length = 0;

  const result = await quickPull(root);

  expect(requests.filter((request) => request.startsWith('GET /subjects/orders-value/versions/'))).toEqual([
    'GET /subjects/orders-value/versions/2',
  ]);
  expect(result.changes.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'changed registry/orders-value/subject.json',
    'unchanged registry/orders-value/v1.avsc',
    'missing registry/orders-value/v2.avsc',
  ]);
});

test('a registry that does not tell where an id is in use is asked for the text again', async () => {
  const server = await confluentServer();
  server.store.register('orders-value', { schema: v1 });
  const root = registryProject({ url: server.url, topics: { orders: 'orders-value' } });
  await quickPull(root);
  server.requests.length = 0;
  server.intercept = (request, response) =>
    request.url?.startsWith('/schemas/ids/') === true && refusing(404)(request, response);
  const result = await quickPull(root);
  expect(told(result)).toEqual([]);
  expect(result.changes.map(({ kind }) => kind)).toEqual(['unchanged', 'unchanged']);
  expect(server.requests.at(-1)).toBe('GET /subjects/orders-value/versions/1');
});
