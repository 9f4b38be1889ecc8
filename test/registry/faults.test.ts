import type { ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { beforeEach, expect, onTestFinished, test } from 'vitest';

import { exitCodeOf } from '../../src/cli/exit-code.js';
import { failureOfStatus } from '../../src/sources/confluent-failure.js';
import { confluentServer, type ConfluentServer, type Intercept } from './confluent-server.js';
import {
  quickPace,
  quickPull,
  record,
  registryConfig,
  registryProject,
  snapshotFiles,
  told,
} from './registry-project.js';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

let server: ConfluentServer;
let root: string;
let before: Readonly<Record<string, string>>;

const order = record('shop.Order', 'id');

/** A project that has pulled one version, and a registry with one more. */
beforeEach(async () => {
  server = await confluentServer();
  server.store.register('orders-value', { schema: order });
  root = registryProject({ url: server.url, topics: { orders: 'orders-value' } });
  await quickPull(root);
  server.store.register('orders-value', { schema: record('shop.Order', 'id', 'note') });
  before = snapshotFiles(root);
  server.requests.length = 0;
});

interface Fault {
  readonly told: readonly string[];
  readonly exitCode: number;
  readonly requests: number;
  readonly waited: readonly number[];
}

/** Pulls from a registry that answers so; the snapshot must be as it was. */
async function faultOf(intercept: Intercept): Promise<Fault> {
  server.intercept = intercept;
  const clock = quickPace();
  const result = await quickPull(root, { clock });
  expect(snapshotFiles(root)).toEqual(before);
  return {
    told: told(result).map((line) => line.replaceAll(server.url, 'http://registry')),
    exitCode: exitCodeOf(result.diagnostics),
    requests: server.requests.length,
    waited: clock.waited,
  };
}

function answering(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Intercept {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/vnd.schemaregistry.v1+json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
    return true;
  };
}

/** Answers the request for the new version only. */
function forVersion(answer: (response: ServerResponse) => void): Intercept {
  return ({ url }, response) => {
    if (url !== '/subjects/orders-value/versions/2') return false;
    answer(response);
    return true;
  };
}

function versionAnswer(body: object): Intercept {
  return forVersion((response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ subject: 'orders-value', version: 2, id: 2, schema: order, ...body }));
  });
}

test('a connection that is refused', async () => {
  const free = createServer();
  await new Promise<void>((listening) => free.listen(0, '127.0.0.1', listening));
  const address = free.address();
  const port = typeof address === 'object' ? address?.port : 0;
  await new Promise((closed) => free.close(closed));
  const config = registryConfig({ url: `http://127.0.0.1:${port}`, topics: { orders: 'orders-value' } });
  writeFileSync(join(root, 'gen-msk-consumer.config.json'), config);
  const clock = quickPace();
  const result = await quickPull(root, { clock });
  expect(told(result)).toEqual([
    `error registry-unreachable: the registry at http://127.0.0.1:${port} could not be reached: the connection was refused`,
  ]);
  expect(exitCodeOf(result.diagnostics)).toBe(3);
  expect(clock.waited).toEqual([250, 500, 1000]);
  expect(snapshotFiles(root)).toEqual(before);
});

test('a connection that is reset', async () => {
  const fault = await faultOf(({ socket }) => {
    socket.resetAndDestroy();
    return true;
  });
  expect(fault).toEqual({
    told: ['error registry-unreachable: the registry at http://registry closed the connection without a response'],
    exitCode: 3,
    requests: 4,
    waited: [250, 500, 1000],
  });
});

test('a registry that does not answer in time', async () => {
  const config = registryConfig({ url: server.url, topics: { orders: 'orders-value' }, registry: { timeout: 1 } });
  writeFileSync(join(root, 'gen-msk-consumer.config.json'), config);
  const fault = await faultOf(() => true);
  expect(fault.told).toEqual([
    'error registry-unreachable: the registry at http://registry did not respond within 1 s',
  ]);
  expect(fault.exitCode).toBe(3);
});

test('an answer that ends amid its body', async () => {
  const fault = await faultOf(
    forVersion((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"subject":"orders-value"', () => response.socket?.destroy());
    }),
  );
  expect(fault.told).toEqual([
    'error registry-response-invalid: the registry at http://registry closed the connection during its response',
  ]);
  expect(fault.exitCode).toBe(3);
});

test('a packed answer that ends amid its body', async () => {
  const fault = await faultOf(
    forVersion((response) => {
      const packed = gzipSync(JSON.stringify({ subject: 'orders-value', version: 2, id: 2, schema: order }));
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(packed.subarray(0, 20));
    }),
  );
  expect(fault.told).toEqual([
    'error registry-response-invalid: the registry at http://registry closed the connection during its response',
  ]);
  expect(fault.exitCode).toBe(3);
});

test('an answer that is not packed as it says', async () => {
  const fault = await faultOf(answering(200, '[1]', { 'content-encoding': 'gzip' }));
  expect(fault.told).toEqual([
    'error registry-response-invalid: the registry at http://registry sent a response that is not valid HTTP or not encoded as declared',
  ]);
  expect(fault.requests).toBe(1);
  expect(fault.exitCode).toBe(3);
});

test('a wrong content type', async () => {
  const fault = await faultOf(answering(200, '[1]', { 'content-type': 'text/plain; charset=utf-8' }));
  expect(fault).toEqual({
    told: [
      'error registry-response-invalid: the registry at http://registry responded to GET /subjects/orders-value/versions with text/plain instead of JSON',
    ],
    exitCode: 3,
    requests: 1,
    waited: [],
  });
});

test('an HTML page with an error', async () => {
  const page = '<html><script>alert(1)</script></html>';
  const fault = await faultOf(answering(502, page, { 'content-type': 'text/html' }));
  expect(fault).toEqual({
    told: [
      'error registry-refused: the registry at http://registry responded to GET /subjects/orders-value/versions with 502',
    ],
    exitCode: 3,
    requests: 4,
    waited: [250, 500, 1000],
  });
});

test.each([
  [401, 'requires credentials, but none are set (401): Unauthorized'],
  [403, 'denied GET /subjects/orders-value/versions (403): Unauthorized'],
  [404, 'responded to GET /subjects/orders-value/versions with 404: Unauthorized'],
  [409, 'responded to GET /subjects/orders-value/versions with 409: Unauthorized'],
  [422, 'responded to GET /subjects/orders-value/versions with 422: Unauthorized'],
])('status %i, which no second try mends', async (status, message) => {
  const fault = await faultOf(answering(status, { error_code: status, message: 'Unauthorized' }));
  expect(fault).toEqual({
    told: [`error registry-refused: the registry at http://registry ${message}`],
    exitCode: 3,
    requests: 1,
    waited: [],
  });
});

test('a page that is not there is not the registry: its URL is to be checked', () => {
  const answer = { status: 404, headers: {}, body: Buffer.from('<html>') };
  const { error } = failureOfStatus({
    who: 'the registry',
    what: 'GET /subjects',
    answer,
    message: undefined,
    isSignedIn: false,
    now: 0,
  });
  expect(error.diagnostic.help).toContain('Check that "registry.url" is the registry');
});

test('status 500, tried again with longer and longer pauses', async () => {
  const fault = await faultOf(answering(500, { error_code: 50001, message: 'Error in the backend\n data store' }));
  expect(fault).toEqual({
    told: [
      'error registry-refused: the registry at http://registry responded to GET /subjects/orders-value/versions with 500: Error in the backend data store',
    ],
    exitCode: 3,
    requests: 4,
    waited: [250, 500, 1000],
  });
});

test('status 429 without Retry-After', async () => {
  const fault = await faultOf(answering(429, { error_code: 429, message: 'Too Many Requests' }));
  expect(fault).toEqual({
    told: ['error registry-refused: the registry at http://registry is rate limiting requests (429)'],
    exitCode: 3,
    requests: 4,
    waited: [250, 500, 1000],
  });
});

test('status 429 with Retry-After in seconds, and as a date', async () => {
  const seconds = await faultOf(answering(429, {}, { 'retry-after': '7' }));
  expect(seconds.waited).toEqual([7000, 7000, 7000]);
  expect(seconds.told).toEqual([
    'error registry-refused: the registry at http://registry is rate limiting requests (429): retry after 7 s',
  ]);
  const date = await faultOf(answering(429, {}, { 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }));
  expect(date.waited).toEqual([30_000, 30_000, 30_000]);
  expect([seconds.exitCode, date.exitCode]).toEqual([3, 3]);
});

test('a Retry-After that is longer than anyone waits ends the command', async () => {
  const fault = await faultOf(answering(429, {}, { 'retry-after': '3600' }));
  expect(fault).toEqual({
    told: [
      'error registry-refused: the registry at http://registry is rate limiting requests (429): retry after 3600 s',
    ],
    exitCode: 3,
    requests: 1,
    waited: [],
  });
});

test('a fault that passes is not told', async () => {
  let count = 0;
  server.intercept = (request, response) =>
    ++count < 3 && answering(503, {}, { 'retry-after': '1' })(request, response);
  const clock = quickPace();
  const result = await quickPull(root, { clock });
  expect(told(result)).toEqual([]);
  expect(clock.waited).toEqual([1000, 1000]);
  expect(Object.keys(snapshotFiles(root))).toEqual([
    'orders-value/subject.json',
    'orders-value/v1.avsc',
    'orders-value/v2.avsc',
  ]);
});

test('an answer that unpacks to more than is read', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));
  const fault = await faultOf(
    forVersion((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(bomb);
    }),
  );
  expect(fault.told).toEqual([
    'error registry-response-invalid: the registry at http://registry sent a response of more than 20 MB',
  ]);
  expect(fault.exitCode).toBe(3);
});

test('a schema of 50 MB, and one that is larger than generate reads', async () => {
  const large = await faultOf(versionAnswer({ schema: `"${'x'.repeat(50 * 1024 * 1024)}"` }));
  expect(large.told).toEqual([
    'error registry-response-invalid: the registry at http://registry sent a response of more than 20 MB',
  ]);
  const smaller = await faultOf(versionAnswer({ schema: `"${'x'.repeat(9 * 1024 * 1024)}"` }));
  expect(smaller.told).toEqual([
    'error registry-response-invalid: version 2 of the subject "orders-value" cannot be read: it is larger than 8 MB',
  ]);
  expect([large.exitCode, smaller.exitCode]).toEqual([3, 3]);
});

test('JSON that is none', async () => {
  const fault = await faultOf(answering(200, '{"subject":'));
  expect(fault.told).toEqual([
    'error registry-response-invalid: the registry at http://registry responded to GET /subjects/orders-value/versions with invalid JSON',
  ]);
  expect(fault.exitCode).toBe(3);
});

test.each([
  [
    { id: 2 ** 31 },
    'a schema id in GET /subjects/orders-value/versions/2 is not a whole number from 0 to 2147483647: 2147483648',
  ],
  [{ id: -1 }, 'a schema id in GET /subjects/orders-value/versions/2 is not a whole number from 0 to 2147483647: -1'],
  [{ id: '2' }, 'a schema id in GET /subjects/orders-value/versions/2 is not a whole number from 0 to 2147483647: "2"'],
  [{ version: 3 }, 'expected version 2 in GET /subjects/orders-value/versions/2, found 3'],
  [{ schema: {} }, 'expected a schema text in GET /subjects/orders-value/versions/2, found an object'],
  [{ guid: '../../x' }, 'expected a GUID in GET /subjects/orders-value/versions/2, found "../../x"'],
  [{ references: 'x' }, 'expected a list in GET /subjects/orders-value/versions/2, found "x"'],
])('an answer that is not as the API says: %j', async (body, message) => {
  const fault = await faultOf(versionAnswer(body));
  expect(fault.told).toEqual([`error registry-response-invalid: the registry's response is invalid: ${message}`]);
  expect(fault.exitCode).toBe(3);
});

test.each([
  ['not JSON at all', 'not JSON: invalid symbol'],
  ['{"type":"string","doc":"\uD800"}', 'it contains a lone surrogate'],
])('a schema that cannot be read: %s', async (schema, reason) => {
  const fault = await faultOf(versionAnswer({ schema }));
  expect(fault.told).toEqual([
    `error registry-response-invalid: version 2 of the subject "orders-value" cannot be read: ${reason}`,
  ]);
  expect(fault.exitCode).toBe(3);
});

test('a schema of a type that no consumer is generated from', async () => {
  const fault = await faultOf(versionAnswer({ schemaType: 'PROTOBUF', schema: 'syntax = "proto3";' }));
  expect(fault.told).toEqual([
    'error subject-unsupported: version 2 of the subject "orders-value" has the schema type "PROTOBUF"; only Avro and JSON Schema are supported',
  ]);
  expect(fault.exitCode).toBe(2);
});

test('references in a circle', async () => {
  const reference = { name: 'shop.Order', subject: 'orders-value', version: 2 };
  const fault = await faultOf(versionAnswer({ references: [reference] }));
  expect(fault.told).toEqual([
    'error registry-response-invalid: references are circular: "orders-value" 2 references "orders-value" 2',
  ]);
  expect(fault.exitCode).toBe(3);
});

test('references without an end', async () => {
  const fault = await faultOf((request, response) => {
    const [, subject = '', version] = /^\/subjects\/([^/]+)\/versions\/(\d+)/.exec(request.url ?? '') ?? [];
    if (version === undefined) return false;
    const references = [{ name: 'x', subject: `${subject}x`, version: 1 }];
    const body = { subject, version: Number(version), id: 9, schema: order, references };
    return answering(200, body)(request, response);
  });
  expect(fault.told).toEqual(['error registry-response-invalid: references are nested more than 50 schemas deep']);
  expect(fault.exitCode).toBe(3);
});

test('a reference to what the registry does not have', async () => {
  const fault = await faultOf(versionAnswer({ references: [{ name: 'x', subject: 'gone', version: 4 }] }));
  expect(fault.told).toEqual([
    'error registry-response-invalid: version 2 of "orders-value" references version 4 of the subject "gone", which the registry does not have',
  ]);
  expect(fault.exitCode).toBe(3);
});

test('redirects without an end', async () => {
  const fault = await faultOf(answering(302, '', { location: '/elsewhere' }));
  expect(fault.told).toEqual([
    'error registry-response-invalid: the registry at http://registry redirected more than 5 times',
  ]);
  expect(fault.requests).toBe(6);
  expect(fault.exitCode).toBe(3);
});

test('the same id with another text', async () => {
  server.store.put({ subject: 'orders-value', version: 1, id: 1, schema: record('shop.Order', 'other') });
  writeFileSync(join(root, 'registry/orders-value/v1.avsc'), 'edited');
  before = snapshotFiles(root);
  const fault = await faultOf(() => false);
  expect(fault.told).toEqual([
    'error registry-changed: version 1 of the subject "orders-value" has a different text than when it was pulled, under the same id',
  ]);
  expect(fault.exitCode).toBe(1);
});

test('a registry that was set up anew', async () => {
  server.store.put({ subject: 'orders-value', version: 1, id: 7, schema: order });
  const fault = await faultOf(() => false);
  expect(fault.told).toEqual([
    'error registry-changed: version 1 of the subject "orders-value" had the schema id 1 when it was pulled, but now has 7',
  ]);
  expect(fault.exitCode).toBe(1);
});

test('an id that stands for two texts', async () => {
  const fault = await faultOf(versionAnswer({ id: 1, schema: record('shop.Order', 'other') }));
  expect(fault.told).toEqual([
    'error registry-changed: the schema id 1 has two different texts: version 1 of "orders-value" and version 2 of "orders-value"',
  ]);
  expect(fault.exitCode).toBe(1);
});

test('a file in the snapshot that cannot be written leaves the others as they were', async () => {
  // A folder is where the new file belongs.
  const { mkdirSync } = await import('node:fs');
  mkdirSync(join(root, 'registry/orders-value/v2.avsc/x'), { recursive: true });
  onTestFinished(() => undefined);
  const result = await quickPull(root);
  expect(told(result)).toEqual(['error unreadable: a folder is in the way (EISDIR)']);
  expect(snapshotFiles(root)).toEqual(before);
});
