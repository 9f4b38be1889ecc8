import { inspect } from 'node:util';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { loadConfig } from '../../src/config/load-config.js';
import { run } from '../cli/run.js';
import { filesIn } from '../cli/temporary-project.js';
import { dayShare } from '../support/day-share.js';
import { confluentServer, type Intercept } from './confluent-server.js';
import { record, registryProject } from './registry-project.js';
import { withoutWaiting } from './without-waiting.js';

withoutWaiting();

const secret = 'Tr0ub4dor&3-s3cret';
const encoded = Buffer.from(`reader:${secret}`).toString('base64');

const commands = [
  ['pull'],
  ['check', '--registry'],
  ['generate'],
  ['pull', '--format', 'json'],
  ['pull', '--topic', 'x'],
  ['diff', '--registry'],
  ['diff', '--registry', '--format', 'markdown'],
  ['check', '--registry', '--format', 'sarif'],
  ['check', '--registry', '--format', 'github'],
];

/** What a registry that repeats what it is sent answers with. */
function echoing(status: number, type: string): Intercept {
  return ({ headers, url }, response) => {
    const message = `${headers.authorization} and ${'x'.repeat(120)} ${secret} ${encodeURIComponent(secret)} in ${url}`;
    response.writeHead(status, {
      'content-type': type,
      'retry-after': '3600',
      location: `http://${secret}@127.0.0.1:1/${secret}`,
    });
    response.end(type.includes('json') ? JSON.stringify({ error_code: status, message }) : message);
    return true;
  };
}

const faults: readonly (readonly [string, Intercept])[] = [
  ...[200, 302, 400, 401, 403, 404, 409, 422, 429, 500, 503].flatMap((status): (readonly [string, Intercept])[] => [
    [`${status} as JSON`, echoing(status, 'application/json')],
    [`${status} as HTML`, echoing(status, 'text/html')],
  ]),
  [
    'a reset',
    ({ socket }) => {
      socket.resetAndDestroy();
      return true;
    },
  ],
  [
    'an answer that is cut off',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '99' });
      response.write(`{"${secret}`, () => response.socket?.destroy());
      return true;
    },
  ],
];

const ways: readonly (readonly [string, object])[] = [
  ['a password', { auth: { type: 'basic', username: 'reader', password: '${SECRET}' } }],
  ['a token', { auth: { type: 'bearer', token: '${SECRET}' } }],
  ['a password in the URL of the environment', {}],
  ['a token of a file', { auth: { type: 'bearer', token: { file: 'token.txt' } } }],
];

/** Half of the ways each day, with a third of the faults: every fault meets each way in turn. */
const rounds = ways.map(([way, registry], index) => {
  const turned = [...faults.slice(index), ...faults.slice(0, index)];
  return [way, registry, dayShare(turned, 3)] as const;
});

test.each(dayShare(rounds, 2))(
  '%s appears in no output and no file, whatever command fails in whatever way',
  async (way, registry, met) => {
    const server = await confluentServer();
    server.store.register('orders-value', { schema: record('shop.Order', 'id') });
    const inUrl = way.endsWith('environment');
    const root = registryProject({
      url: inUrl ? '${REGISTRY}' : server.url,
      topics: { orders: 'orders-value' },
      registry,
    });
    if (way.endsWith('file')) writeFileSync(join(root, 'token.txt'), secret);
    const env = {
      SECRET: secret,
      REGISTRY: server.url.replace('//', `//reader:${encodeURIComponent(secret)}@`),
      HTTPS_PROXY: `http://${secret}@127.0.0.1:1`,
    };
    let output = '';
    for (const [, intercept] of [['no fault', undefined] as const, ...met]) {
      server.intercept = intercept;
      for (const command of commands) {
        const { stdout, stderr } = await run(command, { cwd: root, env });
        output += stdout + stderr;
      }
    }
    const files = Object.entries(filesIn(root)).filter(([path]) => path !== 'token.txt');
    for (const place of [output, JSON.stringify(files)]) {
      for (const form of [secret, encoded, encodeURIComponent(secret), secret.slice(0, 8)]) {
        expect(place).not.toContain(form);
      }
    }
    // The registry was asked, signed in, and what it said was told.
    expect(
      server.headers.some(
        ({ authorization }) => authorization?.includes(secret) === true || authorization?.includes(encoded) === true,
      ),
    ).toBe(true);
    expect(output).toContain('(secret)');
  },
);

test('a secret that stands in the config is refused, and not shown', async () => {
  const auth = { type: 'basic', username: 'reader', password: secret };
  const root = registryProject({ url: 'http://127.0.0.1:1', topics: { orders: 'orders-value' }, registry: { auth } });
  const { exitCode, stdout, stderr } = await run(['pull'], { cwd: root });
  expect([exitCode, stdout, stderr.split('\n')[0]]).toEqual([
    2,
    '',
    'error config-invalid: registry.auth.password: the config must not contain secrets: use "${NAME}" for an environment variable, or { "file": … }',
  ]);
  expect(stderr).not.toContain(secret);
});

test('a config that is printed shows no secret', async () => {
  const auth = { type: 'basic', username: 'reader', password: '${SECRET}' };
  const root = registryProject({ url: 'http://127.0.0.1:1', topics: { orders: 'orders-value' }, registry: { auth } });
  const loaded = await loadConfig({ cwd: root, env: { SECRET: secret } });
  expect(loaded.ok).toBe(true);
  for (const text of [JSON.stringify(loaded), inspect(loaded, { depth: 20, showHidden: true })]) {
    expect(text).not.toContain(secret);
    expect(text).toContain('(secret)');
  }
});
