import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

import { exitCodeOf } from '../../src/cli/exit-code.js';
import { confluentServer, refusing, type ConfluentServer } from './confluent-server.js';
import { quickPace, quickPull, record, registryProject, snapshotFiles, told } from './registry-project.js';

const certificates = join(import.meta.dirname, 'certificates');

function pem(name: string): Buffer {
  return readFileSync(join(certificates, `${name}.pem`));
}

function tls(name: string) {
  return { cert: pem(name), key: pem(`${name}-key`) };
}

const trusted = { ca: join(certificates, 'ca.pem') };

/** A registry with one subject. */
async function registry(settings: Parameters<typeof confluentServer>[0] = {}): Promise<ConfluentServer> {
  const server = await confluentServer(settings);
  server.store.register('orders-value', { schema: record('shop.Order', 'id') });
  return server;
}

function project(url: string | readonly string[], settings: object = {}): string {
  return registryProject({ url: url as string, topics: { orders: 'orders-value' }, registry: settings });
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  // A TCP server's address is an object.
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('user name and password', async () => {
  const { url, headers } = await registry();
  const auth = { type: 'basic', username: 'reader', password: '${PASSWORD}' };
  const result = await quickPull(project(url, { auth }), { env: { PASSWORD: 'p:ä s' } });
  expect(told(result)).toEqual([]);
  expect(headers[0]?.authorization).toBe(`Basic ${Buffer.from('reader:p:ä s').toString('base64')}`);
});

test('user name and password in the URL of an environment variable', async () => {
  const { url, headers } = await registry();
  const withUser = url.replace('http://', 'http://reader:p%20w@');
  const result = await quickPull(project('${REGISTRY}'), { env: { REGISTRY: withUser } });
  expect(told(result)).toEqual([]);
  expect(headers[0]?.authorization).toBe(`Basic ${Buffer.from('reader:p w').toString('base64')}`);
});

test('a token from a file, with what Confluent Cloud wants to know beside it', async () => {
  const { url, headers } = await registry();
  const { writeFileSync } = await import('node:fs');
  const auth = { type: 'bearer', token: { file: 'token.txt' }, logicalCluster: 'lsrc-1', identityPool: 'pool-2' };
  const root = project(url, { auth });
  writeFileSync(join(root, 'token.txt'), 'abc.def\n');
  expect(told(await quickPull(root))).toEqual([]);
  expect(headers[0]).toMatchObject({
    authorization: 'Bearer abc.def',
    'target-sr-cluster': 'lsrc-1',
    'confluent-identity-pool-id': 'pool-2',
  });
});

test('a token from an authorization server, asked for once and again when it is refused', async () => {
  const bodies: string[] = [];
  const issuer = createServer((request, response) => {
    let body = `${request.headers.authorization} `;
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      bodies.push(body);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ access_token: `token-${bodies.length}`, token_type: 'Bearer', expires_in: 3600 }));
    });
  });
  const address = await listen(issuer);
  const server = await registry({
    intercept: (request, response) => {
      if (request.headers.authorization === 'Bearer token-2') return false;
      response.writeHead(401).end();
      return true;
    },
  });
  const auth = {
    type: 'oauth',
    tokenUrl: `http://${address}/token`,
    clientId: 'client',
    clientSecret: '${SECRET}',
    scope: 'read',
  };
  const result = await quickPull(project(server.url, { auth }), { env: { SECRET: 's/1' } });
  expect(told(result)).toEqual([]);
  const asked = `Basic ${Buffer.from('client:s%2F1').toString('base64')} grant_type=client_credentials&scope=read`;
  expect(bodies).toEqual([asked, asked]);
  expect(server.headers.map(({ authorization }) => authorization)).toEqual([
    'Bearer token-1',
    'Bearer token-2',
    'Bearer token-2',
  ]);
});

test('a registry that refuses every token is asked twice', async () => {
  const issuer = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"access_token":"t"}');
  });
  const address = await listen(issuer);
  const server = await registry({ intercept: refusing(401) });
  const auth = { type: 'oauth', tokenUrl: `http://${address}/token`, clientId: 'c', clientSecret: '${SECRET}' };
  const result = await quickPull(project(server.url, { auth }), { env: { SECRET: 's' } });
  expect(told(result)).toEqual([
    `error registry-refused: the registry at ${server.url} rejected the credentials (401)`,
  ]);
  expect(exitCodeOf(result.diagnostics)).toBe(3);
  expect(server.requests.length).toBe(2);
});

test('an authorization server that refuses, and one that gives no token', async () => {
  const answers = [
    { status: 400, body: '{"error":"invalid_client","error_description":"s3cret is wrong"}' },
    { status: 200, body: '{}' },
  ];
  const issuer = createServer((_, response) => {
    const { status, body } = answers.shift() ?? { status: 500, body: '' };
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  const address = await listen(issuer);
  const { url } = await registry();
  const auth = { type: 'oauth', tokenUrl: `http://${address}/token`, clientId: 'c', clientSecret: '${SECRET}' };
  const root = project(url, { auth });
  const env = { SECRET: 's3cret' };
  const refusal = await quickPull(root, { env });
  expect(told(refusal)).toEqual([
    `error registry-refused: the token endpoint at ${address} responded to the token request with 400`,
  ]);
  const nothing = await quickPull(root, { env });
  expect(told(nothing)).toEqual([
    `error registry-response-invalid: the token endpoint at ${address} did not return a token`,
  ]);
  expect([exitCodeOf(refusal.diagnostics), exitCodeOf(nothing.diagnostics)]).toEqual([3, 3]);
  expect(snapshotFiles(root)).toEqual({});
});

test('a certificate of an authority that the config names', async () => {
  const { url } = await registry({ tls: tls('server') });
  expect(told(await quickPull(project(url, { tls: trusted })))).toEqual([]);
});

test('a client certificate', async () => {
  const mutual = { ...tls('server'), ca: pem('ca'), requestCert: true, rejectUnauthorized: true };
  const { url } = await registry({ tls: mutual });
  const identity = { cert: join(certificates, 'client.pem'), key: join(certificates, 'client-key.pem') };
  expect(told(await quickPull(project(url, { tls: { ...trusted, ...identity } })))).toEqual([]);
});

test('a file of the config that is not there', async () => {
  const { url } = await registry();
  expect(told(await quickPull(project(url, { tls: { ca: 'gone.pem' } })))).toEqual([
    'error registry-setup: the file that registry.tls.ca names does not exist',
  ]);
});

test('of several nodes the next is asked when one fails, and stays the one that is asked', async () => {
  const broken = await registry({ intercept: refusing(503) });
  const sound = await registry();
  const clock = quickPace();
  const result = await quickPull(project([broken.url, sound.url]), { clock });
  expect(told(result)).toEqual([]);
  expect(broken.requests).toEqual(['GET /subjects/orders-value/versions']);
  expect(sound.requests).toEqual(['GET /subjects/orders-value/versions', 'GET /subjects/orders-value/versions/1']);
  expect(clock.waited).toEqual([]);
});

test('a redirect is followed: with credentials on the same host, without them to another', async () => {
  const other = await registry();
  const server = await registry({
    intercept: ({ url = '' }, response) => {
      const location = url.startsWith('/old') ? url.slice('/old'.length) : `${other.url}${url}`;
      response.writeHead(307, { location }).end();
      return true;
    },
  });
  const auth = { type: 'basic', username: 'reader', password: '${PASSWORD}' };
  const result = await quickPull(project(`${server.url}/old`, { auth }), { env: { PASSWORD: 'x' } });
  expect(told(result)).toEqual([]);
  expect(server.headers.every(({ authorization }) => authorization !== undefined)).toBe(true);
  expect(server.requests.slice(0, 2)).toEqual([
    'GET /old/subjects/orders-value/versions',
    'GET /subjects/orders-value/versions',
  ]);
  expect(other.requests.length).toBe(2);
  expect(other.headers.map(({ authorization, cookie }) => [authorization, cookie])).toEqual([
    [undefined, undefined],
    [undefined, undefined],
  ]);
});

test('a redirect from https to http is not followed', async () => {
  const plain = await registry();
  const server = await registry({
    tls: tls('server'),
    intercept: refusing(302, { location: plain.url }),
  });
  const result = await quickPull(project(server.url, { tls: trusted }));
  expect(told(result)).toEqual([
    `error registry-response-invalid: the registry at ${server.url} redirected from https to http, which is not followed`,
  ]);
  expect(exitCodeOf(result.diagnostics)).toBe(3);
  expect(plain.requests).toEqual([]);
});

test('a proxy for http takes the whole URL', async () => {
  const { url, store } = await registry();
  const seen: string[] = [];
  const proxy = createServer((request, response) => {
    seen.push(`${request.url} ${request.headers['proxy-authorization']}`);
    const body =
      request.url?.endsWith('/versions') === true
        ? [1]
        : { version: 1, id: 1, schema: store.version('orders-value', '1', false).schema };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  const address = await listen(proxy);
  const result = await quickPull(project(url), { env: { http_proxy: `http://user:pw@${address}` } });
  expect(told(result)).toEqual([]);
  const credentials = `Basic ${Buffer.from('user:pw').toString('base64')}`;
  expect(seen).toEqual([
    `${url}/subjects/orders-value/versions ${credentials}`,
    `${url}/subjects/orders-value/versions/1 ${credentials}`,
  ]);
});

test('a proxy for https opens a tunnel, through which the TLS is that of the registry', async () => {
  const { url } = await registry({ tls: tls('server') });
  const tunnels: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (request, socket) => {
    tunnels.push(request.url ?? '');
    const target = connect(Number(new URL(url).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    socket.on('error', () => target.destroy());
    target.on('error', () => socket.destroy());
  });
  const address = await listen(proxy);
  const env = { HTTPS_PROXY: `http://${address}` };
  expect(told(await quickPull(project(url, { tls: trusted }), { env }))).toEqual([]);
  expect(new Set(tunnels)).toEqual(new Set([new URL(url).host]));
  tunnels.length = 0;
  expect(
    told(await quickPull(project(url, { tls: trusted }), { env: { ...env, NO_PROXY: 'x.example,127.0.0.1' } })),
  ).toEqual([]);
  expect(tunnels).toEqual([]);
});

test('a proxy that refuses, and a proxy variable that is no URL', async () => {
  const { url } = await registry({ tls: tls('server') });
  const proxy = createServer();
  proxy.on('connect', (_, socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));
  const address = await listen(proxy);
  const root = project(url, { tls: trusted });
  const refusal = await quickPull(root, { env: { HTTPS_PROXY: `http://${address}` } });
  expect(told(refusal)).toEqual([
    `error registry-unreachable: the registry at ${url} could not be reached: the proxy returned 407`,
  ]);
  const mistake = await quickPull(root, { env: { HTTPS_PROXY: 'http://user:s3cret@:bad' } });
  expect(told(mistake)).toEqual(['error registry-setup: a proxy environment variable is not an http or https URL']);
  expect([exitCodeOf(refusal.diagnostics), exitCodeOf(mistake.diagnostics)]).toEqual([3, 2]);
});
