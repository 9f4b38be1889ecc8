import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { produce, type ProduceResult } from '../../src/commands/produce.js';
import { verify, type VerifyResult } from '../../src/commands/verify.js';
import type { KafkaEvent, RawKafkaRecord } from '../../src/runtime/kafka/kafka-event.js';
import { run } from '../cli/run.js';
import { confluentServer } from '../registry/confluent-server.js';
import { generateProject, record } from '../pipeline/temp-project.js';

const order = [
  ['id', 'string'],
  ['total', 'long'],
  ['at', { type: 'long', logicalType: 'timestamp-micros' }],
  ['tags', { type: 'map', values: 'string' }],
] as const;

const config = {
  defaults: { framing: 'confluent', timestampMicros: 'Date' },
  topics: {
    orders: { key: 'string', value: { versions: { '4': 'order.v1.avsc', '9': 'order.v2.avsc' } } },
    persons: { key: 'string', value: { versions: { '12': 'person.json' } } },
  },
};

const schemas = {
  'order.v1.avsc': record('Order', order.slice(0, 3)),
  'order.v2.avsc': {
    ...record('Order', order),
    fields: [...fields(order.slice(0, 3)), { name: 'tags', type: { type: 'map', values: 'string' }, default: {} }],
  },
  'person.json': {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Person',
    type: 'object',
    properties: { name: { type: 'string' }, size: { type: 'integer', format: 'int64' } },
    required: ['name'],
  },
};

function fields(of: readonly (readonly [string, unknown])[]): readonly unknown[] {
  return of.map(([name, type]) => ({ name, type }));
}

let root = '';

beforeAll(async () => {
  ({ root } = await generateProject({ config, schemas }));
});

const kinds = ({ records }: ProduceResult) => records.map(({ partition, offset, kind }) => [partition, offset, kind]);
const verdicts = ({ topics }: VerifyResult) =>
  topics.flatMap(({ records }) => records.map(({ key, value }) => [key.verdict, value.verdict]));
const codes = ({ diagnostics }: { readonly diagnostics: readonly { readonly code: string }[] }) =>
  diagnostics.map(({ code }) => code);

async function events(topic: string, options: Parameters<typeof produce>[1] = {}): Promise<RawKafkaRecord[]> {
  const file = join(root, 'events', `${topic}.json`);
  const { diagnostics } = await produce(topic, { cwd: root, to: file, ...options });
  expect(diagnostics).toEqual([]);
  return Object.values((JSON.parse(readFileSync(file, 'utf8')) as KafkaEvent).records).flat();
}

const bytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
const valueOf = ({ value }: RawKafkaRecord): Buffer => Buffer.from(value ?? '', 'base64');
const withValue = (of: RawKafkaRecord, value: Uint8Array) => ({ ...of, value: Buffer.from(value).toString('base64') });

describe('produce', () => {
  it('spreads poison and tombstones, and offsets count in each partition', async () => {
    const result = await produce('orders', {
      cwd: root,
      to: 'a.json',
      count: 6,
      partitions: 2,
      poison: 1,
      tombstones: 2,
    });
    expect(kinds(result)).toEqual([
      [0, 0, 'value'],
      [1, 0, 'tombstone'],
      [0, 1, 'value'],
      [1, 1, 'poison'],
      [0, 2, 'tombstone'],
      [1, 2, 'value'],
    ]);
  });

  it('writes the same file for the same seed, and other values for another', async () => {
    const [one, again, other, none] = [
      await events('orders', { count: 3, seed: 'a' }),
      await events('orders', { count: 3, seed: 'a' }),
      await events('orders', { count: 3, seed: 'b' }),
      await events('orders', { count: 3 }),
    ];
    expect(again).toEqual(one);
    expect(new Set([...one, ...other].map(({ value }) => value)).size).toBe(6);
    expect(new Set(none.map(({ value }) => value)).size).toBe(1);
  });

  it('writes captured records as they are', async () => {
    const captured = await events('orders', { count: 2, seed: 'a', poison: 1 });
    const again = await events('orders', { from: bytes(captured) });
    expect(again.map(({ key, value }) => [key, value])).toEqual(captured.map(({ key, value }) => [key, value]));
    expect(codes(await produce('persons', { cwd: root, to: 'a.json', from: bytes(captured) }))).toEqual([
      'input-unusable',
    ]);
    const spoilt = bytes(captured.map((record) => ({ ...record, value: `!!!${record.value ?? ''}` })));
    expect(codes(await produce('orders', { cwd: root, to: 'a.json', from: spoilt }))).toEqual(['input-unusable']);
    expect(codes(await verify({ cwd: root, from: spoilt }))).toEqual(['record-unreadable', 'record-unreadable']);
  });

  it('registers schemas only when it is told to, and takes the ids of the registry', async () => {
    const server = await confluentServer();
    const registry = { type: 'confluent', url: server.url };
    const { root: own } = await generateProject({ config: { ...config, registry }, schemas });
    await produce('orders', { cwd: own, to: 'a.json' });
    expect(server.requests).toEqual([]);
    const { diagnostics } = await produce('orders', { cwd: own, to: 'a.json', count: 2, register: true });
    expect(diagnostics).toEqual([]);
    const { records } = JSON.parse(readFileSync(join(own, 'a.json'), 'utf8')) as KafkaEvent;
    expect(
      Object.values(records)
        .flat()
        .map((one) => valueOf(one).readInt32BE(1)),
    ).toEqual([1, 1]);
    expect(server.requests.filter((request) => request.startsWith('POST'))).toEqual([
      'POST /subjects/orders-value/versions',
    ]);
  });

  it('refuses more poison than records, an unknown topic, and a broker elsewhere', async () => {
    expect(codes(await produce('orders', { cwd: root, to: 'a.json', poison: 2 }))).toEqual(['input-unusable']);
    expect(codes(await produce('ordrs', { cwd: root, to: 'a.json' }))).toEqual(['topic-not-found']);
    expect((await produce('orders', { cwd: root, to: 'src' })).diagnostics).toMatchObject([
      { code: 'write-failed', message: 'a folder is in the way (EISDIR)', location: { file: 'src' } },
    ]);
    expect(readdirSync(root).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    const brokers = { brokers: 'kafka.example.com:9092' };
    expect(codes(await produce('orders', { cwd: root, env: {}, brokers }))).toEqual(['broker-remote']);
    const { exitCode } = await run(['produce', 'orders', '--brokers', 'localhost:1'], { cwd: root });
    expect(exitCode).toBe(3);
  });
});

describe('verify', () => {
  it.each(['orders', 'persons'])('agrees with the library on %s, and shows the share of versions', async (topic) => {
    const records = await events(topic, { count: 4, seed: 'x', tombstones: 1 });
    const result = await verify({ cwd: root, from: bytes(records) });
    expect(codes(result)).toEqual([]);
    expect(verdicts(result).toSorted()).toEqual([
      ['agreed', 'absent'],
      ['agreed', 'agreed'],
      ['agreed', 'agreed'],
      ['agreed', 'agreed'],
    ]);
    expect(result.topics[0]?.versions).toMatchObject([{ part: 'value', records: 3, share: 1 }]);
    const readers = result.topics[0]?.records.map(({ value }) => value.secondReader);
    expect(new Set(readers)).toEqual(new Set(['@kafkajs/confluent-schema-registry', null]));
  });

  it('finds a truncated record and a schema that is not in the snapshot', async () => {
    const [good] = await events('orders');
    if (good === undefined) throw new Error('a record');
    const value = valueOf(good);
    const unknown = Buffer.from(value);
    unknown.writeInt32BE(77, 1);
    const result = await verify({
      cwd: root,
      from: bytes([
        good,
        { ...withValue(good, value.subarray(0, -2)), offset: 1 },
        { ...withValue(good, unknown), offset: 2 },
      ]),
    });
    expect(verdicts(result)).toEqual([
      ['agreed', 'agreed'],
      ['agreed', 'undecodable'],
      ['agreed', 'unknown-schema'],
    ]);
    expect(result.topics[0]?.records[1]?.value.causes[0]?.code).toBe('truncated');
    expect(codes(result)).toEqual(['record-unreadable', 'record-schema-unknown']);
  });

  it('finds a decoder that was made from another schema, and one that refuses what the schemas allow', async () => {
    const swapped = { ...schemas['order.v2.avsc'], fields: [...schemas['order.v2.avsc'].fields] };
    // Both are strings on the wire.
    const other = await generateProject({
      config,
      schemas: {
        ...schemas,
        'order.v1.avsc': record('Order', [
          ['id', 'string'],
          ['total', 'int'],
          ['at', 'long'],
        ]),
        'order.v2.avsc': {
          ...swapped,
          fields: [
            { name: 'id', type: 'string' },
            { name: 'total', type: 'long' },
            { name: 'at', type: 'long' },
            { name: 'tags', type: { type: 'map', values: 'bytes' }, default: {} },
          ],
        },
      },
    });
    const { root: planted } = await generateProject({ config, schemas });
    mkdirSync(join(planted, 'src/consumers/orders'), { recursive: true });
    const decoder = 'src/consumers/orders/decoder.ts';
    copyFileSync(join(other.root, decoder), join(planted, decoder));
    const records = await events('orders', { count: 1, seed: 'planted' });
    const differing = await verify({ cwd: planted, from: bytes(records) });
    expect(verdicts(differing)).toEqual([['agreed', 'disagreement']]);
    expect(codes(differing)).toEqual(['decoders-disagree']);

    const text = readFileSync(join(root, decoder), 'utf8');
    writeFileSync(join(planted, decoder), text.replaceAll("case '9'", "case '8'"));
    const refusing = await verify({ cwd: planted, from: bytes(records) });
    expect(refusing.diagnostics[0]?.message).toContain('the generated decoder refuses it: writer schema 9 was unknown');
  });

  it('prints a result and exits with 1 for a record that does not read', async () => {
    writeFileSync(join(root, 'poison.json'), JSON.stringify(await events('orders', { count: 2, poison: 1 })));
    const text = await run(['verify', '--from', 'poison.json'], { cwd: root });
    expect(text.exitCode).toBe(1);
    expect(text.stdout).toContain(
      'values: 1 read the same by the generated decoder and @kafkajs/confluent-schema-registry, 1 undecodable',
    );
    const json = await run(['verify', 'orders', '--from', 'poison.json', '--format', 'json'], { cwd: root });
    expect(JSON.parse(json.stdout)).toMatchObject({
      command: 'verify',
      exitCode: 1,
      topics: [{ topic: 'orders', records: [{ topic: 'orders', partition: 0, offset: 0 }, { offset: 1 }] }],
    });
    expect((await run(['verify', '--brokers', 'localhost:1'], { cwd: root })).exitCode).toBe(3);
  });
});
