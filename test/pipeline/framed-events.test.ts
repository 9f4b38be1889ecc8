import { deflateSync } from 'node:zlib';
import { SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';
import avsc from 'avsc';
import { describe, expect, test } from 'vitest';
import { schemaFingerprint } from '../../src/avro/canonical-form.js';
import { typeOf } from '../avro/interpreted.js';
import { loadTopics, type DecodedRecord, type LoadedTopic } from './load-topics.js';
import { generateProject, record } from './temp-project.js';

const old = record('shop.Item', [
  ['id', 'int'],
  ['name', 'string'],
]);
const current = {
  type: 'record',
  name: 'shop.Item',
  fields: [
    { name: 'id', type: 'long' },
    { name: 'title', type: 'string', aliases: ['name'] },
    { name: 'note', type: ['null', 'string'], default: null },
  ],
};
const foreign = record('shop.Item', [['id', 'string']]);

/** An item as either schema writes it, and as both are read. */
const payloads = {
  old: Buffer.from('0e' + '0474' + '76', 'hex'),
  current: Buffer.from('0e' + '0474' + '76' + '00', 'hex'),
};
const item = { id: 7n, title: 'tv', note: null };

const uuids = {
  old: '0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9',
  current: 'ffffffff-ffff-4fff-bfff-fffffffffff0',
  foreign: '00000000-0000-4000-8000-000000000000',
};
const numbers = { old: '7', current: '2147483647', foreign: '8' };

type Version = keyof typeof uuids;

/** What a record bears for a key or value: its bytes and what comes beside them. */
interface Wire {
  readonly bytes: Buffer;
  readonly header?: Buffer;
  readonly metadata?: { readonly dataFormat: string; readonly schemaId: string };
}

const guid = (version: Version) => Buffer.from(uuids[version].replaceAll('-', ''), 'hex');
const confluentId = (version: Version) => {
  const id = Buffer.alloc(5);
  id.writeUInt32BE(Number(numbers[version]), 1);
  return id;
};
const fingerprint = (version: Version) => {
  const digits = schemaFingerprint(typeOf({ old, current, foreign }[version]));
  return { digits, bytes: Buffer.from(digits, 'hex').reverse() };
};

interface Framed {
  readonly framing: string;
  /** The ids as the config has them; undefined for one schema file without ids. */
  readonly ids: Readonly<Record<Version, string>> | undefined;
  readonly wire: (version: Version, payload: Buffer) => Wire;
  /** The id that an unknown writer's record is reported with. */
  readonly unknown: string;
}

const framings: Readonly<Record<string, Framed>> = {
  confluent: {
    framing: 'confluent',
    ids: numbers,
    unknown: '8',
    wire: (version, payload) => ({ bytes: Buffer.concat([confluentId(version), payload]) }),
  },
  'confluent-guid before the bytes': {
    framing: 'confluent-guid',
    ids: uuids,
    unknown: uuids.foreign,
    wire: (version, payload) => ({ bytes: Buffer.concat([Buffer.of(1), guid(version), payload]) }),
  },
  'confluent-guid in a header': {
    framing: 'confluent-guid',
    ids: uuids,
    unknown: uuids.foreign,
    wire: (version, payload) => ({ bytes: payload, header: Buffer.concat([Buffer.of(1), guid(version)]) }),
  },
  glue: {
    framing: 'glue',
    ids: { ...uuids, old: uuids.old.toUpperCase() },
    unknown: uuids.foreign,
    wire: (version, payload) => ({ bytes: Buffer.concat([Buffer.of(3, 0), guid(version), payload]) }),
  },
  'glue with zlib': {
    framing: 'glue',
    ids: uuids,
    unknown: uuids.foreign,
    wire: (version, payload) => ({ bytes: Buffer.concat([Buffer.of(3, 5), guid(version), deflateSync(payload)]) }),
  },
  'lambda with a Confluent registry': {
    framing: 'lambda',
    ids: numbers,
    unknown: '8',
    wire: (version, payload) => ({ bytes: payload, metadata: { dataFormat: 'AVRO', schemaId: numbers[version] } }),
  },
  'lambda with a Glue registry': {
    framing: 'lambda',
    ids: uuids,
    unknown: uuids.foreign,
    wire: (version, payload) => ({
      bytes: payload,
      metadata: { dataFormat: 'AVRO', schemaId: uuids[version].toUpperCase() },
    }),
  },
  'single-object': {
    framing: 'single-object',
    ids: { old: 'first', current: 'second', foreign: '' },
    unknown: fingerprint('foreign').digits,
    wire: (version, payload) => ({ bytes: Buffer.concat([Buffer.of(0xc3, 1), fingerprint(version).bytes, payload]) }),
  },
};

const schemas = { 'old.avsc': old, 'current.avsc': current };

/** A topic whose key and value have one framing, with both versions or, without ids, the current schema alone. */
async function load(framing: string, ids: Framed['ids']): Promise<LoadedTopic> {
  const part =
    ids === undefined ? 'current.avsc' : { versions: { [ids.old]: 'old.avsc', [ids.current]: 'current.avsc' } };
  const { root } = await generateProject({
    config: { topics: { items: { framing, key: part, value: part } } },
    schemas,
  });
  const { items } = await loadTopics(root);
  if (items === undefined) throw new Error('no topic');
  return items;
}

/** An event of one record for each pair of a key and a value; null for none. */
function eventOf(records: readonly { readonly key: Wire | null; readonly value: Wire | null }[]): unknown {
  const raw = records.map(({ key, value }, offset) => ({
    topic: 'items',
    partition: 0,
    offset,
    timestamp: 0,
    timestampType: 'CREATE_TIME',
    ...(key && { key: key.bytes.toString('base64') }),
    ...(value && { value: value.bytes.toString('base64') }),
    headers: [
      ...(key?.header ? [{ __key_schema_id: [...new Int8Array(key.header)] }] : []),
      ...(value?.header ? [{ __value_schema_id: [...new Int8Array(value.header)] }] : []),
    ],
    ...(key?.metadata && { keySchemaMetadata: key.metadata }),
    ...(value?.metadata && { valueSchemaMetadata: value.metadata }),
  }));
  return { eventSource: 'aws:kafka', records: { 'items-0': raw } };
}

async function consumed(
  topic: LoadedTopic,
  event: unknown,
): Promise<{ readonly seen: readonly unknown[]; readonly failure: string }> {
  const seen: unknown[] = [];
  const handle = topic.consume(({ key, value }: DecodedRecord) => void seen.push([key, value]));
  const failure = await handle(event).then(
    () => '',
    (error: unknown) => String(error),
  );
  return { seen, failure };
}

describe.each(Object.entries(framings))('%s', (_, { framing, ids, wire, unknown }) => {
  test('keys and values of both versions reach the handler as the current one, and null as null', async () => {
    const topic = await load(framing, ids);
    const [was, is] = [wire('old', payloads.old), wire('current', payloads.current)];

    expect(
      await consumed(
        topic,
        eventOf([
          { key: was, value: is },
          { key: is, value: was },
          { key: null, value: is },
          { key: is, value: null },
        ]),
      ),
    ).toEqual({
      seen: [
        [item, item],
        [item, item],
        [null, item],
        [item, null],
      ],
      failure: '',
    });
  });

  test('a writer that is not known fails its record, by the id and those that are known', async () => {
    const topic = await load(framing, ids);
    const known =
      framing === 'single-object'
        ? [fingerprint('old').digits, fingerprint('current').digits]
        : [ids?.old.toLowerCase(), ids?.current];
    const { seen, failure } = await consumed(
      topic,
      eventOf([
        { key: null, value: wire('current', payloads.current) },
        { key: null, value: wire('foreign', payloads.old) },
        { key: null, value: wire('old', payloads.old) },
      ]),
    );

    expect(seen).toEqual([[null, item]]);
    expect(failure).toBe(
      'BatchError: 1 record failed\n' +
        `items-0 offset 1: failed to decode the value (schema ${unknown}): writer schema ${unknown} was unknown at generation (known: ${known.join(', ')}); run gen-msk-consumer pull, or add its version to the config, and run gen-msk-consumer generate`,
    );
  });

  test("what the fixture writes is read, with and without its frame's company", async () => {
    const { fixture, consume } = await load(framing, ids);
    const seen: unknown[] = [];

    await consume(({ key, value }) => void seen.push([key, value]))(
      fixture?.event([
        { key: item, value: item },
        { key: null, value: null },
      ]),
    );

    expect(seen).toEqual([
      [item, item],
      [null, null],
    ]);
  });
});

describe.each(Object.entries(framings).filter(([, { framing }]) => framing !== 'single-object'))(
  '%s, with one schema and no ids',
  (_, { framing, wire }) => {
    test('whatever id a record bears, it is read', async () => {
      const topic = await load(framing, undefined);
      const records = (['old', 'current', 'foreign'] as const).map((version) => ({
        key: wire(version, payloads.current),
        value: wire(version, payloads.current),
      }));

      expect(await consumed(topic, eventOf(records))).toEqual({ seen: records.map(() => [item, item]), failure: '' });
    });
  },
);

test('single-object, with one schema: a fingerprint that is not its own is not known', async () => {
  const topic = await load('single-object', undefined);
  const { wire, unknown } = framings['single-object'] ?? { unknown: '' };
  if (wire === undefined) throw new Error('no framing');

  expect(topic.decodeValue(wire('current', payloads.current).bytes)).toEqual(item);
  expect(() => topic.decodeValue(wire('foreign', payloads.current).bytes)).toThrow(
    expect.objectContaining({
      name: 'UnknownSchemaError',
      schemaId: unknown,
      knownSchemaIds: [fingerprint('current').digits],
    }),
  );
});

test('none: bare bytes, with an id or without', async () => {
  const topic = await load('none', undefined);

  expect([
    topic.decodeValue(payloads.current),
    topic.decodeValueBase64(payloads.current.toString('base64')),
    topic.decodeKey(payloads.current, 5),
    topic.decodeKey(null),
  ]).toEqual([item, item, item, null]);
});

describe('a Confluent serializer that nobody here wrote', () => {
  const registry = new SchemaRegistry({ host: 'http://registry.invalid' });
  // In its cache, so that it asks no registry.
  for (const [version, schema] of [
    ['old', old],
    ['current', current],
  ] as const) {
    registry.cache.setSchema(
      Number(numbers[version]),
      SchemaType.AVRO,
      avsc.Type.forSchema(structuredClone(schema) as avsc.Schema),
    );
  }

  test('writes what the generated consumer reads, for both versions', async () => {
    const topic = await load('confluent', numbers);
    const was = { bytes: await registry.encode(Number(numbers.old), { id: 7, name: 'tv' }) };
    const is = { bytes: await registry.encode(Number(numbers.current), { id: 7, title: 'tv', note: null }) };

    expect(
      await consumed(
        topic,
        eventOf([
          { key: was, value: is },
          { key: is, value: was },
        ]),
      ),
    ).toEqual({
      seen: [
        [item, item],
        [item, item],
      ],
      failure: '',
    });
  });

  test('reads what the generated fixture writes', async () => {
    const { fixture } = await load('confluent', numbers);

    const read: unknown = await registry.decode(Buffer.from(fixture?.encodeValue({ ...item, note: 'new' }) ?? []));

    expect(read).toMatchObject({ id: 7, title: 'tv', note: 'new' });
  });
});
