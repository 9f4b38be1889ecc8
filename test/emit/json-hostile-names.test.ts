import { beforeAll, describe, expect, test } from 'vitest';

import { loadTopics, type LoadedTopic } from '../pipeline/load-topics.js';
import { expectRoundTrip } from '../pipeline/round-trip.js';
import { generateProject, record, type GeneratedProject } from '../pipeline/temp-project.js';
import { typeErrors } from '../pipeline/type-check.js';

/** Names that mean something to JavaScript, to TypeScript, to generated code or to the runtime. */
const names = [
  ...'__proto__ constructor prototype toString valueOf hasOwnProperty isPrototypeOf then toJSON length name default class await'.split(
    ' ',
  ),
  ...'arguments eval this super new true false null undefined NaN Infinity globalThis let static enum interface import export'.split(
    ' ',
  ),
  ...'isObject isArray isInteger isNumber isShorter isOneOf checkOrder checkHostile faults value values key holder into depth valid'.split(
    ' ',
  ),
  ...'i item items before matches count Object Array Date Map Record String Number JSON Buffer reader JsonFaults ByteReader'.split(
    ' ',
  ),
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1e3',
    '$',
    '_',
    '$type',
    '@id',
    'xdm:name',
    'a.b',
    'a/b',
    'a~b',
    'a b',
    "'",
    '"',
    '`',
    '\\',
    '${x}',
    '*/',
    '//',
  ],
  ...['\n', '\r\n', '\u2028', '\u2029', '\u0000', '\uFEFF', '\u202E', '\uD83D\uDE00', 'Ünïcødé', '日本', 'ﬀ', 'K', 'İ'],
];

const partOf = (index: number): unknown =>
  [
    { type: 'string', minLength: 1 },
    { type: 'integer', minimum: 1 },
    { type: 'string', format: 'date-time' },
    { type: 'integer', format: 'int64' },
    { type: ['string', 'null'], enum: ['constructor', '__proto__', null] },
    { type: 'array', items: { type: 'string', format: 'date-time' }, minItems: 1 },
    {
      type: 'object',
      properties: { ['__proto__']: { type: 'string' }, value: { type: 'integer' } },
      required: ['value'],
    },
    { type: 'object', additionalProperties: { type: 'string', format: 'int64' } },
    { anyOf: [{ type: 'string', format: 'int64' }, { type: 'boolean' }] },
  ][index % 9];

const objectOf = (keys: readonly string[], shift = 0): object => ({
  type: 'object',
  // Not an object literal: `__proto__` is to be a key like any other.
  properties: Object.fromEntries(keys.map((name, index) => [name, partOf(index + shift)])),
  required: keys,
  additionalProperties: false,
});

/** Names of types that generated code or the language would like for itself. */
const typeNames = [
  ...'Date Map Record Uint8Array Buffer Object Promise Error String Number BigInt Boolean Symbol Array Function Partial Readonly'.split(
    ' ',
  ),
  ...'ByteReader JsonFaults JsonCheck JsonHolder JsonConversions JsonConvert KafkaEvent KafkaRecord KafkaHandler SchemaId'.split(
    ' ',
  ),
  ...'TopicBinding TopicFixture EventOverrides RecordHandler RecordHandlers ConsumeOptions DecodeError UnknownSchemaError'.split(
    ' ',
  ),
  ...'Hostile HostileKey HostileValue HostileRecord hostileEvent consumeHostile encodeHostileValue encodeHostileKey decodeValue'.split(
    ' ',
  ),
  ...'readJson readConvertedJson readWideJson encodeJson sampleEvent fixture reader value key isObject any unknown never object'.split(
    ' ',
  ),
  ...'string number class default import type interface Money money MONEY __proto__ constructor toString valueOf'.split(
    ' ',
  ),
  ...['', '0', '*/', "'", '`${x}`', '\n', '\u2028', 'a b', 'a/b', 'a~b', '%41', '日本', '😀', '-'],
];

/** A schema whose parts are defined under all these names, and a list of two of each. */
const definitions = (titled: boolean) => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  definitions: Object.fromEntries(
    typeNames.map((name, index) => [
      titled ? `part${index}` : name,
      {
        ...(titled ? { title: name } : {}),
        type: 'object',
        properties: { [name]: { type: 'string', format: 'date-time' }, [`of${index}`]: { type: 'integer' } },
        required: [`of${index}`],
      },
    ]),
  ),
  properties: Object.fromEntries(
    typeNames.map((name, index) => {
      const pointer = (titled ? `part${index}` : name).replaceAll('~', '~0').replaceAll('/', '~1');
      return [`part${index}`, { $ref: `#/definitions/${encodeURIComponent(pointer)}` }];
    }),
  ),
  required: typeNames.map((_, index) => `part${index}`),
});

/** Events that are told apart by a property of this name and these values. */
const union = (tag: string, values: readonly unknown[]) => ({
  oneOf: values.map((value, index) => ({
    title: typeNames[index % typeNames.length],
    type: 'object',
    properties: Object.fromEntries([
      [tag, { const: value }],
      [`at${index}`, { type: 'string', format: 'date-time' }],
    ]),
    required: [tag, `at${index}`],
  })),
});

const schemas = {
  'names.json': objectOf(names),
  'names-shifted.json': objectOf(names, 4),
  'names-all.json': { ...objectOf(names, 7), title: 'Hostile' },
  'definitions.json': definitions(false),
  'titles.json': definitions(true),
  'union-proto.json': union('__proto__', ['a', 'b']),
  'union-kind.json': union('kind', typeNames.slice(0, 12)),
  'union-texts.json': union('*/ `${x}`', [
    "'",
    '"',
    '`',
    '\\',
    '${x}',
    '*/',
    '\n',
    '\u2028',
    '',
    '__proto__',
    'constructor',
  ]),
  'union-mixed.json': union('constructor', [1, 'one', -2, true]),
  'dependencies.json': {
    $schema: 'https://json-schema.org/draft/2019-09/schema',
    type: 'object',
    dependentRequired: Object.fromEntries(
      names.map((name, index) => [name, [names[(index + 1) % names.length] ?? '']]),
    ),
    dependentSchemas: Object.fromEntries(names.map((name) => [name, { required: [name] }])),
    patternProperties: { '^(?:__proto__|constructor|\\n|\\u2028|/|\\*/|`|\'|")$': { type: 'string', minLength: 2 } },
    propertyNames: { enum: names },
    unevaluatedProperties: { type: 'string' },
  },
  'money.json': { title: 'Money', type: 'object', properties: { amount: { type: 'number' } }, required: ['amount'] },
  'money.avsc': record('Money', [['amount', 'double']]),
  'record.avsc': record('Record', [['Date', { type: 'long', logicalType: 'timestamp-millis' }]]),
  'date.json': {
    title: 'Date',
    type: 'object',
    properties: { Record: { type: 'string', format: 'date-time' }, Uint8Array: { $ref: '#/definitions/Uint8Array' } },
    required: ['Record', 'Uint8Array'],
    additionalProperties: { type: 'integer', format: 'int64' },
    definitions: { Uint8Array: { title: 'Record', type: 'object', additionalProperties: { type: 'string' } } },
  },
};

let project: GeneratedProject;
let topics: Readonly<Record<string, LoadedTopic>>;

beforeAll(async () => {
  project = await generateProject({
    config: {
      defaults: { dateTime: 'Date', int64: 'bigint', formats: 'assert', errors: 'all' },
      topics: {
        hostile: { value: 'definitions.json', key: 'names.json' },
        names: { value: 'names-shifted.json', errors: 'first', int64: 'json' },
        'names.all': { value: 'names-all.json', dateTime: 'string', int64: 'json' },
        titles: { value: 'titles.json', key: 'definitions.json' },
        records: { value: 'union-kind.json', key: 'titles.json', reportBatchItemFailures: true },
        kafka: { value: 'union-proto.json', key: 'money.json' },
        sample: { value: 'union-texts.json', key: 'string' },
        event: { value: 'union-mixed.json' },
        json: { value: 'dependencies.json' },
        'money.one': { value: 'money.json', key: 'money.avsc' },
        'money.two': { value: 'money.avsc', key: 'money.json' },
        'date.one': { value: 'date.json', key: 'record.avsc' },
        'date.two': { value: 'record.avsc', key: 'date.json' },
        build: { value: 'date.json', key: 'date.json' },
      },
      testRunner: 'node',
    },
    schemas,
  });
  topics = await loadTopics(project.root);
}, 120_000);

describe('JSON Schemas with hostile names', () => {
  test('become code that compiles under the strictest options', () => {
    const code = Object.keys(project.files).filter((path) => path.endsWith('.ts'));
    expect(
      typeErrors(
        project.root,
        code.map((path) => `src/consumers/${path}`),
      ),
    ).toEqual([]);
  });

  test('are decoded from what they are encoded as', async () => {
    for (const topic of Object.values(topics)) await expectRoundTrip(topic);
    expect(project.result.diagnostics).toEqual([]);
    expect(Object.keys(topics)).toHaveLength(14);
  });

  test('have every property as one of the value itself', () => {
    const value: unknown = Object.values(topics['names.all']?.fixture?.samples.value ?? {})[0];
    expect(Object.keys(value ?? {}).sort()).toEqual([...names].sort());
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  test('miss a property that every object inherits, like any other', () => {
    for (const name of names) {
      const value: object = Object.values(topics['names.all']?.fixture?.samples.value ?? {})[0] ?? {};
      const without = Object.fromEntries(Object.entries(value).filter(([own]) => own !== name));
      expect(() => topics['names.all']?.decodeValue(Buffer.from(JSON.stringify(without)))).toThrow(
        expect.objectContaining({ name: 'DecodeError', byteOffset: 0 }),
      );
    }
  });
});

describe('payloads with hostile names', () => {
  const spoiled = () => [Object.keys(Object.prototype), ({} as { readonly polluted?: unknown }).polluted];

  test('pollute nothing on any way through the generated code', () => {
    const text = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"kind":"Date","amount":1}';
    const topic = topics['money.one'];
    const value = topic?.decodeValue(Buffer.from(text));
    expect(JSON.stringify(value)).toBe(text);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Buffer.from(topic?.fixture?.encodeValue(value) ?? []).toString()).toBe(text);
    const [[raw] = []] = Object.values(topic?.fixture?.event({ value: JSON.parse(text) as object }).records ?? {});
    // The sample's properties come first, with the override's values.
    const reordered = text.replace(',"amount":1', '').replace('{', '{"amount":1,');
    expect(Buffer.from(raw?.value ?? '', 'base64').toString()).toBe(reordered);
    expect(spoiled()).toEqual([[], undefined]);
  });

  test('are converted where their schema says so, and only there', () => {
    const text = '{"Record":"2024-05-01T10:00:00Z","Uint8Array":{"__proto__":"x"},"__proto__":"9223372036854775807"}';
    expect(() => topics['date.one']?.decodeValue(Buffer.from(text))).toThrow(
      expect.objectContaining({ name: 'DecodeError', at: '/*', reason: 'must be an integer' }),
    );
    const wide = text.replace('"9223372036854775807"', '9223372036854775807');
    const value = topics['date.one']?.decodeValue(Buffer.from(wide));
    expect(Object.entries(value ?? {})).toEqual([
      ['Record', new Date('2024-05-01T10:00:00Z')],
      ['Uint8Array', JSON.parse('{"__proto__":"x"}')],
      ['__proto__', 9223372036854775807n],
    ]);
    expect(Buffer.from(topics['date.one']?.fixture?.encodeValue(value) ?? []).toString()).toBe(
      wide.replace('10:00:00Z', '10:00:00.000Z'),
    );
    expect(spoiled()).toEqual([[], undefined]);
  });
});
