import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generate } from '../../src/commands/generate.js';
import { inspect } from '../../src/commands/inspect.js';
import { verify } from '../../src/commands/verify.js';
import { confluentFrame } from '../../src/runtime/simulate/frame-encode.js';
import { run } from '../cli/run.js';
import { temporaryProject } from '../cli/temporary-project.js';
import { record } from '../pipeline/temp-project.js';
import { confluentServer } from '../registry/confluent-server.js';
import { quickPull, registryProject } from '../registry/registry-project.js';

const v1 = JSON.stringify(record('Order', [['id', 'string']]));
const v2 = JSON.stringify({
  ...record('Order', []),
  fields: [
    { name: 'id', type: 'string' },
    { name: 'note', type: 'string', default: '' },
  ],
});
const payload = Buffer.from('\u0002a\u0004hi');

test('a schema of an unknown id is fetched with --registry alone', async () => {
  const server = await confluentServer();
  server.store.put({ subject: 'orders-value', id: 4, schema: v1 });
  const root = registryProject({ url: server.url, topics: { orders: 'orders-value' } });
  await quickPull(root);
  server.store.put({ subject: 'orders-value', version: 2, id: 9, schema: v2 });
  const before = server.requests.length;
  const options = { cwd: root, topics: ['orders'], input: confluentFrame(9, payload), encoding: 'raw' } as const;
  const unknown = await inspect(options);
  expect([unknown.records[0]?.value?.causes[0]?.code, server.requests.length]).toEqual(['unknown-schema', before]);
  const fetched = await inspect({ ...options, registry: true });
  expect(fetched.diagnostics).toEqual([]);
  expect(fetched.records[0]?.value?.fields.map(({ path, value }) => [path, value])).toEqual([
    ['id', 'a'],
    ['note', 'hi'],
  ]);
});

test('verify names the ids that are in the snapshot and not in the decoder, and those that are in neither', async () => {
  const server = await confluentServer();
  server.store.put({ subject: 'orders-value', id: 4, schema: v1 });
  server.store.put({ subject: 'orders-value', version: 2, id: 9, schema: v2 });
  const topics = { orders: { subject: 'orders-value', versions: 'all' } };
  const root = registryProject({ url: server.url, topics });
  await quickPull(root);
  const file = join(root, 'gen-msk-consumer.config.json');
  const latest = registryProject({
    url: server.url,
    topics: { orders: { subject: 'orders-value', versions: 'latest' } },
  });
  writeFileSync(file, readFileSync(join(latest, 'gen-msk-consumer.config.json')));
  await generate({ cwd: root });
  const values = [confluentFrame(4, payload.subarray(0, 2)), confluentFrame(9, payload), confluentFrame(77, payload)];
  const from = Buffer.from(
    JSON.stringify(
      values.map((value, offset) => ({
        topic: 'orders',
        partition: 0,
        offset,
        timestamp: 0,
        value: Buffer.from(value).toString('base64'),
      })),
    ),
  );
  const { topics: verified, diagnostics } = await verify({ cwd: root, env: {}, from });
  expect(verified[0]?.records.map(({ value }) => value.verdict)).toEqual(['slow-path', 'agreed', 'unknown-schema']);
  expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
    ['record-schema-unknown', 'error'],
    ['slow-path-needed', 'warning'],
  ]);
});

test('an on-failure message of SQS names the commands that read its offsets', async () => {
  const info = { recordsInfo: { 'orders-3': { firstRecordOffset: '17', lastRecordOffset: '19' } } };
  const root = temporaryProject({
    'order.avsc': v1,
    'gen-msk-consumer.config.json': JSON.stringify({ output: 'gen', topics: { orders: { value: 'order.avsc' } } }),
    'message.json': JSON.stringify({ KafkaBatchInfo: info }),
  });
  const { stdout } = await run(['inspect', 'message.json'], { cwd: root });
  expect(stdout.trimEnd().split('\n').slice(-2)).toEqual([
    '  npx gen-msk-consumer verify orders --offsets 3:17-19',
    '  npx gen-msk-consumer redrive orders --offsets 3:17-19',
  ]);
});
