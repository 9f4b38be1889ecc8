import { expect, test } from 'vitest';
import { loadTopics } from '../pipeline/load-topics.js';
import { expectRoundTrip } from '../pipeline/round-trip.js';
import { generateProject, record } from '../pipeline/temp-project.js';
import { sources, typeErrors } from '../pipeline/type-check.js';

const decimal = (scale: number) => ({ type: 'bytes', logicalType: 'decimal', precision: 9, scale });
const money = (scale: number) => record('shop.Money', [['amount', decimal(scale)]]);
const holder = (inner: unknown) => record('shop.Holder', [['inner', inner]]);
const status = (...symbols: string[]) => ({ type: 'enum', name: 'shop.Status', symbols });
const dated = (unit: string) => record('shop.Dated', [['at', { type: 'long', logicalType: `timestamp-${unit}` }]]);
const aliased = (alias: string) => ({
  type: 'record',
  name: 'shop.Aliased',
  fields: [{ name: 'x', type: 'int', aliases: [alias], default: 0 }],
});
const defaulted = (value: number) => ({
  type: 'record',
  name: 'shop.Defaulted',
  fields: [{ name: 'x', type: 'int', default: value }],
});
const none = record('shop.Defaulted', []);
const ab = record('shop.Aliased', [
  ['a', 'int'],
  ['b', 'int'],
]);

/** Topics whose key and value hold a type of one name; `same` where it is one type. */
const project = generateProject({
  config: {
    topics: {
      same: { key: 'same.key.avsc', value: 'same.avsc' },
      scale: { key: 'scale.key.avsc', value: 'scale.avsc' },
      unit: { key: 'unit.key.avsc', value: 'unit.avsc', timestampMicros: 'Date' },
      symbols: { key: 'symbols.key.avsc', value: 'symbols.avsc' },
      defaults: {
        key: { framing: 'confluent', versions: { 1: 'none.avsc', 2: 'defaults.key.avsc' } },
        value: { framing: 'confluent', versions: { 1: 'none.avsc', 2: 'defaults.avsc' } },
      },
      aliases: {
        key: { framing: 'confluent', versions: { 1: 'ab.avsc', 2: 'aliases.key.avsc' } },
        value: { framing: 'confluent', versions: { 1: 'ab.avsc', 2: 'aliases.avsc' } },
      },
      settings: { key: { file: 'longs.avsc', long: 'number' }, value: { file: 'longs.avsc', long: 'string' } },
      self: { key: 'self.avsc', value: { file: 'self.avsc', long: 'number' } },
    },
  },
  schemas: {
    'same.key.avsc': money(2),
    'same.avsc': record('shop.Order', [
      ['price', money(2)],
      ['holder', holder('shop.Money')],
    ]),
    'scale.key.avsc': holder(money(3)),
    'scale.avsc': holder(money(2)),
    'unit.key.avsc': holder(dated('millis')),
    'unit.avsc': holder(dated('micros')),
    'symbols.key.avsc': holder({ type: 'array', items: status('A', 'B') }),
    'symbols.avsc': holder({ type: 'array', items: status('B', 'A') }),
    'none.avsc': none,
    'defaults.key.avsc': defaulted(1),
    'defaults.avsc': defaulted(2),
    'ab.avsc': ab,
    'aliases.key.avsc': aliased('a'),
    'aliases.avsc': aliased('b'),
    'longs.avsc': holder(record('shop.Longs', [['x', 'long']])),
    'self.avsc': record('shop.Self', [
      ['x', 'long'],
      ['next', ['null', 'shop.Self']],
    ]),
  },
});

test('code in which key and value hold types of one name compiles', async () => {
  const { root, files } = await project;

  expect(typeErrors(root, sources(files))).toEqual([]);
});

test('a type that key and value have in common is declared, read and written once', async () => {
  const { files } = await project;
  const count = (file: string, text: RegExp) => files[`same/${file}`]?.match(text)?.length;

  expect([
    count('types.ts', /export interface \w*Money\w* /g),
    count('decoder.ts', /function read\w*Money\w*\(/g),
    count('fixture.ts', /function write\w*Money\w*\(/g),
  ]).toEqual([1, 1, 1]);
});

test('types that differ in what their bytes mean are declared and read apart', async () => {
  const { root } = await project;
  const topics = await loadTopics(root);
  const both = (topic: string, hex: string) => {
    const bytes = Buffer.from(hex, 'hex');
    return { key: topics[topic]?.decodeKey(bytes), value: topics[topic]?.decodeValue(bytes) };
  };

  expect(both('scale', '0404d2')).toEqual({
    key: { inner: { amount: '1.234' } },
    value: { inner: { amount: '12.34' } },
  });
  expect(both('unit', '80897a')).toEqual({
    key: { inner: { at: new Date(1_000_000) } },
    value: { inner: { at: new Date(1_000) } },
  });
  expect(both('symbols', '040002' + '00')).toEqual({ key: { inner: ['A', 'B'] }, value: { inner: ['B', 'A'] } });
  expect(both('defaults', '0000000001')).toEqual({ key: { x: 1 }, value: { x: 2 } });
  expect(both('aliases', '0000000001' + '0204')).toEqual({ key: { x: 1 }, value: { x: 2 } });
  expect(both('settings', '0a')).toEqual({ key: { inner: { x: 5 } }, value: { inner: { x: '5' } } });
  expect(both('self', '0a020c00')).toEqual({
    key: { x: 5n, next: { x: 6n, next: null } },
    value: { x: 5, next: { x: 6, next: null } },
  });
  for (const topic of Object.values(topics)) await expectRoundTrip(topic);
});
