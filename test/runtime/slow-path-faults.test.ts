import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';

import { ByteReader } from '../../src/runtime/byte-reader.js';
import { confluentSchemas, type ConfluentSettings } from '../../src/runtime/later/confluent-fetch.js';
import { RuntimeSchemaCache } from '../../src/runtime/later/runtime-schema-cache.js';
import { SchemaLoader } from '../../src/runtime/later/schema-loader.js';
import type { SchemaSource } from '../../src/runtime/later/schema-source.js';
import { DEFAULT_VALUES } from '../../src/runtime/resolution/value-shape.js';
import { confluentServer, type ConfluentServer, type Intercept } from '../registry/confluent-server.js';

const item = { type: 'record', name: 'Item', fields: [{ name: 'sku', type: 'string' }] };
const newer = { ...item, fields: [{ name: 'weight', type: 'int' }, ...item.fields] };
/** An Item of weight 1 and sku "A", as the newer schema writes it. */
const bytes = Uint8Array.of(2, 2, 65);

const SECRET = 'hunter2-s3cret';

afterEach(() => vi.unstubAllEnvs());

interface Part {
  readonly loader: SchemaLoader;
  readonly later: RuntimeSchemaCache<unknown>;
}

function partOf(source: SchemaSource, now?: () => number): Part {
  const later = new RuntimeSchemaCache<unknown>(['1']);
  const settings = { values: DEFAULT_VALUES, fields: {} };
  return { later, loader: new SchemaLoader({ at: 'Item', schemas: [item], settings, source, later }, now) };
}

/** What loading a schema comes to: nothing, or the error's message. */
async function failure({ loader }: Part, id = '2', remaining?: number): Promise<string | undefined> {
  return loader.load(id, { remaining }).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : 'no error'),
  );
}

/** A registry that has the newer schema under the id 2. */
async function registry(): Promise<ConfluentServer> {
  const server = await confluentServer();
  server.store.put({ subject: 'items-value', id: 2, schema: JSON.stringify(newer) });
  return server;
}

async function failureOf(intercept: Intercept): Promise<string | undefined> {
  vi.stubEnv('SCHEMA_REGISTRY_SECRET', SECRET);
  const server = await registry();
  server.intercept = intercept;
  const auth = { type: 'basic', username: 'me', password: '${SCHEMA_REGISTRY_SECRET}' } as const;
  const told = await failure(partOf(confluentSchemas({ urls: [server.url], auth })));
  expect(told).not.toMatch(/hunter2|bWU6/);
  return told?.replaceAll(server.url.replace('http://', ''), 'registry');
}

function answering(status: number, body: string | Buffer = '', headers: Record<string, string> = {}): Intercept {
  return (_, response) => {
    response.writeHead(status, headers).end(body);
    return true;
  };
}

describe('a schema that the registry has', () => {
  test('is fetched once however many records wait for it, and read', async () => {
    const server = await registry();
    const part = partOf(confluentSchemas({ urls: [server.url] }));

    expect(await Promise.all([failure(part), failure(part), failure(part)])).toEqual([undefined, undefined, undefined]);
    expect(await failure(part)).toBe(undefined);

    expect(server.requests).toEqual(['GET /schemas/ids/2']);
    expect(part.later.read('2', new ByteReader().openBytes(bytes))).toEqual({ sku: 'A' });
  });

  test('is read by its GUID, and in a context', async () => {
    const server = await registry();
    const { guid } = server.store.byId(2, '.')[0] ?? { guid: '' };
    server.store.put({ subject: ':.staging:items-value', id: 7, schema: JSON.stringify(newer) });

    expect(await failure(partOf(confluentSchemas({ urls: [server.url] })), guid)).toBe(undefined);
    expect(await failure(partOf(confluentSchemas({ urls: [`${server.url}/`], context: '.staging' })), '7')).toBe(
      undefined,
    );

    expect(server.requests).toEqual([`GET /schemas/guids/${guid}`, 'GET /contexts/.staging/schemas/ids/7']);
  });

  test('is put together with all that it refers to, each fetched once', async () => {
    const server = await confluentServer();
    const money = { type: 'record', name: 'shop.Money', fields: [{ name: 'unit', type: 'Unit' }] };
    server.store.put({ subject: 'unit', id: 10, schema: '{"type":"enum","name":"shop.Unit","symbols":["EUR"]}' });
    server.store.put({
      subject: 'money',
      id: 11,
      schema: JSON.stringify(money),
      references: [{ name: 'shop.Unit', subject: 'unit', version: 1 }],
    });
    const fields = [{ name: 'price', type: 'shop.Money' }, { name: 'unit', type: 'shop.Unit' }, ...item.fields];
    server.store.put({
      subject: 'items-value',
      id: 2,
      schema: JSON.stringify({ ...item, fields }),
      references: [
        { name: 'shop.Money', subject: 'money', version: 1 },
        { name: 'shop.Unit', subject: 'unit', version: 1 },
      ],
    });
    const part = partOf(confluentSchemas({ urls: [server.url] }));

    expect(await failure(part)).toBe(undefined);

    expect(part.later.read('2', new ByteReader().openBytes(Uint8Array.of(0, 0, 2, 65)))).toEqual({ sku: 'A' });
    expect(server.requests).toEqual([
      'GET /schemas/ids/2',
      'GET /subjects/money/versions/1?deleted=true',
      'GET /subjects/unit/versions/1?deleted=true',
    ]);
  });

  test('is asked for with what the environment gives: a password, a token, or both in the URL', async () => {
    vi.stubEnv('REGISTRY_PASSWORD', SECRET);
    vi.stubEnv('REGISTRY_TOKEN', 'a-token');
    const server = await registry();
    vi.stubEnv('REGISTRY_URL', server.url.replace('http://', 'http://me:p%40ss@'));
    const urls = [server.url];
    const settings: readonly ConfluentSettings[] = [
      { urls, auth: { type: 'basic', username: 'me', password: '${REGISTRY_PASSWORD}' } },
      { urls, auth: { type: 'bearer', token: '${REGISTRY_TOKEN}', logicalCluster: 'lsrc-1', identityPool: 'pool-1' } },
      { urls: ['${REGISTRY_URL}'] },
    ];

    for (const setting of settings) expect(await failure(partOf(confluentSchemas(setting)))).toBe(undefined);

    const sent = server.headers.map((headers) => [
      headers.authorization,
      headers['target-sr-cluster'],
      headers['confluent-identity-pool-id'],
    ]);
    expect(sent).toEqual([
      [`Basic ${Buffer.from(`me:${SECRET}`).toString('base64')}`, undefined, undefined],
      ['Bearer a-token', 'lsrc-1', 'pool-1'],
      [`Basic ${Buffer.from('me:p@ss').toString('base64')}`, undefined, undefined],
    ]);
  });

  test('comes from the next node where one fails', async () => {
    const [broken, dead, server] = [await confluentServer(), await confluentServer(), await registry()];
    broken.intercept = answering(503);
    await dead.close();

    expect(await failure(partOf(confluentSchemas({ urls: [broken.url, dead.url, server.url] })))).toBe(undefined);
    expect(broken.requests).toHaveLength(1);
  });
});

describe('a fault of the registry says what is wrong, and no secret', () => {
  const GET = 'GET /schemas/ids/2 of registry';
  const tooBig = Buffer.alloc(5 * 1024 * 1024, ' ');

  test.each<readonly [string, Intercept, string]>([
    ['401', answering(401), `${GET} returned 401: the registry rejected the credentials`],
    ['403', answering(403), `${GET} returned 403: the registry rejected the credentials`],
    ['404', answering(404), `${GET} returned 404: the registry does not have the schema`],
    ['422', answering(422), `${GET} returned 422`],
    ['429', answering(429), `${GET} returned 429`],
    ['500', answering(500, SECRET), `${GET} returned 500`],
    ['an error page', answering(200, '<html>', { 'content-type': 'text/html' }), `${GET} returned invalid JSON`],
    ['bytes that are no text', answering(200, Buffer.of(0x22, 0xff, 0x22)), `${GET} returned invalid JSON`],
    ['other JSON', answering(200, '[]'), "there is no schema in the registry's response"],
    [
      'references that are none',
      answering(200, '{"schema":"{}","references":[{"subject":"a"}]}'),
      "a reference in the registry's response lacks a subject or version",
    ],
    ['a schema of another kind', answering(200, '{"schema":"{}","schemaType":"JSON"}'), 'it is not an Avro schema'],
    ['a schema that is no JSON', answering(200, '{"schema":"{"}'), 'it is not JSON'],
    [
      'a schema that is none',
      answering(200, '{"schema":"{\\"type\\":\\"record\\"}"}'),
      'it is not a valid Avro schema: /: record has no "name"; /: record "" has no list of "fields"',
    ],
    [
      'a schema that nests without end',
      answering(200, JSON.stringify({ schema: `${'['.repeat(500_000)}${']'.repeat(500_000)}` })),
      'it is nested too deeply',
    ],
    ['5 MB', answering(200, tooBig), `${GET} returned more than 4194304 bytes`],
    [
      '5 MB in a few bytes',
      answering(200, gzipSync(tooBig), { 'content-encoding': 'gzip' }),
      `${GET} returned more than 4194304 bytes`,
    ],
    [
      'half an answer',
      (_, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('{', () => response.destroy());
        return true;
      },
      `${GET} failed: UND_ERR_SOCKET`,
    ],
    [
      'a connection that is reset',
      (request) => {
        request.socket.destroy();
        return true;
      },
      `${GET} failed: UND_ERR_SOCKET`,
    ],
  ])('%s', async (_, intercept, message) => {
    expect(await failureOf(intercept)).toBe(message);
  });

  test('a redirect to another host is not followed', async () => {
    const other = await registry();

    const told = await failureOf(answering(302, '', { location: `${other.url}/schemas/ids/2` }));

    expect(told).toBe(`${GET} returned 302`);
    expect(other.requests).toEqual([]);
  });

  test('references without end are given up', async () => {
    const server = await confluentServer();
    let count = 0;
    server.intercept = (_, response) => {
      const references = [{ name: `N${++count}`, subject: `s${count}`, version: 1 }];
      response.end(JSON.stringify({ schema: JSON.stringify(newer), references }));
      return true;
    };

    expect(await failure(partOf(confluentSchemas({ urls: [server.url] })))).toBe(
      'the schema references more than 200 others',
    );
    expect(count).toBe(201);
  });

  test('references that go round in a circle are each fetched once', async () => {
    const server = await confluentServer();
    server.store.put({
      subject: 'items-value',
      id: 2,
      schema: JSON.stringify(newer),
      references: [{ name: 'Item', subject: 'items-value', version: 1 }],
    });

    expect(await failure(partOf(confluentSchemas({ urls: [server.url] })))).toBe(undefined);
    expect(server.requests).toHaveLength(2);
  });

  test('a registry that refuses connections', async () => {
    const server = await confluentServer();
    await server.close();

    const told = await failure(partOf(confluentSchemas({ urls: [server.url] })));

    expect(told).toBe(`GET /schemas/ids/2 of ${server.url.slice('http://'.length)} failed: ECONNREFUSED`);
  });

  test.each<readonly [string, ConfluentSettings, string]>([
    [
      'a variable that is not set',
      { urls: ['${NO_SUCH_VARIABLE}'] },
      'the environment variable NO_SUCH_VARIABLE is not set',
    ],
    ['a URL that is none', { urls: ['ftp://registry'] }, 'the registry URL is invalid'],
    ['no URL', { urls: [] }, 'the registry URL is missing'],
    [
      'a secret of two lines',
      { urls: ['http://registry'], auth: { type: 'bearer', token: '${TWO_LINES}' } },
      'the environment variable TWO_LINES contains several lines',
    ],
  ])('%s', async (_, settings, message) => {
    vi.stubEnv('TWO_LINES', `${SECRET}\r\nx: y`);
    expect(await failure(partOf(confluentSchemas(settings)))).toBe(message);
  });

  test('an id that no registry gives is not asked for', async () => {
    const server = await registry();
    expect(await failure(partOf(confluentSchemas({ urls: [server.url] })), '../../mode')).toBe(
      'it is not a schema id of a Confluent registry',
    );
    expect(server.requests).toEqual([]);
  });

  test.each(['/*"', '\\"', '"\\', '/*', '//'])(
    'a schema of a million times %s, comments and strings without an end',
    async (text) => {
      const hostile = `{"doc"://\n${text.repeat(1_000_000)}`;

      expect(await failure(partOf(() => Promise.resolve({ text: hostile, references: [] })))).toBe('it is not JSON');
    },
  );

  test('a schema that the reader cannot read: which fields, and why', async () => {
    const server = await confluentServer();
    const fields = [{ name: 'sku', type: 'int' }];
    server.store.put({ subject: 'items-value', id: 2, schema: JSON.stringify({ ...item, fields }) });

    expect(await failure(partOf(confluentSchemas({ urls: [server.url] })))).toBe(
      "the reader schema cannot read it: Item.sku: the writer's int is not a string",
    );
  });
});

describe('what could not be had', () => {
  test('is not asked for again before its time has passed: 5 s after an outage, 30 s where the schema is missing, never if it is no use', async () => {
    let time = 0;
    const server = await registry();
    const part = partOf(confluentSchemas({ urls: [server.url] }), () => time);
    const askedAt = async (milliseconds: number): Promise<boolean> => {
      time = milliseconds;
      const before = server.requests.length;
      await failure(part);
      return server.requests.length > before;
    };

    server.intercept = answering(500);
    expect([await askedAt(0), await askedAt(4_999), await askedAt(5_000)]).toEqual([true, false, true]);
    server.intercept = answering(404);
    expect([await askedAt(10_000), await askedAt(39_999), await askedAt(40_000)]).toEqual([true, false, true]);
    server.intercept = answering(200, '{"schema":"{}","schemaType":"JSON"}');
    expect([await askedAt(70_000), await askedAt(1e12)]).toEqual([true, false]);
  });

  test('comes when the registry is back, and stays when it is gone again', async () => {
    let time = 0;
    const server = await registry();
    const part = partOf(confluentSchemas({ urls: [server.url] }), () => time);
    server.intercept = answering(503);
    expect(await failure(part)).toContain('503');
    server.intercept = undefined;
    time = 5_000;
    expect(await failure(part)).toBe(undefined);
    server.intercept = answering(503);
    time = 1e9;
    expect(await failure(part)).toBe(undefined);
  });

  test('fails within the time that the invocation has left, and at once where it has none', async () => {
    const server = await registry();
    server.intercept = () => true;
    const part = partOf(confluentSchemas({ urls: [server.url] }));

    expect(await failure(part, '2', 600)).toBe('no response within 100 ms');
    expect(await failure(part, '3', 500)).toBe('this invocation has no time left');
    server.intercept = undefined;
    server.store.put({ subject: 'others', id: 3, schema: JSON.stringify(newer) });
    // Having had no time says nothing of the registry: the next invocation asks it.
    expect(await failure(part, '2', 60_000)).toBe(undefined);
    expect(await failure(part, '3', 60_000)).toBe(undefined);
  });

  test('is waited for by each as long as it can, while the fetch goes on', async () => {
    const server = await registry();
    let answer = (): void => undefined;
    server.intercept = (_, response) => {
      answer = () => void response.end(JSON.stringify({ schema: JSON.stringify(newer) }));
      return true;
    };
    const part = partOf(confluentSchemas({ urls: [server.url] }));
    const patient = failure(part);

    expect(await failure(part, '2', 600)).toBe('no response within 100 ms');
    answer();
    expect(await patient).toBe(undefined);
    expect(server.requests).toHaveLength(1);
  });

  test('fails in time even if the source never comes to an end', async () => {
    const part = partOf(() => wait(3_600_000, undefined, { ref: false }).then(() => ({ text: '', references: [] })));
    expect(await failure(part, '2', 550)).toBe('no response within 50 ms');
  });

  test('is forgotten when a thousand others have failed since, so that hostile ids do not fill the memory', async () => {
    let asked = 0;
    const part = partOf(() => {
      asked++;
      return Promise.resolve({ text: '{', references: [] });
    });
    await failure(part, 'first');
    await failure(part, 'first');
    expect(asked).toBe(1);
    for (let id = 2; id <= 1_001; id++) await failure(part, String(id));
    await failure(part, 'first');
    expect(asked).toBe(1_002);
  });
});
