import { CreateRegistryCommand, CreateSchemaCommand, GlueClient } from '@aws-sdk/client-glue';
import { GlueSchemaRegistry, SchemaCompatibilityType, SchemaType } from '@meinestadt.de/glue-schema-registry';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';

import { check } from '../../src/commands/check.js';
import { exitCodeOf } from '../../src/cli/exit-code.js';
import { initRegistry } from '../../src/commands/init-registry.js';
import { temporaryProject } from '../cli/temporary-project.js';
import { startGlueLists } from './glue-lists.js';
import { send, startGlueServer, type GlueServer } from './glue-server.js';
import { loadDecoder } from './load-decoder.js';
import { quickPull, record, snapshotFiles, told } from './registry-project.js';

// The same suite runs against a live server, such as moto's (docs/registries.md).
const live = process.env['TEST_GLUE_URL'];

let server: GlueServer | undefined;
let endpoint = '';
let close = (): Promise<void> => Promise.resolve();
let registryName = '';
let count = 0;

beforeAll(async () => {
  if (live === undefined) server = await startGlueServer();
  ({ url: endpoint, close } = server ?? (await startGlueLists(live ?? '')));
});

afterAll(() => close());

beforeEach(async () => {
  vi.stubEnv('AWS_ENDPOINT_URL_GLUE', endpoint);
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDTEST');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 's3cret-of-aws');
  registryName = `gen-msk-${Date.now().toString(36)}-${count++}`;
  await new GlueClient({}).send(new CreateRegistryCommand({ RegistryName: registryName }));
  if (server !== undefined) server.calls.length = 0;
  return () => {
    vi.unstubAllEnvs();
    if (server !== undefined) server.intercept = undefined;
  };
});

const v1 = record('shop.Order', 'id');
const v2 = record('shop.Order', 'id', 'note');

function project(topics: Readonly<Record<string, string>>): string {
  const parts = Object.entries(topics).map(([topic, subject]) => [topic, { value: { subject } }]);
  const config = {
    output: 'gen',
    snapshot: 'registry',
    registry: { type: 'glue', registryName },
    topics: Object.fromEntries(parts) as object,
  };
  return temporaryProject({ 'gen-msk-consumer.config.json': JSON.stringify(config) });
}

function producer(): GlueSchemaRegistry {
  return new GlueSchemaRegistry(registryName, {});
}

async function createOrders(): Promise<{ readonly ids: readonly string[]; readonly registry: GlueSchemaRegistry }> {
  const registry = producer();
  const compatibility = SchemaCompatibilityType.BACKWARD;
  const first = await registry.createSchema({ type: SchemaType.AVRO, schemaName: 'orders', compatibility, schema: v1 });
  const second = await registry.register({ type: SchemaType.AVRO, schemaName: 'orders', schema: v2 });
  return { ids: [first ?? '', second], registry };
}

test('records of the Glue serializer are read by the generated decoder, compressed ones too', async () => {
  const { ids, registry } = await createOrders();
  const root = project({ orders: 'orders' });
  expect(told(await quickPull(root))).toEqual([]);
  const { decodeValue } = await loadDecoder(root, 'orders');
  const [first = '', second = ''] = ids;
  expect(decodeValue(await registry.encode(first, { id: 'a' }))).toEqual({ id: 'a', note: '' });
  expect(decodeValue(await registry.encode(second, { id: 'b', note: 'c' }, { compress: true }))).toEqual({
    id: 'b',
    note: 'c',
  });
  expect(told(await check({ cwd: root, registry: true }))).toEqual([]);
});

test('every version is vendored with its UUID', async () => {
  const { ids } = await createOrders();
  const root = project({ orders: 'orders' });
  await quickPull(root);
  const files = snapshotFiles(root);
  expect(Object.keys(files)).toEqual(['orders/subject.json', 'orders/v1.avsc', 'orders/v2.avsc']);
  expect([files['orders/v1.avsc'], files['orders/v2.avsc']]).toEqual([v1, v2]);
  expect(JSON.parse(files['orders/subject.json'] ?? '')).toMatchObject({
    subject: 'orders',
    versions: [
      { version: 1, guid: ids[0], type: 'AVRO' },
      { version: 2, guid: ids[1], type: 'AVRO' },
    ],
  });
});

test('init names the topics that schemas tell, from page after page', async () => {
  for (const SchemaName of ['orders', 'payments', 'payments-key', 'shipments-value', 'shipments-key']) {
    const command = {
      RegistryId: { RegistryName: registryName },
      SchemaName,
      DataFormat: 'AVRO',
      Compatibility: 'NONE',
      SchemaDefinition: v1,
    } as const;
    await new GlueClient({}).send(new CreateSchemaCommand(command));
  }
  const root = temporaryProject();
  const result = await initRegistry({ registry: `glue:${registryName}`, cwd: root });
  expect(told(result)).toEqual([]);
  expect(result.topics).toEqual(['orders', 'payments', 'shipments']);
});

test('a schema and a registry that are not there', async () => {
  await createOrders();
  const result = await quickPull(project({ orders: 'order' }));
  expect(told(result)).toEqual([
    'error subject-not-found: the registry has no subject "order", did you mean "orders"?',
  ]);
  expect(exitCodeOf(result.diagnostics)).toBe(2);
});

// What no live server can be made to do.
test.runIf(live === undefined)('a second pull asks for no text', async () => {
  await createOrders();
  const root = project({ orders: 'orders' });
  await quickPull(root);
  if (server !== undefined) server.calls.length = 0;
  const result = await quickPull(root);
  expect(server?.calls).toEqual(['ListSchemaVersions']);
  expect(result.changes.map(({ kind }) => kind)).toEqual(['unchanged', 'unchanged', 'unchanged']);
});

test.runIf(live === undefined)('versions that failed or wait for their check are left out', async () => {
  await createOrders();
  server?.addVersion('orders', { VersionNumber: 3, SchemaDefinition: v1, Status: 'FAILURE' });
  server?.addVersion('orders', { VersionNumber: 4, SchemaDefinition: v1, Status: 'PENDING' });
  const result = await quickPull(project({ orders: 'orders' }));
  expect(result.subjects).toEqual([{ subject: 'orders', versions: [1, 2] }]);
});

test.runIf(live === undefined).each([
  [
    'AccessDeniedException',
    'denied glue:ListSchemaVersions (AccessDeniedException)',
    'Allow the actions glue:ListSchemaVersions and glue:GetSchemaVersion (and glue:ListSchemas for `init --registry`) on the registry and its schemas.',
  ],
  [
    'ExpiredTokenException',
    'could not be read: AWS credentials are missing, expired or wrong (ExpiredTokenException)',
    'Sign in (`aws sso login`), or set AWS_PROFILE or the other variables of the AWS SDK.',
  ],
  ['InvalidInputException', 'responded to glue:ListSchemaVersions with 400 (InvalidInputException)', undefined],
])('Glue refuses: %s', async (type, message, help) => {
  const root = project({ orders: 'orders' });
  if (server !== undefined) {
    server.intercept = (_, response) => {
      send(response, 400, { __type: type, Message: 'User: arn:aws:iam::123:user/x is not authorized' });
      return true;
    };
  }
  const result = await quickPull(root);
  expect(result.diagnostics).toEqual([
    {
      code: 'registry-refused',
      severity: 'error',
      message: `the Glue registry "${registryName}" ${message}`,
      ...(help === undefined ? {} : { help }),
    },
  ]);
  expect(exitCodeOf(result.diagnostics)).toBe(3);
  expect(snapshotFiles(root)).toEqual({});
});

test('no server at the endpoint', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL_GLUE', 'http://127.0.0.1:1');
  vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
  const result = await quickPull(project({ orders: 'orders' }));
  expect(told(result)).toEqual([
    `error registry-unreachable: the Glue registry "${registryName}" could not be reached (ECONNREFUSED)`,
  ]);
  expect(exitCodeOf(result.diagnostics)).toBe(3);
});
