import { GlueClient, CreateRegistryCommand } from '@aws-sdk/client-glue';
import {
  AvroSerializer,
  HeaderSchemaIdSerializer,
  JsonSerializer,
  SchemaRegistryClient,
  SerdeType,
  type Client,
} from '@confluentinc/schemaregistry';
import { SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';
import {
  GlueSchemaRegistry,
  SchemaCompatibilityType,
  SchemaType as GlueType,
} from '@meinestadt.de/glue-schema-registry';
import { Type } from 'avsc';
import type { Message } from 'kafkajs';
import { onTestFinished, vi } from 'vitest';

import { temporaryProject } from '../cli/temporary-project.js';
import { confluentServer } from '../registry/confluent-server.js';
import { startGlueServer } from '../registry/glue-server.js';
import { quickPull } from '../registry/registry-project.js';
import { TOPIC } from './mock-broker.js';

/** A topic's schemas, and the format that they are in. */
export interface TopicSchemas {
  readonly format: 'AVRO' | 'JSON';
  readonly key: string;
  readonly value: string;
}

/** Key, value and headers that a serializer made; the value is null for a tombstone. */
export type Serialized = Pick<Message, 'key' | 'value' | 'headers'>;

/** A way of writing records: a project whose generated consumers read them, and the serializer that writes them. */
export interface WireFormat {
  readonly root: string;
  readonly serialize: (key: object, value: object | null) => Promise<Serialized>;
}

/** The framing of the registry client for kafkajs: a schema id before the bytes. */
export async function kafkajsFormat(schemas: TopicSchemas): Promise<WireFormat> {
  const { url } = await confluentServer();
  const registry = new SchemaRegistry({ host: url });
  const register = async (part: 'key' | 'value') => {
    const subject = `${TOPIC}-${part}`;
    // Of the client's types only this one fits both formats.
    const schema = { type: SchemaType[schemas.format] as SchemaType.JSON, schema: schemas[part] };
    return (await registry.register(schema, { subject })).id;
  };
  const ids = { key: await register('key'), value: await register('value') };
  return {
    root: await pulledProject({ registry: { type: 'confluent', url } }),
    serialize: async (key, value) => ({
      key: await registry.encode(ids.key, key),
      value: value && (await registry.encode(ids.value, value)),
    }),
  };
}

/** The framing of Confluent's client: a schema id before the bytes, or the schema's GUID in a header. */
export async function confluentFormat(
  schemas: TopicSchemas,
  framing: 'confluent' | 'confluent-guid',
): Promise<WireFormat> {
  const { url } = await confluentServer();
  const client = new SchemaRegistryClient({ baseURLs: [url], isForward: false });
  await register(client, schemas);
  return {
    root: await pulledProject({ registry: { type: 'confluent', url }, framing }),
    serialize: confluentSerializer(client, schemas, framing),
  };
}

/** The framing of Confluent's client and the registry that it has within; the ids are written into the config. */
export async function inProcessFormat(schemas: TopicSchemas): Promise<WireFormat> {
  const { key, value } = schemas;
  const client = SchemaRegistryClient.newClient({ baseURLs: [`mock://wire`] });
  const ids = await register(client, schemas);
  const parts = {
    key: { versions: { [ids.key]: 'key.avsc' } },
    value: { versions: { [ids.value]: 'value.avsc' } },
  };
  return {
    root: project({ framing: 'confluent', parts, files: { 'key.avsc': key, 'value.avsc': value } }),
    serialize: confluentSerializer(client, schemas, 'confluent'),
  };
}

async function register(client: Client, { format, key, value }: TopicSchemas) {
  const asItIs = false;
  return {
    key: await client.register(`${TOPIC}-key`, { schema: key, schemaType: format }, asItIs),
    value: await client.register(`${TOPIC}-value`, { schema: value, schemaType: format }, asItIs),
  };
}

function confluentSerializer(
  client: Client,
  { format }: TopicSchemas,
  framing: 'confluent' | 'confluent-guid',
): WireFormat['serialize'] {
  const settings = {
    useLatestVersion: true,
    ...(framing === 'confluent-guid' ? { schemaIdSerializer: HeaderSchemaIdSerializer } : {}),
  };
  const Serializer = format === 'AVRO' ? AvroSerializer : JsonSerializer;
  const keys = new Serializer(client, SerdeType.KEY, settings);
  const values = new Serializer(client, SerdeType.VALUE, settings);
  return async (key, value) => {
    const headers: Record<string, Buffer> = {};
    return {
      key: await keys.serialize(TOPIC, key, headers),
      value: value && (await values.serialize(TOPIC, value, headers)),
      headers,
    };
  };
}

/** The framing of AWS Glue: the UUID of a schema's version before the bytes, which may be packed. */
export async function glueFormat(schemas: TopicSchemas, compress: boolean): Promise<WireFormat> {
  const server = await startGlueServer();
  onTestFinished(() => server.close());
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv('AWS_ENDPOINT_URL_GLUE', server.url);
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDTEST');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  const registryName = 'wire';
  await new GlueClient({}).send(new CreateRegistryCommand({ RegistryName: registryName }));
  const registry = new GlueSchemaRegistry(registryName, {});
  const create = async (part: 'key' | 'value') => {
    const compatibility = SchemaCompatibilityType.NONE;
    const schema = {
      type: GlueType.AVRO,
      schemaName: `${TOPIC}-${part}`,
      compatibility,
      schema: schemas[part],
    };
    return (await registry.createSchema(schema)) ?? '';
  };
  const ids = { key: await create('key'), value: await create('value') };
  return {
    root: await pulledProject({ registry: { type: 'glue', registryName } }),
    serialize: async (key, value) => ({
      key: await registry.encode(ids.key, key, { compress }),
      value: value && (await registry.encode(ids.value, value, { compress })),
    }),
  };
}

/** No framing: bytes that one schema alone reads. */
export function bareFormat({ format, key, value }: TopicSchemas): WireFormat {
  const extension = format === 'AVRO' ? 'avsc' : 'schema.json';
  const names = { key: `key.${extension}`, value: `value.${extension}` };
  const encoder = (schema: string): ((record: object) => Buffer) => {
    if (format === 'JSON') return (record) => Buffer.from(JSON.stringify(record));
    // A schema of the corpus is what avsc takes for one.
    const type = Type.forSchema(JSON.parse(schema) as string);
    return (record) => type.toBuffer(record);
  };
  const encodeKey = encoder(key);
  const encodeValue = encoder(value);
  return {
    root: project({ framing: 'none', parts: names, files: { [names.key]: key, [names.value]: value } }),
    serialize: (record, content) => Promise.resolve({ key: encodeKey(record), value: content && encodeValue(content) }),
  };
}

interface ProjectSettings {
  readonly registry?: object;
  readonly framing?: string;
  readonly parts?: { readonly key: unknown; readonly value: unknown };
  readonly files?: Readonly<Record<string, string>>;
}

/** A project for the topic. A long is a number in it, as it is to the serializers. */
function project({ registry, framing, parts, files }: ProjectSettings): string {
  const byTopic = { strategy: 'topic' };
  const config = {
    output: 'gen',
    snapshot: 'registry',
    registry,
    defaults: { long: 'number', framing },
    topics: { [TOPIC]: { key: byTopic, value: byTopic, ...parts, reportBatchItemFailures: true } },
  };
  return temporaryProject({ ...files, 'gen-msk-consumer.config.json': JSON.stringify(config) });
}

async function pulledProject(settings: ProjectSettings): Promise<string> {
  const root = project(settings);
  await quickPull(root);
  return root;
}
