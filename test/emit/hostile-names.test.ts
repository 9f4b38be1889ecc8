import { expect, test } from 'vitest';
import * as avroRead from '../../src/runtime/avro/read.js';
import * as avroWrite from '../../src/runtime/simulate/avro-write.js';
import * as framing from '../../src/runtime/kafka/framing.js';
import * as plainRead from '../../src/runtime/kafka/plain-read.js';
import { loadTopics } from '../pipeline/load-topics.js';
import { expectRoundTrip } from '../pipeline/round-trip.js';
import { fieldsOf, generateProject, record } from '../pipeline/temp-project.js';
import { sources, typeErrors } from '../pipeline/type-check.js';

const MILLIS = { type: 'long', logicalType: 'timestamp-millis' };

/** Names that mean something to JavaScript, to TypeScript, to generated code or to the runtime. */
const fieldNames = [
  '__proto__ constructor prototype toString valueOf hasOwnProperty then toJSON length name default class await async yield arguments eval this super new',
  'true false null undefined NaN Infinity globalThis let static enum implements interface package private protected public import export typeof void var',
  'r w value values item items map count index i at type key schemaId reader readString readInt readLong readOrder readorder readonly skipBytes skip_it',
  'setEntry Date Uint8Array Record Array Object String Number Buffer ByteReader ByteWriter SchemaId OrderValue orderSymbols StatusSymbols writeString writeOrder',
  'get set of as from is keyof infer unique any unknown never object symbol bigint boolean string number $ $value _ __ _r _w bytes process require module exports',
]
  .join(' ')
  .split(' ');

/** A type for the field, another for the next: each way that a field is read. */
const fieldTypes = (index: number): unknown =>
  [
    'string',
    'long',
    'bytes',
    MILLIS,
    ['null', 'string'],
    { type: 'array', items: 'int' },
    { type: 'map', values: 'bytes' },
    ['int', 'string', 'bytes', MILLIS],
    { type: 'enum', name: `Status${index}`, symbols: ['constructor', '__proto__', 'undefined'] },
    {
      type: 'record',
      name: `Part${index}`,
      fields: [
        { name: '__proto__', type: 'string' },
        { name: 'value', type: MILLIS },
      ],
    },
    ['null', 'boolean', { type: 'map', values: ['null', 'double'] }],
    { type: 'array', items: { type: 'map', values: { type: 'fixed', name: `Hash${index}`, size: 2 } } },
  ][index % 12];

const orderFields = fieldNames.map((name, index) => [name, fieldTypes(index)] as const);

/** Names of types that generated code or the language would like for itself. */
const typeNames = [
  'Date Map Record Uint8Array Buffer Object Promise Error String Number BigInt Boolean Symbol Array Function Partial Readonly ByteReader ByteWriter SchemaId',
  'KafkaRecord KafkaEvent KafkaHandler TopicBinding TopicFixture EventOverrides UnknownSchemaError DecodeError RecordHandler ConsumeOptions',
  'OrdersKey OrdersValue OrdersRecord DateType RecordType_ any Any unknown never object symbol number undefined keyof infer unique readonly is asserts',
  'abstract declare module global satisfies accessor using out of as from get set type require intrinsic constructor prototype toString override defer',
  'await async let static yield arguments eval this NaN Infinity globalThis reader readInt readKey readValue decodeValue decodeKey fixture writeInt',
  'ordersEvent encodeOrdersValue encodeOrdersKey ordersKeySample sampleEvent consumeOrders readConfluentFrame confluentFrame dateSymbols DateSymbols',
  'record enums fixed array map_ union namespace name r w value item items count setEntry order Order ORDER orderSample default export import class',
]
  .join(' ')
  .split(' ');

const typeFields = (index: number) => [
  { name: 'text', type: 'string' },
  { name: 'at', type: ['null', MILLIS] },
  { name: 'raw', type: 'bytes' },
  { name: 'map', type: { type: 'map', values: 'int' } },
  {
    name: 'list',
    type: { type: 'array', items: { type: 'enum', name: `E${index}`, namespace: 'e', symbols: ['A', 'B'] } },
  },
];

const asRecord = (name: string, index: number) => ({
  type: 'record',
  name,
  namespace: 'evil.ns',
  fields: typeFields(index),
});
/** Names that make functions called like those of the runtime: `readString` for a record String. */
const runtimeNames = [
  ...new Set(
    [avroRead, avroWrite, framing, plainRead].flatMap((module) =>
      Object.keys(module).flatMap((name) => /^(?:read|skip|write)(\w+)$/.exec(name)?.[1] ?? []),
    ),
  ),
];

/** Every logical type, and so a call of every function of the runtime. */
const everyLeaf = [
  ...['boolean', 'int', 'long', 'float', 'double', 'string', 'bytes'],
  { type: 'fixed', name: 'Leaf', size: 3 },
  ...['date', 'time-millis'].map((logicalType) => ({ type: 'int', logicalType })),
  ...['time-micros', 'timestamp-millis', 'timestamp-micros', 'timestamp-nanos', 'local-timestamp-micros'].map(
    (logicalType) => ({ type: 'long', logicalType }),
  ),
  { type: 'string', logicalType: 'uuid' },
  { type: 'fixed', name: 'Uuid', size: 16, logicalType: 'uuid' },
  { type: 'fixed', name: 'Span', size: 12, logicalType: 'duration' },
  { type: 'bytes', logicalType: 'decimal', precision: 5, scale: 2 },
  { type: 'fixed', name: 'Cents', size: 4, logicalType: 'decimal', precision: 5, scale: 2 },
].map((type, index) => [`leaf${index}`, type] as const);

const runtimeFields = runtimeNames.map(
  (name, index) => [`f${index}`, { type: 'array', items: asRecord(name, index) }] as const,
);

const asEnum = (name: string) => ({
  type: 'enum',
  name,
  namespace: 'evil.ns',
  symbols: ['A', name.replace(/\W/g, '_')],
});

const project = generateProject({
  config: {
    defaults: { framing: 'confluent' },
    topics: {
      fields: { value: { file: 'fields.avsc' }, key: 'fields.avsc' },
      'fields-old': { value: 'fields.v1.avsc' },
      'fields-evolved': { value: { versions: { 1: 'fields.v1.avsc', 2: 'fields.v2.avsc' } }, key: 'string' },
      orders: { value: { file: 'records.avsc', framing: 'none' }, key: 'enums.avsc' },
      'orders.two': { value: 'enums.avsc', key: { file: 'records.avsc' } },
      'orders.union': { value: 'union.avsc', reportBatchItemFailures: true },
      'same-names': { value: 'same.avsc' },
      wide: { value: 'wide.avsc', long: 'number' },
      records: { value: 'small.avsc', key: 'string' },
      kafka: { value: 'small.avsc', key: 'small.avsc' },
      sample: { value: 'small.avsc', key: 'none' },
      build: { value: 'none', key: 'string' },
      event: { value: 'string' },
      handler: { value: 'small.avsc' },
      runtime: { value: 'runtime.avsc', key: { file: 'runtime.avsc', framing: 'glue', bytes: 'base64' } },
      skips: { value: { versions: { 1: 'runtime.avsc', 2: 'kept.avsc' } }, key: 'none' },
      globals: { value: 'globals.avsc' },
      enums: { value: 'enums.avsc' },
      wrapped: { value: { versions: { 1: 'wrapped.v1.avsc', 2: 'wrapped.v2.avsc' } } },
    },
  },
  schemas: {
    'fields.avsc': record('Order', orderFields),
    // Another order, one field less and one more: every field is read into a variable of its own.
    'fields.v1.avsc': record('Order', [...[...orderFields].reverse(), ['gone', { type: 'map', values: 'string' }]]),
    'fields.v2.avsc': {
      type: 'record',
      name: 'Order',
      fields: [...fieldsOf(orderFields), { name: 'added', type: 'string', default: '__proto__' }],
    },
    'records.avsc': record(
      'Root',
      typeNames.map((name, index) => [`f${index}`, asRecord(name, index)]),
    ),
    'enums.avsc': record(
      'Root',
      typeNames.map((name, index) => [`f${index}`, asEnum(name)]),
    ),
    'union.avsc': typeNames.map(asRecord),
    'same.avsc': [
      record('a.Order', [['x', 'int']]),
      record('b.Order', [['y', 'int']]),
      record('a.b.Order', [['z', 'int']]),
      record('a_b.Order', [['z', 'long']]),
      record('a.order', [['y', 'string']]),
      record('a.B.Order', [['w', 'string']]),
      record('b.a.order', [['v', { type: 'enum', name: 'Order', namespace: 'c', symbols: ['ORDER'] }]]),
      record('d.ORDER', [['v', { type: 'enum', name: 'order', namespace: 'c', symbols: ['ORDER'] }]]),
      record('Order', [['none', 'int']]),
    ],
    'wide.avsc': record(
      'Wide',
      Array.from({ length: 1_000 }, (_, index) => [`field_${index}`, fieldTypes(index)]),
    ),
    'small.avsc': record('Small', [['text', 'string']]),
    'runtime.avsc': record('Root', [...everyLeaf, ...runtimeFields]),
    'kept.avsc': record('Root', [['leaf0', 'boolean']]),
    // Unions of a type with the name of a global, and that global.
    'globals.avsc': record('Root', [
      ['raw', [asEnum('Uint8Array'), 'bytes']],
      ['list', { type: 'array', items: ['bytes', 'evil.ns.Uint8Array'] }],
      ['at', [asRecord('Date', 0), MILLIS]],
    ]),
    // Values with a `$type` that are read into variables.
    'wrapped.v1.avsc': record('Root', [
      ['number', ['float', 'null']],
      ['size', 'int'],
      ['text', 'string'],
    ]),
    'wrapped.v2.avsc': record('Root', [
      ['text', 'string'],
      ['number', ['double', 'float', 'null']],
      ['size', ['long', 'int']],
    ]),
  },
});

test('code with hostile names compiles under the strictest options', async () => {
  const { root, files } = await project;

  expect(typeErrors(root, sources(files))).toEqual([]);
});

test('code with hostile names decodes what it encodes', async () => {
  const { root } = await project;
  const topics = await loadTopics(root);

  for (const topic of Object.values(topics)) await expectRoundTrip(topic);

  expect(Object.keys(topics).length).toBe(19);
});

test('code with hostile names reads an older version, whose fields come in another order', async () => {
  const { root } = await project;
  const topics = await loadTopics(root);
  const old = Object.values(topics['fields-old']?.fixture?.samples.value ?? {})[0] ?? {};
  const bytes = topics['fields-old']?.fixture?.encodeValue(old) ?? null;

  const decoded = topics['fields-evolved']?.decodeValue(bytes) ?? {};

  const kept = Object.entries(old).filter(([name]) => name !== 'gone');
  expect(sorted(Object.entries(decoded))).toEqual(sorted([...kept, ['added', '__proto__']]));
  expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype);
});

test('code with hostile names passes over the fields of an older version', async () => {
  const { root } = await project;
  const { runtime, skips } = await loadTopics(root);
  const sample = Object.values(runtime?.fixture?.samples.value ?? {})[0];

  const decoded = skips?.decodeValue(runtime?.fixture?.encodeValue(sample) ?? null);

  expect(Object.keys(decoded ?? {})).toEqual(['leaf0']);
  expect(sample).toMatchObject(decoded ?? {});
});

function sorted(entries: readonly (readonly [string, unknown])[]): readonly (readonly [string, unknown])[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
}
