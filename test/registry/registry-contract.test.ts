import {
  SchemaRegistryClient,
  AvroSerializer,
  Compatibility,
  SerdeType,
  HeaderSchemaIdSerializer,
} from '@confluentinc/schemaregistry';
import { SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { check } from '../../src/commands/check.js';
import { loadDecoder } from './load-decoder.js';
import { quickPull, record, registryProject, told } from './registry-project.js';
import { startConfluentServer } from './start-confluent-server.js';

// The same suite runs against a live registry (docs/registries.md): the server of these tests is held to what that does.
const live = process.env['TEST_SCHEMA_REGISTRY_URL'];

let url = live ?? '';
let close = (): Promise<void> => Promise.resolve();

beforeAll(async () => {
  if (live !== undefined) return;
  const server = await startConfluentServer();
  ({ url, close } = server);
});

afterAll(() => close());

let count = 0;

/** A topic that no other test, and no other run, has. */
function freshTopic(): string {
  return `gen-msk-${Date.now().toString(36)}-${count++}`;
}

function client(): SchemaRegistryClient {
  return new SchemaRegistryClient({ baseURLs: [url], isForward: false });
}

const v1 = record('shop.Order', 'id');
const v2 = record('shop.Order', 'id', 'note');

test("Confluent's client registers, looks up and lists", async () => {
  const registry = client();
  const subject = `${freshTopic()}-value`;
  const first = await registry.register(subject, { schema: v1, schemaType: 'AVRO' });
  const second = await registry.register(subject, { schema: v2, schemaType: 'AVRO' });
  expect(second).not.toBe(first);
  expect(await client().register(subject, { schema: v1, schemaType: 'AVRO' })).toBe(first);
  expect(await registry.getAllVersions(subject)).toEqual([1, 2]);
  expect(await client().getVersion(subject, { schema: v2, schemaType: 'AVRO' }, false)).toBe(2);
  expect(await registry.getLatestSchemaMetadata(subject)).toMatchObject({ subject, version: 2, id: second });
  expect(JSON.parse((await client().getBySubjectAndId(subject, first)).schema)).toEqual(JSON.parse(v1));
  expect(await registry.getAllSubjects()).toContain(subject);
});

test("Confluent's client is refused an incompatible schema, and asks beforehand", async () => {
  const registry = client();
  const subject = `${freshTopic()}-value`;
  await registry.register(subject, { schema: v1, schemaType: 'AVRO' });
  const incompatible = JSON.stringify({
    type: 'record',
    name: 'Order',
    namespace: 'shop',
    fields: [{ name: 'total', type: 'long' }],
  });
  expect(await registry.testSubjectCompatibility(subject, { schema: v2, schemaType: 'AVRO' })).toBe(true);
  expect(await registry.testSubjectCompatibility(subject, { schema: incompatible, schemaType: 'AVRO' })).toBe(false);
  await expect(registry.register(subject, { schema: incompatible, schemaType: 'AVRO' })).rejects.toMatchObject({
    status: 409,
  });
  await registry.updateConfig(subject, { compatibility: Compatibility.NONE });
  expect(await registry.register(subject, { schema: incompatible, schemaType: 'AVRO' })).toBeGreaterThan(0);
});

test("the registry's errors have its own codes", async () => {
  const registry = client();
  const subject = `${freshTopic()}-value`;
  await expect(registry.getAllVersions(subject)).rejects.toMatchObject({ status: 404, errorCode: 40401 });
  await registry.register(subject, { schema: v1, schemaType: 'AVRO' });
  await expect(registry.getSchemaMetadata(subject, 7)).rejects.toMatchObject({ status: 404, errorCode: 40402 });
  await expect(registry.getBySubjectAndId(subject, 2 ** 30)).rejects.toMatchObject({ status: 404, errorCode: 40403 });
  await expect(registry.register(subject, { schema: '{', schemaType: 'AVRO' })).rejects.toMatchObject({
    status: 422,
    errorCode: 42201,
  });
});

test('a deleted version is left out, and kept where the config says so', async () => {
  const registry = client();
  const topic = freshTopic();
  const subject = `${topic}-value`;
  await registry.register(subject, { schema: v1, schemaType: 'AVRO' });
  await registry.register(subject, { schema: v2, schemaType: 'AVRO' });
  await registry.deleteSubjectVersion(subject, 1);
  const without = await quickPull(registryProject({ url, topics: { [topic]: subject } }));
  expect(without.subjects).toEqual([{ subject, versions: [2] }]);
  const kept = await quickPull(registryProject({ url, topics: { [topic]: subject }, registry: { deleted: true } }));
  expect(kept.subjects).toEqual([{ subject, versions: [1, 2] }]);
});

test('records of the kafkajs serializer are read by the generated decoder', async () => {
  const topic = freshTopic();
  const subject = `${topic}-value`;
  const registry = new SchemaRegistry({ host: url });
  const { id } = await registry.register({ type: SchemaType.AVRO, schema: v1 }, { subject });
  const next = await registry.register({ type: SchemaType.AVRO, schema: v2 }, { subject });
  const root = registryProject({ url, topics: { [topic]: subject } });
  expect(told(await quickPull(root))).toEqual([]);
  const { decodeValue } = await loadDecoder(root, topic);
  expect(decodeValue(await registry.encode(id, { id: 'a' }))).toEqual({ id: 'a', note: '' });
  expect(decodeValue(await registry.encode(next.id, { id: 'b', note: 'c' }))).toEqual({ id: 'b', note: 'c' });
  expect(told(await check({ cwd: root, registry: true, env: {} }))).toEqual([]);
});

test("records of Confluent's serializer are read by the generated decoder", async () => {
  const topic = freshTopic();
  const registry = client();
  await registry.register(`${topic}-value`, { schema: v2, schemaType: 'AVRO' });
  const serializer = new AvroSerializer(registry, SerdeType.VALUE, { useLatestVersion: true });
  const root = registryProject({ url, topics: { [topic]: { strategy: 'topic' } } });
  expect(told(await quickPull(root))).toEqual([]);
  const { decodeValue } = await loadDecoder(root, topic);
  expect(decodeValue(await serializer.serialize(topic, { id: 'a', note: 'b' }))).toEqual({ id: 'a', note: 'b' });
});

// Registries older than Confluent's version 8 give no GUIDs.
test.runIf(live === undefined)('records with the GUID in a header are read by the generated decoder', async () => {
  const topic = freshTopic();
  const registry = client();
  await registry.register(`${topic}-value`, { schema: v2, schemaType: 'AVRO' });
  const serializer = new AvroSerializer(registry, SerdeType.VALUE, {
    useLatestVersion: true,
    schemaIdSerializer: HeaderSchemaIdSerializer,
  });
  const part = { strategy: 'topic', framing: 'confluent-guid' };
  const root = registryProject({ url, topics: { [topic]: part } });
  expect(told(await quickPull(root))).toEqual([]);
  const { decodeValue } = await loadDecoder(root, topic);
  const headers: Record<string, Buffer> = {};
  const bytes = await serializer.serialize(topic, { id: 'a', note: 'b' }, headers);
  const guid = headers['__value_schema_id']?.subarray(1).toString('hex') ?? '';
  const written = guid.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  expect(decodeValue(bytes, written)).toEqual({ id: 'a', note: 'b' });
});

test('references are vendored with the schemas that name them, each version with its own', async () => {
  const topic = freshTopic();
  const registry = client();
  const money = (...fields: readonly object[]): string =>
    JSON.stringify({
      type: 'record',
      name: 'Money',
      namespace: 'shop',
      fields: [{ name: 'amount', type: 'long' }, ...fields],
    });
  const order = (...fields: readonly object[]): string =>
    JSON.stringify({
      type: 'record',
      name: 'Order',
      namespace: 'shop',
      fields: [{ name: 'total', type: 'shop.Money' }, ...fields],
    });
  const reference = (version: number) => ({ name: 'shop.Money', subject: `${topic}-money`, version });
  await registry.register(`${topic}-money`, { schema: money(), schemaType: 'AVRO' });
  await registry.register(`${topic}-money`, {
    schema: money({ name: 'currency', type: 'string', default: 'EUR' }),
    schemaType: 'AVRO',
  });
  const first = await registry.register(`${topic}-value`, {
    schema: order(),
    schemaType: 'AVRO',
    references: [reference(1)],
  });
  const note = { name: 'note', type: 'string', default: '-' };
  await registry.register(`${topic}-value`, { schema: order(note), schemaType: 'AVRO', references: [reference(2)] });
  const root = registryProject({ url, topics: { [topic]: { strategy: 'topic' } } });
  const result = await quickPull(root);
  expect(told(result)).toEqual([]);
  expect(result.subjects).toEqual([
    { subject: `${topic}-money`, versions: [1, 2] },
    { subject: `${topic}-value`, versions: [1, 2] },
  ]);
  const { decodeValue } = await loadDecoder(root, topic);
  // The frame, and 21 as a long.
  const bytes = Buffer.concat([Buffer.from([0]), uint32(first), Buffer.from([42])]);
  expect(decodeValue(bytes)).toEqual({ total: { amount: 21n, currency: 'EUR' }, note: '-' });
});

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

test('a JSON Schema keeps its type', async () => {
  const topic = freshTopic();
  const schema = JSON.stringify({
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    properties: { id: { type: 'string' } },
  });
  await client().register(`${topic}-value`, { schema, schemaType: 'JSON' });
  const result = await quickPull(registryProject({ url, topics: { [topic]: { strategy: 'topic' } } }));
  expect(told(result)).toEqual([]);
  expect(result.changes.map(({ path }) => path)).toEqual([
    `registry/${topic}-value/subject.json`,
    `registry/${topic}-value/v1.json`,
  ]);
});
