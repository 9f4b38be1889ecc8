import { deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';

import { loadTopics, type DecodedRecord, type LoadedTopic } from './load-topics.js';
import { generateProject, record, type GeneratedProject } from './temp-project.js';

const uuid = '0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9';
const foreign = 'ffffffff-ffff-4fff-bfff-fffffffffff0';
const guid = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
const confluentId = (id: number): Buffer => {
  const frame = Buffer.alloc(5);
  frame.writeUInt32BE(id, 1);
  return frame;
};

/** What a record bears for a key or value: its bytes and what comes beside them. */
interface Wire {
  readonly bytes: Buffer;
  readonly header?: Buffer;
  readonly metadata?: { readonly dataFormat: string; readonly schemaId: string };
}

interface Framed {
  readonly framing: string;
  readonly id?: string;
  /** How many bytes stand before the JSON, as its errors count them. */
  readonly before: number;
  readonly wire: (payload: Buffer) => Wire;
  /** The same by a writer whose id the config does not name. */
  readonly byAnother?: (payload: Buffer) => Wire;
}

const before = (...parts: readonly Buffer[]): Pick<Framed, 'before' | 'wire'> => ({
  before: Buffer.concat(parts).length,
  wire: (payload) => ({ bytes: Buffer.concat([...parts, payload]) }),
});
const beside = (schemaId: string) => (payload: Buffer) => ({
  bytes: payload,
  metadata: { dataFormat: 'JSON', schemaId },
});
const glueZlib = (id: string) => (payload: Buffer) => ({
  bytes: Buffer.concat([Buffer.of(3, 5), guid(id), deflateSync(payload)]),
});

const framings: Readonly<Record<string, Framed>> = {
  none: { framing: 'none', ...before() },
  confluent: {
    framing: 'confluent',
    id: '7',
    ...before(confluentId(7)),
    byAnother: before(confluentId(2147483647)).wire,
  },
  'confluent-guid, before the bytes': {
    framing: 'confluent-guid',
    id: uuid,
    ...before(Buffer.of(1), guid(uuid)),
    byAnother: before(Buffer.of(1), guid(foreign)).wire,
  },
  'confluent-guid, the older frame': { framing: 'confluent-guid', id: uuid, ...before(confluentId(9)) },
  'confluent-guid, in a header': {
    framing: 'confluent-guid',
    id: uuid,
    before: 0,
    wire: (bytes) => ({ bytes, header: Buffer.concat([Buffer.of(1), guid(uuid)]) }),
    byAnother: (bytes) => ({ bytes, header: Buffer.concat([Buffer.of(1), guid(foreign)]) }),
  },
  glue: {
    framing: 'glue',
    id: uuid.toUpperCase(),
    ...before(Buffer.of(3, 0), guid(uuid)),
    byAnother: before(Buffer.of(3, 0), guid(foreign)).wire,
  },
  'glue with zlib': { framing: 'glue', id: uuid, before: 0, wire: glueZlib(uuid), byAnother: glueZlib(foreign) },
  'lambda with a Confluent registry': {
    framing: 'lambda',
    id: '7',
    before: 0,
    wire: beside('7'),
    byAnother: beside('8'),
  },
  'lambda-json with a Glue registry': {
    framing: 'lambda-json',
    id: uuid,
    before: 0,
    wire: beside(uuid.toUpperCase()),
    byAnother: beside(foreign),
  },
  'lambda without metadata': { framing: 'lambda', before: 0, wire: (bytes) => ({ bytes }) },
  'auto, bare': { framing: 'auto', ...before() },
  'auto, confluent': { framing: 'auto', ...before(confluentId(7)) },
  'auto, confluent-guid': { framing: 'auto', ...before(Buffer.of(1), guid(uuid)) },
  'auto, confluent-guid in a header': {
    framing: 'auto',
    before: 0,
    wire: (bytes) => ({ bytes, header: Buffer.concat([Buffer.of(1), guid(uuid)]) }),
  },
  'auto, glue': { framing: 'auto', ...before(Buffer.of(3, 0), guid(uuid)) },
  'auto, glue with zlib': { framing: 'auto', before: 0, wire: glueZlib(uuid) },
};

const order = {
  title: 'Order',
  type: 'object',
  properties: { id: { type: 'integer' }, at: { type: 'string', format: 'date-time' }, note: { type: 'string' } },
  required: ['id', 'at'],
  $schema: 'http://json-schema.org/draft-07/schema#',
};
const customer = {
  title: 'Customer',
  type: 'object',
  properties: { region: { enum: ['eu', 'us'] }, number: { type: 'integer', format: 'int64' } },
  required: ['region', 'number'],
};

const text = {
  key: '{"region":"eu","number":9007199254740993}',
  value: ' {"id":5,"at":"2024-05-01T10:00:00Z","x":[]}',
};
const key = { region: 'eu', number: 9007199254740993n };
const value = { id: 5, at: new Date('2024-05-01T10:00:00Z'), x: [] };
/** With every property that the sample has: an override leaves the others as they are. */
const whole = { ...value, note: 'n' };

/** An event of one record for each pair of a key and a value; null for none. */
function eventOf(records: readonly { readonly key: Wire | null; readonly value: Wire | null }[]): unknown {
  const raw = records.map((wires, offset) => ({
    topic: 'items',
    partition: 0,
    offset,
    timestamp: 0,
    timestampType: 'CREATE_TIME',
    ...(wires.key && { key: wires.key.bytes.toString('base64') }),
    ...(wires.value && { value: wires.value.bytes.toString('base64') }),
    headers: (['key', 'value'] as const).flatMap((part) => {
      const header = wires[part]?.header;
      return header === undefined ? [] : [{ [`__${part}_schema_id`]: [...new Int8Array(header)] }];
    }),
    ...(wires.key?.metadata && { keySchemaMetadata: wires.key.metadata }),
    ...(wires.value?.metadata && { valueSchemaMetadata: wires.value.metadata }),
  }));
  return { eventSource: 'aws:kafka', records: { 'items-0': raw } };
}

async function consumed(topic: LoadedTopic, event: unknown): Promise<{ seen: readonly unknown[]; failure: unknown }> {
  const seen: unknown[] = [];
  const handle = topic.consume((one: DecodedRecord) => void seen.push([one.key, one.value]), { topics: () => true });
  const failure = await handle(event).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { seen, failure };
}

let project: GeneratedProject;
let topics: Readonly<Record<string, LoadedTopic>>;

function topicOf(name: string): LoadedTopic {
  const topic = topics[name.replaceAll(/\W+/g, '-')];
  if (topic === undefined) throw new Error(`no topic ${name}`);
  return topic;
}

beforeAll(async () => {
  const part = (file: string, id: string | undefined) => (id === undefined ? file : { versions: { [id]: file } });
  project = await generateProject({
    config: {
      defaults: { dateTime: 'Date', int64: 'bigint' },
      topics: {
        ...Object.fromEntries(
          Object.entries(framings).map(([name, { framing, id }]) => [
            name.replaceAll(/\W+/g, '-'),
            { framing, key: part('customer.json', id), value: part('order.json', id) },
          ]),
        ),
        versions: {
          framing: 'confluent',
          value: { versions: { 1: 'order.v0.json', 2: 'order.json' } },
          key: { file: 'customer.avsc', framing: 'glue' },
        },
        'avro-value': { value: 'customer.avsc', key: { file: 'order.json', framing: 'auto' } },
      },
    },
    schemas: {
      'order.json': order,
      'order.v0.json': { ...order, required: ['id'] },
      'customer.json': customer,
      'customer.avsc': record('Customer', [
        ['region', 'string'],
        ['number', 'long'],
      ]),
    },
  });
  topics = await loadTopics(project.root);
}, 120_000);

describe.each(Object.entries(framings))('JSON in the framing %s', (name, { before: start, wire, byAnother }) => {
  const [keys, values] = [wire(Buffer.from(text.key)), wire(Buffer.from(text.value))];

  test('reaches the handler as the same typed record, null as null', async () => {
    const another = byAnother ?? wire;
    const event = eventOf([
      { key: keys, value: values },
      { key: another(Buffer.from(text.key)), value: another(Buffer.from(text.value)) },
      { key: null, value: values },
      { key: keys, value: null },
    ]);
    expect(await consumed(topicOf(name), event)).toEqual({
      seen: [
        [key, value],
        [key, value],
        [null, value],
        [key, null],
      ],
      failure: undefined,
    });
  });

  test('is refused where it breaks, with the byte', async () => {
    const wrong = Buffer.from('{"id":5,"at":"2024-05-01T10:00:00Z","id":"x"}');
    const { seen, failure } = await consumed(
      topicOf(name),
      eventOf([
        { key: keys, value: values },
        { key: null, value: wire(wrong) },
        { key: null, value: values },
      ]),
    );
    expect(seen).toEqual([[key, value]]);
    expect(failure).toMatchObject({
      name: 'BatchError',
      errors: [
        {
          name: 'RecordError',
          partition: 0,
          offset: 1,
          stage: 'decode the value',
          cause: {
            name: 'DecodeError',
            reason: 'must be an integer',
            at: '/id',
            byteOffset: start + wrong.indexOf('"x"'),
            faults: [{ pointer: '/id', schemaPointer: '#/properties/id/type', reason: 'must be an integer' }],
          },
        },
      ],
    });
  });

  test('is read by decodeKey and decodeValue too, told or not what the id is', () => {
    const topic = topicOf(name);
    // Behind a header's id, no frame.
    const { bytes, header } = values;
    const id = header === undefined ? undefined : uuid;
    expect(topic.decodeValue(bytes, id)).toEqual(value);
    expect(topic.decodeKey(keys.bytes, id)).toEqual(key);
    expect(topic.decodeValue(Buffer.from(text.value), 5)).toEqual(value);
    expect(topic.decodeValue(null)).toBe(null);
    expect(topic.decodeKey(null)).toBe(null);
  });

  test('cut off anywhere is refused', () => {
    const topic = topicOf(name);
    const { bytes, header } = values;
    const id = header === undefined ? undefined : uuid;
    for (let length = 0; length < bytes.length; length++) {
      expect(() => topic.decodeValue(bytes.subarray(0, length), id)).toThrow(
        expect.objectContaining({ name: 'DecodeError', byteOffset: expect.any(Number) as number }),
      );
    }
  });

  test('is what the fixture writes', async () => {
    const topic = topicOf(name);
    const { seen, failure } = await consumed(
      topic,
      topic.fixture?.event([{ key, value: whole }, { key: null, value: null }, {}]),
    );
    const [keySample] = Object.values(topic.fixture?.samples.key ?? {});
    const [valueSample] = Object.values(topic.fixture?.samples.value ?? {});
    expect({ seen, failure }).toEqual({
      seen: [
        [key, whole],
        [null, null],
        [keySample, valueSample],
      ],
      failure: undefined,
    });
  });
});

test.each([
  ['confluent', '01000000077b7d', 'expected byte 0x00, found 0x01', 0],
  ['confluent', '00ffffffff7b7d', 'the schema id -1 is negative', 1],
  ['confluent', '0000', 'expected 5 bytes, but only 2 left', 0],
  ['confluent', '', 'expected 5 bytes, but only 0 left', 0],
  ['confluent', '0000000007', 'expected JSON, found 0 bytes', 5],
  ['confluent-guid, before the bytes', '027b7d', 'expected 17 bytes, but only 3 left', 0],
  ['glue', `0302${'00'.repeat(16)}7b7d`, 'unknown compression 0x02', 1],
  ['glue', `0305${'00'.repeat(16)}7b7d`, 'corrupt zlib data', 18],
  ['auto, bare', '', 'expected JSON, found 0 bytes', 0],
  ['auto, bare', '0000', 'expected 5 bytes, but only 2 left', 0],
  ['auto, bare', '03', 'expected 18 bytes, but only 1 left', 0],
  ['auto, bare', '027b7d', 'expected a value', 0],
  ['none', 'c3017b7d', 'the text is not UTF-8', 0],
])('with framing %s the bytes "%s" are refused: %s', (name, hex, reason, byteOffset) => {
  expect(() => topicOf(name).decodeValue(Buffer.from(hex, 'hex'))).toThrow(
    expect.objectContaining({ name: 'DecodeError', reason, byteOffset }),
  );
});

test('a compressed payload that would fill the memory is refused', () => {
  const bomb = glueZlib(uuid)(Buffer.alloc(64 * 1024 * 1024, ' '));
  expect(() => topicOf('glue').decodeValue(bomb.bytes)).toThrow(
    expect.objectContaining({ name: 'DecodeError', reason: 'more than 16777216 bytes when inflated' }),
  );
});

test('records of every version are read with the newest schema, and no id is unknown', () => {
  const { versions } = topics;
  const bytes = (id: number) => Buffer.concat([confluentId(id), Buffer.from(text.value)]);
  expect([1, 2, 3].map((id) => versions?.decodeValue(bytes(id)))).toEqual([value, value, value]);
  expect(() => versions?.decodeValue(Buffer.concat([confluentId(1), Buffer.from('{"id":5}')]))).toThrow(
    expect.objectContaining({ name: 'DecodeError', reason: 'must have property "at"', byteOffset: 5 }),
  );
});

test('a JSON value has an Avro key, and an Avro value a JSON key', async () => {
  for (const [name, wanted] of [
    ['versions', { key, value: whole }],
    ['avro-value', { key: whole, value: key }],
  ] as const) {
    const topic = topicOf(name);
    const { seen, failure } = await consumed(topic, topic.fixture?.event([wanted, {}]));
    const [keySample] = Object.values(topic.fixture?.samples.key ?? {});
    const [valueSample] = Object.values(topic.fixture?.samples.value ?? {});
    expect({ seen, failure }).toEqual({
      seen: [
        [wanted.key, wanted.value],
        [keySample, valueSample],
      ],
      failure: undefined,
    });
  }
});

test('nothing is remarked on ids that JSON does not need, but that an older record may be refused', () => {
  expect(project.result.diagnostics.map(({ code, location }) => [code, location?.pointer ?? location?.file])).toEqual([
    ['framing-without-ids', '/topics/versions/key'],
    ['version-incompatible', 'order.json'],
  ]);
});
