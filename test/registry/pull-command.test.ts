import { beforeEach, expect, test } from 'vitest';

import { initRegistry, type RegistryChoices } from '../../src/commands/init-registry.js';
import { run } from '../cli/run.js';
import { filesIn, temporaryProject } from '../cli/temporary-project.js';
import { confluentServer, refusing, type ConfluentServer } from './confluent-server.js';
import { record, registryProject, snapshotFiles } from './registry-project.js';
import { withoutWaiting } from './without-waiting.js';

withoutWaiting();

let server: ConfluentServer;
let root: string;

beforeEach(async () => {
  server = await confluentServer();
  server.store.register('orders-value', { schema: record('shop.Order', 'id') });
  server.store.register('orders-value', { schema: record('shop.Order', 'id', 'note') });
  root = registryProject({ url: server.url, topics: { orders: 'orders-value' } });
});

test('pull says what it wrote, and that there was nothing to write', async () => {
  expect(await run(['pull'], { cwd: root })).toEqual({
    exitCode: 0,
    stdout:
      'created registry/orders-value/subject.json\n' +
      'created registry/orders-value/v1.avsc\n' +
      'created registry/orders-value/v2.avsc\n' +
      'The snapshot contains 2 versions of 1 subject.\n',
    stderr: '',
  });
  expect(await run(['pull'], { cwd: root })).toEqual({
    exitCode: 0,
    stdout: 'Up to date: 2 versions of 1 subject.\n',
    stderr: '',
  });
});

test('pull --format json prints a report and nothing else', async () => {
  const { exitCode, stdout, stderr } = await run(['pull', '--format', 'json', '--dry-run'], { cwd: root, isTTY: true });
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toEqual({
    version: 1,
    command: 'pull',
    dryRun: true,
    exitCode: 0,
    root,
    subjects: [{ subject: 'orders-value', versions: [1, 2] }],
    files: [
      { path: 'registry/orders-value/subject.json', state: 'missing' },
      { path: 'registry/orders-value/v1.avsc', state: 'missing' },
      { path: 'registry/orders-value/v2.avsc', state: 'missing' },
    ],
    diagnostics: [],
  });
});

test('progress is shown on a terminal, on stderr, and cleared', async () => {
  const { stdout, stderr } = await run(['pull', '--no-color'], { cwd: root, isTTY: true });
  expect(stdout).not.toContain('\r');
  expect(stderr).toBe(
    '\rpulling ############............ 1/2\u001B[K\rpulling ######################## 2/2\u001B[K\r\u001B[K',
  );
});

test('a failure says what failed and what to try, exits with 3 and changes nothing', async () => {
  server.intercept = refusing(500);
  const { exitCode, stdout, stderr } = await run(['pull'], { cwd: root });
  expect([exitCode, stdout]).toEqual([3, '']);
  expect(stderr.replaceAll(server.url, 'http://registry')).toBe(
    'error registry-refused: the registry at http://registry responded to GET /subjects/orders-value/versions with 500\n' +
      '  Run the command again later; nothing was changed.\n',
  );
  expect(snapshotFiles(root)).toEqual({});
});

test('without a registry in the config, and without a subject, pull says so', async () => {
  const config = { topics: { a: { value: { subject: 'a-value' } } } };
  const without = temporaryProject({ 'gen-msk-consumer.config.json': JSON.stringify(config) });
  const { exitCode, stderr } = await run(['pull'], { cwd: without });
  expect([exitCode, stderr.split('\n')[0]]).toEqual([
    2,
    'error config-invalid: topics.a.value: a subject requires "registry" in the config',
  ]);
  const files = temporaryProject({
    'gen-msk-consumer.config.json': JSON.stringify({ topics: { a: { value: 'a.avsc' } } }),
  });
  expect(await run(['pull'], { cwd: files })).toEqual({
    exitCode: 0,
    stdout: 'Nothing to pull: none of the topics in the config names a subject.\n',
    stderr: '',
  });
});

test('init --registry writes a config of the topics that subjects tell; pull goes on from there', async () => {
  const { store, url } = server;
  store.register('orders-key', { schema: '"string"' });
  store.register('events-shop.Placed', { schema: record('shop.Placed', 'id') });
  store.register('events-shop.Cancelled', { schema: record('shop.Cancelled', 'id') });
  store.register('shop.Money', { schema: record('shop.Money', 'amount') });
  const cwd = temporaryProject();
  const env = { SCHEMA_REGISTRY_USERNAME: 'reader', SCHEMA_REGISTRY_PASSWORD: 's3cret' };
  const { exitCode, stdout, stderr } = await run(['init', '--registry', url, '--test-runner', 'node'], { cwd, env });
  expect([exitCode, stdout, stderr]).toEqual([
    0,
    "chose framing: confluent (that of the registry's serializers); " +
      `to change it: npx gen-msk-consumer init --force --framing glue --registry ${url}\n` +
      'chose key: string (topic events has no key schema: text, unless bytes are asked for); ' +
      `to change it: npx gen-msk-consumer init --force --key none --registry ${url}\n` +
      'chose testRunner: node (as given)\nchose importExtension: .js (the default)\n' +
      'created gen-msk-consumer.config.json with topics events, orders\nNext: npx gen-msk-consumer pull\n',
    'note schema-skipped: 1 subject does not show which topic it is for: shop.Money\n',
  ]);
  expect(JSON.parse(filesIn(cwd)['gen-msk-consumer.config.json'] ?? '')).toEqual({
    $schema: './node_modules/gen-msk-consumer/config.schema.json',
    output: 'src/consumers',
    testRunner: 'node',
    registry: {
      type: 'confluent',
      url,
      auth: { type: 'basic', username: '${SCHEMA_REGISTRY_USERNAME}', password: '${SCHEMA_REGISTRY_PASSWORD}' },
    },
    topics: {
      events: { key: 'string', value: { strategy: 'topic-record', records: ['shop.Cancelled', 'shop.Placed'] } },
      orders: { key: { subject: 'orders-key' }, value: { subject: 'orders-value' } },
    },
  });
  expect((await run(['pull'], { cwd, env })).exitCode).toBe(0);
});

test('init --add --registry adds the topics of new subjects to the config; pull goes on from there', async () => {
  const { store, url } = server;
  store.register('carts-key', { schema: '"long"' });
  store.register('carts-value', { schema: record('Cart', 'id') });
  store.register('shop.Money', { schema: record('shop.Money', 'amount') });
  expect(await run(['init', '--add', '--registry'], { cwd: root })).toEqual({
    exitCode: 0,
    stdout: 'updated gen-msk-consumer.config.json: added topic carts\nNext: npx gen-msk-consumer pull\n',
    stderr: 'note schema-skipped: 1 subject does not show which topic it is for: shop.Money\n',
  });
  expect(JSON.parse(filesIn(root)['gen-msk-consumer.config.json'] ?? '')).toMatchObject({
    topics: { carts: { key: { subject: 'carts-key' }, value: { subject: 'carts-value' } } },
  });
  expect((await run(['pull'], { cwd: root })).exitCode).toBe(0);

  const again = await run(['init', '--add', '--registry', `${url}/`, '--topic', '*'], { cwd: root });
  expect(again.stderr).toBe(
    'note topics-complete: the config already has every topic that the subjects of the registry show\n' +
      '  at gen-msk-consumer.config.json\n',
  );
});

test('init --add --registry is refused where the config names no registry, or another one', async () => {
  const other = await run(['init', '--add', '--registry', 'https://registry.example'], { cwd: root });
  expect([other.exitCode, other.stderr]).toEqual([
    2,
    'error usage: the config names another registry than --registry\n' +
      '  at gen-msk-consumer.config.json\n  Leave out the address: init --add --registry.\n',
  ]);
  const cwd = temporaryProject({
    'gen-msk-consumer.config.json': '{ "topics": { "a": { "value": "string" } } }',
  });
  const none = await run(['init', '--add', '--registry'], { cwd });
  expect([none.exitCode, none.stderr]).toEqual([
    2,
    'error registry-setup: the config has no "registry"\n  at gen-msk-consumer.config.json\n' +
      '  Add it: "registry": { "type": "confluent", "url": "${SCHEMA_REGISTRY_URL}" }.\n',
  ]);
});

test('init --registry asks through `choose` for topics, folder and test runner; null calls it off, and nothing is written', async () => {
  const { store, url } = server;
  store.register('carts-value', { schema: record('Cart', 'id') });
  const cwd = temporaryProject();
  const asked: RegistryChoices[] = [];
  const calledOff = await initRegistry({
    cwd,
    registry: url,
    env: {},
    choose: (found) => {
      asked.push(found);
      return Promise.resolve(null);
    },
  });
  expect(asked).toEqual([
    {
      topics: [
        { topic: 'carts', parts: { value: { subject: 'carts-value' } } },
        { topic: 'orders', parts: { value: { subject: 'orders-value' } } },
      ],
      output: 'src/consumers',
      testRunner: 'vitest',
    },
  ]);
  expect([calledOff, filesIn(cwd)]).toEqual([
    { root: cwd, file: null, created: [], topics: [], findings: [], decisions: [], diagnostics: [] },
    {},
  ]);
  const chosen = await initRegistry({
    cwd,
    registry: url,
    env: {},
    choose: ({ topics }) => Promise.resolve({ topics: topics.slice(1), output: 'gen', testRunner: 'node' }),
  });
  expect(chosen).toMatchObject({
    root: cwd,
    file: 'gen-msk-consumer.config.json',
    topics: ['orders'],
    diagnostics: [],
  });
  expect(JSON.parse(filesIn(cwd)['gen-msk-consumer.config.json'] ?? '')).toEqual({
    $schema: './node_modules/gen-msk-consumer/config.schema.json',
    output: 'gen',
    testRunner: 'node',
    registry: { type: 'confluent', url },
    topics: { orders: { key: 'string', value: { subject: 'orders-value' } } },
  });
});

test('init --registry does without an address only where the environment names one, and refuses a password in it', async () => {
  const cwd = temporaryProject();
  const missing = await run(['init', '--registry'], { cwd });
  expect([missing.exitCode, missing.stderr.split('\n')[0]]).toEqual([
    2,
    'error usage: the address of the registry is missing',
  ]);
  const password = await run(['init', '--registry', server.url.replace('//', '//u:s3cret@')], { cwd });
  expect([password.exitCode, password.stderr]).toEqual([
    2,
    'error usage: --registry: the config must not contain passwords: use "auth", or take the URL from "${NAME}"\n' +
      '  Credentials are read from SCHEMA_REGISTRY_USERNAME and SCHEMA_REGISTRY_PASSWORD, or SCHEMA_REGISTRY_TOKEN.\n',
  ]);
  expect(filesIn(cwd)).toEqual({});
  const named = await run(['init', '--registry', '--yes'], { cwd, env: { SCHEMA_REGISTRY_URL: server.url } });
  expect(named.exitCode).toBe(0);
  expect(filesIn(cwd)['gen-msk-consumer.config.json']).toContain('"url": "${SCHEMA_REGISTRY_URL}"');
});

test('init --registry of a registry that cannot be asked exits with 3 and writes nothing', async () => {
  server.intercept = refusing(401);
  const cwd = temporaryProject();
  const { exitCode } = await run(['init', '--registry', server.url], { cwd });
  expect(exitCode).toBe(3);
  expect(filesIn(cwd)).toEqual({});
});
