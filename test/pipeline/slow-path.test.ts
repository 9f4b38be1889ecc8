import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';

import { confluentFrame, confluentGuidHeader, glueFrame } from '../../src/runtime/simulate/frame-encode.js';
import type { KafkaEvent, RawKafkaRecord } from '../../src/runtime/kafka/kafka-event.js';
import { confluentServer, refusing, type ConfluentServer } from '../registry/confluent-server.js';
import { startGlueServer } from '../registry/glue-server.js';
import { rawEvent, rawRecord } from '../runtime/raw-event.js';
import { generateProject, record, type GeneratedProject } from './temp-project.js';
import { sources, typeErrors } from './type-check.js';

const item = record('Item', [
  ['sku', 'string'],
  ['at', { type: 'long', logicalType: 'timestamp-millis' }],
]);
/** Has a field before the others that the reader does not know. */
const newer = record('Item', [
  ['weight', 'int'],
  ['sku', 'string'],
  ['at', { type: 'long', logicalType: 'timestamp-millis' }],
]);
const itemBytes = Uint8Array.of(2, 65, 2);
const newerBytes = Uint8Array.of(14, 2, 66, 4);
const itemRead = { sku: 'A', at: new Date(1) };
const newerRead = { sku: 'B', at: new Date(2) };

const SECRET = 'hunter2-s3cret';
const GUID = '574f6a9a-9548-4dea-86a3-d82c0479a116';
const OTHER_GUID = '0b0b0b0b-9548-4dea-86a3-d82c0479a116';

const confluent = {
  type: 'confluent',
  url: '${SCHEMA_REGISTRY_URL}',
  auth: { type: 'basic', username: 'me', password: '${SCHEMA_REGISTRY_PASSWORD}' },
};

afterEach(() => vi.unstubAllEnvs());

interface Settings {
  /** Null for none. */
  readonly registry?: object | null;
  readonly topic?: object;
}

function itemsProject({ registry = confluent, topic = {} }: Settings = {}): Promise<GeneratedProject> {
  return generateProject({
    config: {
      ...(registry === null ? {} : { registry }),
      topics: { items: { value: { versions: { '1': 'item.avsc' } }, framing: 'confluent', ...topic } },
    },
    schemas: { 'item.avsc': item },
  });
}

interface LoadedConsumer {
  readonly consumeItems: (
    handler: (record: { readonly offset: number; readonly key: unknown; readonly value: unknown }) => unknown,
    options?: object,
  ) => (event: KafkaEvent, context?: object) => Promise<unknown>;
  readonly warmUpItems: (ids: object) => Promise<void>;
}

/** The consumer, bundled and minified as handlers are, loaded from a file of the project. */
async function consumerOf({ root }: GeneratedProject): Promise<LoadedConsumer> {
  const outfile = join(root, 'consumer.mjs');
  await build({
    entryPoints: [join(root, 'src/consumers/items/consumer.ts')],
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
  });
  // A module's exports have no types before it is loaded; these are part of what is generated.
  return (await import(pathToFileURL(outfile).href)) as LoadedConsumer;
}

/** A registry that has the newer schema under the id 2, and the environment that leads to it. */
async function registry(): Promise<ConfluentServer> {
  const server = await confluentServer();
  server.store.put({ subject: 'items-value', id: 2, guid: OTHER_GUID, schema: JSON.stringify(newer) });
  vi.stubEnv('SCHEMA_REGISTRY_URL', server.url);
  vi.stubEnv('SCHEMA_REGISTRY_PASSWORD', SECRET);
  return server;
}

function framed(id: number, payload: Uint8Array): string {
  return Buffer.from(confluentFrame(id, payload)).toString('base64');
}

const known = framed(1, itemBytes);
const unknown = framed(2, newerBytes);

interface Handled {
  readonly seen: readonly (readonly [number, unknown])[];
  readonly failure: string | undefined;
}

/** An event of the topic items. */
function eventOf(records: readonly RawKafkaRecord[]): KafkaEvent {
  return rawEvent(...records.map((record) => ({ ...record, topic: 'items' })));
}

/** The offsets and values that the handler gets, in their order, and what the batch fails with. */
async function handled(consumer: LoadedConsumer, records: readonly RawKafkaRecord[], options = {}): Promise<Handled> {
  const seen: [number, unknown][] = [];
  const handler = consumer.consumeItems(({ offset, value }) => void seen.push([offset, value]), options);
  const failure = await handler(eventOf(records)).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : 'no error'),
  );
  return { seen, failure };
}

function values(...all: readonly string[]): readonly RawKafkaRecord[] {
  return all.map((value, offset) => rawRecord(0, offset, { value, key: null }));
}

describe('a consumer that meets a schema registered after it was generated', () => {
  test('fetches it once and reads its records with the others, in their order', async () => {
    const server = await registry();
    const consumer = await consumerOf(await itemsProject());
    const elsewhere = rawRecord(1, 9, { value: unknown, key: null });

    const first = await handled(consumer, [...values(known, unknown, known, unknown), elsewhere]);
    const second = await handled(consumer, values(unknown));

    expect(first.failure).toBe(undefined);
    expect(first.seen.filter(([offset]) => offset < 9)).toEqual([
      [0, itemRead],
      [1, newerRead],
      [2, itemRead],
      [3, newerRead],
    ]);
    expect(first.seen).toContainEqual([9, newerRead]);
    expect(second).toEqual({ seen: [[0, newerRead]], failure: undefined });
    expect(server.requests).toEqual(['GET /schemas/ids/2']);
    expect(server.headers.map(({ authorization }) => authorization)).toEqual([
      `Basic ${Buffer.from(`me:${SECRET}`).toString('base64')}`,
    ]);
  });

  test('reads a key and a value that are both new', async () => {
    const server = await registry();
    const consumer = await consumerOf(await itemsProject({ topic: { key: { versions: { '1': 'item.avsc' } } } }));
    const keys: unknown[] = [];

    await consumer.consumeItems(({ key, value }) => void keys.push(key, value))(
      eventOf([rawRecord(0, 0, { key: unknown, value: unknown })]),
    );

    expect(keys).toEqual([newerRead, newerRead]);
    // Keys and values have a reader's schema each, and what is fetched is resolved to one of them.
    expect(server.requests).toEqual(['GET /schemas/ids/2', 'GET /schemas/ids/2']);
  });

  test('finds faults in its records as in any other', async () => {
    await registry();
    const consumer = await consumerOf(await itemsProject());

    expect(await handled(consumer, values(framed(2, newerBytes.subarray(0, 2))))).toEqual({
      seen: [],
      failure:
        '1 record failed\n' +
        'items-0 offset 0: failed to decode the value (schema 2): expected 1 byte, but only 0 left (Item.sku, byte 7)',
    });
  });

  test('does not need the registry for the schemas it knows, and says why it could not read the others, which are not skipped', async () => {
    const server = await registry();
    server.intercept = refusing(503);
    const consumer = await consumerOf(await itemsProject());

    const { seen, failure } = await handled(consumer, values(known, known, unknown, known), { onInvalid: 'skip' });

    expect(seen).toEqual([
      [0, itemRead],
      [1, itemRead],
    ]);
    expect(failure?.replace(server.url.slice('http://'.length), 'registry')).toBe(
      '1 record failed\n' +
        'items-0 offset 2: failed to decode the value (schema 2): writer schema 2 was unknown at generation (known: 1), ' +
        'and could not be fetched: GET /schemas/ids/2 of registry returned 503; ' +
        'run gen-msk-consumer pull, or add its version to the config, and run gen-msk-consumer generate',
    );
  });

  test('gives up in time for the invocation to answer', async () => {
    const server = await registry();
    server.intercept = () => true;
    const consumer = await consumerOf(await itemsProject());
    const handler = consumer.consumeItems(() => undefined, { reportBatchItemFailures: true });

    expect(await handler(eventOf(values(unknown)), { getRemainingTimeInMillis: () => 600 })).toEqual({
      batchItemFailures: [{ itemIdentifier: { partition: 'items-0', offset: 0 } }],
    });
  });

  test('can be told to fetch it ahead, and says so when it cannot', async () => {
    const server = await registry();
    const consumer = await consumerOf(await itemsProject());

    await consumer.warmUpItems({ value: [1, '2'] });
    expect(server.requests).toEqual(['GET /schemas/ids/2']);
    server.intercept = refusing(503);
    expect(await handled(consumer, values(unknown))).toEqual({ seen: [[0, newerRead]], failure: undefined });

    await expect(consumer.warmUpItems({ value: [3] })).rejects.toMatchObject({
      name: 'UnknownSchemaError',
      schemaId: '3',
      cause: { name: 'SchemaFetchError' },
    });
    await expect(consumer.warmUpItems({ key: [2] })).rejects.toThrow('the schemas of the key are not fetched');
  });

  test('finds the schema by a GUID in a header', async () => {
    const server = await registry();
    const topic = { framing: 'confluent-guid', value: { versions: { [GUID]: 'item.avsc' } } };
    const consumer = await consumerOf(await itemsProject({ topic }));
    const header = { __value_schema_id: [...Buffer.from(confluentGuidHeader(OTHER_GUID))] };

    const [raw] = values(Buffer.from(newerBytes).toString('base64'));
    const result = await handled(consumer, raw === undefined ? [] : [{ ...raw, headers: [header] }]);

    expect(result).toEqual({ seen: [[0, newerRead]], failure: undefined });
    expect(server.requests).toEqual([`GET /schemas/guids/${OTHER_GUID}`]);
  });

  test('finds the schema by the id that the event source mapping gives', async () => {
    await registry();
    const consumer = await consumerOf(await itemsProject({ topic: { framing: 'lambda' } }));
    const [raw] = values(Buffer.from(newerBytes).toString('base64'));
    const valueSchemaMetadata = { dataFormat: 'AVRO', schemaId: '2' };

    const result = await handled(consumer, raw === undefined ? [] : [{ ...raw, valueSchemaMetadata }]);

    expect(result).toEqual({ seen: [[0, newerRead]], failure: undefined });
  });

  test('finds the schema in Glue, with the SDK that is there at run time', async () => {
    const server = await startGlueServer();
    onTestFinished(() => server.close());
    const { GlueClient, CreateRegistryCommand, CreateSchemaCommand } = await import('@aws-sdk/client-glue');
    for (const [name, value] of Object.entries({
      AWS_ENDPOINT_URL_GLUE: server.url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: SECRET,
      GLUE_REGION: 'eu-west-1',
    }))
      vi.stubEnv(name, value);
    const client = new GlueClient({ region: 'eu-west-1' });
    await client.send(new CreateRegistryCommand({ RegistryName: 'shop' }));
    const { SchemaVersionId: id = '' } = await client.send(
      new CreateSchemaCommand({
        RegistryId: { RegistryName: 'shop' },
        SchemaName: 'items',
        DataFormat: 'AVRO',
        Compatibility: 'NONE',
        SchemaDefinition: JSON.stringify(newer),
      }),
    );
    const settings = {
      registry: { type: 'glue', registryName: 'shop', region: '${GLUE_REGION}' },
      topic: { framing: 'glue', value: { versions: { [GUID]: 'item.avsc' } } },
    };
    const consumer = await consumerOf(await itemsProject(settings));
    const value = Buffer.from(glueFrame(id, newerBytes, { compress: true })).toString('base64');

    expect(await handled(consumer, values(value, value))).toEqual({
      seen: [
        [0, newerRead],
        [1, newerRead],
      ],
      failure: undefined,
    });
    expect(server.calls.filter((call) => call === 'GetSchemaVersion')).toHaveLength(1);
    const missing = Buffer.from(glueFrame(OTHER_GUID, newerBytes)).toString('base64');
    server.intercept = (_, response) => {
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify({ __type: 'AccessDeniedException', Message: SECRET }));
      return true;
    };
    const { failure } = await handled(consumer, values(missing));
    expect(failure).toContain("Glue denied access: the function's role needs glue:GetSchemaVersion");
    expect(failure).not.toContain(SECRET);
  });
});

describe('the code for it', () => {
  test('passes the compiler at its strictest, and stands only where schemas can be fetched', async () => {
    const { root, files } = await itemsProject({ topic: { key: { versions: { '1': 'item.avsc' } } } });

    expect(Object.keys(files).filter((path) => path.startsWith('items/'))).toContain('items/slow-path.ts');
    expect(typeErrors(root, sources(files))).toEqual([]);
  });

  test('adds a way to fetch ahead to the index, which those who do not use it do not load', async () => {
    const { root } = await itemsProject();
    const entry = async (text: string): Promise<string> => {
      const { outputFiles } = await build({
        stdin: { contents: text, resolveDir: join(root, 'src/consumers'), loader: 'ts' },
        outdir: root,
        write: false,
        bundle: true,
        splitting: true,
        minify: true,
        format: 'esm',
        platform: 'node',
        logLevel: 'silent',
      });
      return outputFiles.find(({ path }) => path === join(root, 'stdin.js'))?.text ?? '';
    };
    const consume = (from: string) => `import { consumeItems } from '${from}'; console.log(consumeItems(() => {}));`;
    const direct = await entry(consume('./items/consumer.js'));
    const indexed = await entry(consume('./index.js'));
    const warmed = await entry(`import { warmUpItems } from './index.js'; void warmUpItems({});`);

    expect(indexed).toContain('import("./slow-path-');
    // The index has the errors' classes beside the consumer.
    expect(indexed.length - direct.length).toBeLessThan(100);
    expect(indexed).not.toMatch(/SchemaFetchError|warmUp/);
    expect(warmed).toMatch(/import\("\.\/slow-path-[^"]*"\)\)\.slowPath[^]*warmUp\(/);
  });

  test.each<readonly [string, Settings]>([
    ['the config has no registry', { registry: null }],
    ['the framing bears no id', { topic: { framing: 'none' } }],
    ['the ids are fingerprints', { topic: { framing: 'single-object' } }],
    ['the ids are another registry’s', { registry: { type: 'glue', registryName: 'shop' } }],
    ['no id is named, so all records are read alike', { topic: { value: 'item.avsc' } }],
    [
      'the registry is signed in to with a client certificate',
      { registry: { ...confluent, tls: { cert: 'a.pem', key: 'b.pem' } } },
    ],
  ])('is not there where %s', async (_, settings) => {
    const { files } = await itemsProject(settings);

    expect(Object.keys(files).filter((path) => /slow-path|runtime-schema-cache|fetch/.test(path))).toEqual([]);
    expect(files['items/consumer.ts']).not.toMatch(/slowPath|warmUp/);
    expect(files['items/decoder.ts']).not.toContain('later');
  });

  test('holds no secret, whatever the config does', async () => {
    const auth = { type: 'basic', username: 'me', password: { file: 'secret.txt' } };
    const url = `http://user:${SECRET}@registry.example`;
    const fromFile = await itemsProject({ registry: { ...confluent, url, auth } });
    const inConfig = await itemsProject({ registry: { ...confluent, auth: { type: 'bearer', token: SECRET } } });

    expect(sourceIn(fromFile)).toBe(
      [
        'const source = confluentSchemas({',
        "  urls: ['${SCHEMA_REGISTRY_URL}'],",
        "  auth: { type: 'basic', username: 'me', password: '${SCHEMA_REGISTRY_PASSWORD}' },",
        '});',
      ].join('\n'),
    );
    expect(sourceIn(inConfig)).toBe(
      [
        'const source = confluentSchemas({',
        "  urls: ['${SCHEMA_REGISTRY_URL}'],",
        "  auth: { type: 'bearer', token: '${SCHEMA_REGISTRY_TOKEN}' },",
        '});',
      ].join('\n'),
    );
    for (const { files } of [fromFile, inConfig]) expect(JSON.stringify(files)).not.toContain(SECRET);
  });
});

/** Where the generated code asks for schemas. */
function sourceIn({ files }: GeneratedProject): string | undefined {
  return /^const source = [^]*?^\}\);/m.exec(files['items/slow-path.ts'] ?? '')?.[0];
}
