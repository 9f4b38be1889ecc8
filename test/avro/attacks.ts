import { MAX_DECIMAL_BYTES } from '../../src/runtime/avro/read.js';
import { MAX_BETWEEN } from '../../src/runtime/resolution/recursion.js';
import { MAX_EMPTY_VALUES, TOO_MANY_EMPTY as tooManyEmpty } from '../../src/runtime/avro/limits.js';
import { MAX_DEPTH } from '../../src/runtime/byte-reader.js';
import { varint } from '../arbitrary/mutation.js';

/** Bytes in hexadecimal, longs as Avro writes them, and bytes as they are, one behind the other. */
export function bytesOf(...parts: readonly (string | bigint | Uint8Array)[]): Uint8Array {
  return Buffer.concat(
    parts.map((part) =>
      typeof part === 'bigint' ? varint(part) : typeof part === 'string' ? Buffer.from(part, 'hex') : part,
    ),
  );
}

const record = (name: string, ...fields: readonly object[]): object => ({ type: 'record', name, fields });
const field = (name: string, type: unknown): object => ({ name, type });
export const array = (items: unknown): object => ({ type: 'array', items });
export const map = (values: unknown): object => ({ type: 'map', values });
const fixed = (size: number): object => ({ type: 'fixed', name: 'F', size });

export const list = record('Node', field('next', ['null', 'Node']));
/** A record of so many fields that take no bytes. */
export const wide = (fields: number, type: unknown = 'null'): object =>
  record('Wide', ...Array.from({ length: fields }, (_, index) => field(`f${index}`, type)));
/** An array of records that gain a field with a default. */
export const gaining = (gained: object): Pick<Attack, 'writer' | 'reader'> => ({
  writer: array(record('Line', field('sku', 'int'))),
  reader: array(record('Line', field('sku', 'int'), gained)),
});
const points = array(record('Point', { name: 'x', type: 'int', default: 0 }));
const tree = record('Node', field('children', array('Node')));
const dictionary = record('Node', field('children', map('Node')));

/** Bytes that are no message of the writer's schema, and the DecodeError in all its parts. */
export interface Attack {
  readonly what: string;
  readonly writer: unknown;
  readonly reader?: unknown;
  readonly bytes: Uint8Array;
  readonly expected: { readonly reason: string; readonly byteOffset: number; readonly at: string };
}

/** Each is written as R.x where the reader skips it and the reader is an empty R. */
export const skipped = (type: unknown): { readonly writer: object; readonly reader: object } => ({
  writer: record('R', field('x', type)),
  reader: record('R'),
});

const deep = (item: string): Uint8Array => bytesOf(...Array.from({ length: 100_000 }, () => item));
const tooDeep = (bytesALevel: number): Attack['expected'] => ({
  reason: `nested more than ${MAX_DEPTH} deep`,
  byteOffset: MAX_DEPTH * bytesALevel,
  at: 'Node',
});

export const ATTACKS: readonly Attack[] = [
  // Counts of items, in ten bytes.
  ...Array.from({ length: 27 }, (_, power): Attack => {
    const [count, left] = [2n ** BigInt(26 + power), 10 - varint(2n ** BigInt(26 + power)).length];
    return {
      what: `an array that claims 2^${26 + power} items`,
      writer: array('int'),
      bytes: bytesOf(count, new Uint8Array(left)),
      expected: {
        reason: `a block with an item count of ${count} does not fit into the ${left} ${left === 1 ? 'byte' : 'bytes'} left`,
        byteOffset: 0,
        at: 'value',
      },
    };
  }),
  ...[53, 57, 62].map((power): Attack => ({
    what: `an array that claims 2^${power} items`,
    writer: array('int'),
    bytes: bytesOf(2n ** BigInt(power)),
    expected: { reason: 'a long beyond 2^53-1 does not fit in a number', byteOffset: 0, at: 'value' },
  })),
  {
    what: 'an array of records that claims more of them than can be there, after some that are',
    writer: record('R', field('list', array(record('Item', field('a', 'double'), field('b', fixed(4)))))),
    bytes: bytesOf(1n, new Uint8Array(12), 3n, new Uint8Array(35)),
    expected: {
      reason: 'a block with an item count of 3 does not fit into the 35 bytes left',
      byteOffset: 13,
      at: 'R.list',
    },
  },
  {
    what: 'a block of -2^31 items and a size',
    writer: map('int'),
    bytes: bytesOf(-(2n ** 31n), 100n, '00'),
    expected: {
      reason: 'a block with an item count of 2147483648 does not fit into the 1 byte left',
      byteOffset: 0,
      at: 'value',
    },
  },
  {
    what: 'a block of the smallest long of items',
    writer: array('int'),
    bytes: bytesOf(-(2n ** 63n), 1n),
    expected: { reason: 'a long beyond 2^53-1 does not fit in a number', byteOffset: 0, at: 'value' },
  },
  {
    what: 'a block of negative size',
    writer: array('int'),
    bytes: bytesOf(-1n, -1n, '0200'),
    expected: { reason: 'a length of -1', byteOffset: 1, at: 'value' },
  },
  {
    what: 'a skipped block whose size reaches beyond the end',
    ...skipped(array('int')),
    bytes: bytesOf(-1n, 2n ** 40n, '0200'),
    expected: { reason: 'expected 1099511627776 bytes, but only 2 left', byteOffset: 7, at: 'R.x' },
  },
  {
    what: 'a skipped array that claims 2^40 items',
    ...skipped(array('int')),
    bytes: bytesOf(2n ** 40n, '0200'),
    expected: {
      reason: 'a block with an item count of 1099511627776 does not fit into the 2 bytes left',
      byteOffset: 0,
      at: 'R.x',
    },
  },
  // Items of no bytes.
  ...['null', record('Nothing'), fixed(0)].map((items): Attack => ({
    what: `one item of no bytes too many (${typeof items === 'string' ? items : JSON.stringify(items)})`,
    writer: array(items),
    bytes: bytesOf(BigInt(MAX_EMPTY_VALUES) + 1n, '00'),
    expected: { reason: tooManyEmpty, byteOffset: 0, at: 'value' },
  })),
  {
    what: 'items of no bytes that are too many only all together',
    writer: array(array('null')),
    bytes: bytesOf(2n, BigInt(MAX_EMPTY_VALUES), '00', 1n, '00', '00'),
    expected: {
      reason: tooManyEmpty,
      byteOffset: 2 + varint(BigInt(MAX_EMPTY_VALUES)).length,
      at: 'value[]',
    },
  },
  {
    what: 'records of 200 nulls, of which one is too many together with those before',
    writer: array(wide(200)),
    bytes: bytesOf(498n, '00'),
    expected: { reason: tooManyEmpty, byteOffset: 2, at: 'Wide' },
  },
  {
    what: 'as many records of 200 nulls as there may be nulls',
    writer: array(wide(200)),
    bytes: bytesOf(BigInt(MAX_EMPTY_VALUES), '00'),
    expected: { reason: tooManyEmpty, byteOffset: 3, at: 'Wide' },
  },
  {
    what: 'records of 200 nulls as values of a map',
    writer: map(wide(200)),
    bytes: bytesOf(501n, new Uint8Array(501), '00'),
    expected: { reason: tooManyEmpty, byteOffset: 503, at: 'Wide' },
  },
  {
    what: 'records of 200 nulls as branches of a union',
    writer: array(['null', wide(200)]),
    bytes: bytesOf(501n, new Uint8Array(501).fill(2), '00'),
    expected: { reason: tooManyEmpty, byteOffset: 503, at: 'Wide' },
  },
  {
    what: 'records of records of no bytes',
    writer: array(record('Outer', field('inner', wide(9)))),
    bytes: bytesOf(9_091n, '00'),
    expected: { reason: tooManyEmpty, byteOffset: 3, at: 'Wide' },
  },
  {
    what: 'records of 200 fixed of no bytes behind a byte',
    writer: array(record('Item', field('a', fixed(0)), field('b', 'boolean'), field('c', wide(199, 'F')))),
    reader: array(record('Item', field('a', fixed(0)), field('c', wide(199, 'F')))),
    bytes: bytesOf(501n, new Uint8Array(501), '00'),
    expected: { reason: tooManyEmpty, byteOffset: 500, at: 'Wide' },
  },
  {
    what: "a reader's default of 4,000 records in each item",
    ...gaining({ name: 'points', type: points, default: Array.from({ length: 4_000 }, () => ({})) }),
    bytes: bytesOf(13n, new Uint8Array(13), '00'),
    expected: { reason: tooManyEmpty, byteOffset: 13, at: 'Line' },
  },
  {
    what: "a reader's default of null in each item",
    ...gaining({ name: 'note', type: ['null', 'string'], default: null }),
    bytes: bytesOf(BigInt(MAX_EMPTY_VALUES) + 1n, new Uint8Array(MAX_EMPTY_VALUES + 1), '00'),
    expected: { reason: tooManyEmpty, byteOffset: 3 + MAX_EMPTY_VALUES, at: 'Line' },
  },
  {
    what: "a reader's default of 64,000 bytes in each item",
    ...gaining({ name: 'image', type: 'bytes', default: 'a'.repeat(64_000) }),
    bytes: bytesOf(100n, new Uint8Array(100), '00'),
    expected: { reason: tooManyEmpty, byteOffset: 101, at: 'Line' },
  },
  // Recursion.
  { what: 'a list of 100,000 nodes', writer: list, bytes: deep('02'), expected: tooDeep(1) },
  { what: 'a tree of 100,000 levels', writer: tree, bytes: deep('02'), expected: tooDeep(1) },
  { what: 'maps in maps, 100,000 deep', writer: dictionary, bytes: deep('0200'), expected: tooDeep(2) },
  { what: 'a skipped list of 100,000 nodes', ...skipped(list), bytes: deep('02'), expected: tooDeep(1) },
  { what: 'a skipped tree of 100,000 levels', ...skipped(tree), bytes: deep('02'), expected: tooDeep(1) },
  { what: 'skipped maps in maps, 100,000 deep', ...skipped(dictionary), bytes: deep('0200'), expected: tooDeep(2) },
  {
    what: 'a record under as many lists of itself as there may be, 100,000 deep',
    writer: record(
      'Node',
      field(
        'children',
        Array.from({ length: MAX_BETWEEN }).reduce((items) => array(items), 'Node'),
      ),
    ),
    bytes: deep('02'),
    expected: tooDeep(MAX_BETWEEN),
  },
  ...[127, 300, 3_000].map((fields): Attack => {
    const ints = Array.from({ length: fields }, (_, index) => field(`f${index}`, 'int'));
    const next = field('next', ['null', 'Node']);
    const levels = Math.floor(MAX_DEPTH / (1 + Math.floor((fields + 1) / 128)));
    return {
      what: `a list of 1,000 nodes of ${fields} fields in another order, which all stay on the call stack`,
      writer: record('Node', ...ints, next),
      reader: record('Node', next, ...ints.toReversed()),
      bytes: bytesOf(...Array.from({ length: 1_000 }, () => bytesOf(new Uint8Array(fields), '02'))),
      expected: {
        reason: `nested more than ${MAX_DEPTH} deep`,
        byteOffset: levels * (fields + 1),
        at: 'Node',
      },
    };
  }),
  {
    what: 'a record that holds itself, with no way to end',
    writer: record('Node', field('next', 'Node')),
    bytes: bytesOf(),
    expected: tooDeep(0),
  },
  // Lengths.
  ...(['bytes', 'string'] as const).flatMap((type): Attack[] => [
    {
      what: `${type} of 2^31 - 1`,
      writer: type,
      bytes: bytesOf(2n ** 31n - 1n, '00'),
      expected: { reason: 'expected 2147483647 bytes, but only 1 left', byteOffset: 5, at: 'value' },
    },
    {
      what: `${type} of 2^62`,
      writer: type,
      bytes: bytesOf(2n ** 62n, '00'),
      expected: { reason: 'a long beyond 2^53-1 does not fit in a number', byteOffset: 0, at: 'value' },
    },
    {
      what: `${type} of -1`,
      writer: type,
      bytes: bytesOf(-1n, '00'),
      expected: { reason: 'a length of -1', byteOffset: 0, at: 'value' },
    },
    {
      what: `skipped ${type} of 2^31`,
      ...skipped(type),
      bytes: bytesOf(2n ** 31n, '00'),
      expected: { reason: 'expected 2147483648 bytes, but only 1 left', byteOffset: 5, at: 'R.x' },
    },
  ]),
  {
    what: 'a fixed of 2^31 - 1 bytes',
    writer: fixed(2 ** 31 - 1),
    bytes: bytesOf('0000'),
    expected: { reason: 'expected 2147483647 bytes, but only 2 left', byteOffset: 0, at: 'value' },
  },
  {
    what: 'a decimal too long to print',
    writer: { type: 'bytes', logicalType: 'decimal', precision: 9 },
    bytes: bytesOf(BigInt(MAX_DECIMAL_BYTES + 1), new Uint8Array(MAX_DECIMAL_BYTES + 1)),
    expected: { reason: `a decimal of ${MAX_DECIMAL_BYTES + 1} bytes`, byteOffset: 2, at: 'value' },
  },
  // Variable-length numbers.
  {
    what: 'a long of eleven bytes',
    writer: 'long',
    bytes: bytesOf('8080808080808080808000'),
    expected: { reason: 'a long has more than 64 bits', byteOffset: 0, at: 'value' },
  },
  {
    what: 'a long of ten bytes and 65 bits',
    writer: 'long',
    bytes: bytesOf('ffffffffffffffffff03'),
    expected: { reason: 'a long has more than 64 bits', byteOffset: 0, at: 'value' },
  },
  {
    what: 'an int of 33 bits',
    writer: record('R', field('a', 'int'), field('b', 'int')),
    bytes: bytesOf('02', '8080808010'),
    expected: { reason: 'an int has more than 32 bits', byteOffset: 1, at: 'R.b' },
  },
  {
    what: 'a number that never ends',
    writer: 'long',
    bytes: new Uint8Array(1_000_000).fill(0xff),
    expected: { reason: 'a long has more than 64 bits', byteOffset: 0, at: 'value' },
  },
  // What is no such value.
  ...['c3', 'ff', 'c0af', 'eda080', 'f4908080', 'e28228'].map((text): Attack => ({
    what: `the bytes ${text} as text`,
    writer: record('R', field('text', 'string')),
    bytes: bytesOf(BigInt(text.length / 2 + 2), '4141', text),
    expected: { reason: 'a string is not UTF-8', byteOffset: 1, at: 'R.text' },
  })),
  {
    what: 'a long text with one bad byte',
    writer: 'string',
    bytes: bytesOf(10_000n, Buffer.alloc(9_999, 'a'), 'fe'),
    expected: { reason: 'a string is not UTF-8', byteOffset: 3, at: 'value' },
  },
  {
    what: 'a key that is not a string',
    writer: map('int'),
    bytes: bytesOf('02', '02ff', '0000'),
    expected: { reason: 'a string is not UTF-8', byteOffset: 2, at: 'value' },
  },
  ...[2n, -1n, 2n ** 31n].flatMap((index): Attack[] => [
    {
      what: `the branch ${index} of two`,
      writer: ['null', 'int'],
      bytes: bytesOf(index, '00'),
      expected: { reason: `index ${index} is out of range: there are only 2`, byteOffset: 0, at: 'value' },
    },
    {
      what: `the skipped branch ${index} of two`,
      ...skipped(['null', 'int']),
      bytes: bytesOf(index, '00'),
      expected: { reason: `index ${index} is out of range: there are only 2`, byteOffset: 0, at: 'R.x' },
    },
    {
      what: `the symbol ${index} of two`,
      writer: { type: 'enum', name: 'E', symbols: ['A', 'B'] },
      bytes: bytesOf(index),
      expected: { reason: `index ${index} is out of range: there are only 2`, byteOffset: 0, at: 'E' },
    },
  ]),
  {
    what: 'a boolean of 2',
    writer: 'boolean',
    bytes: bytesOf('02'),
    expected: { reason: 'expected a boolean (0 or 1), found 2', byteOffset: 0, at: 'value' },
  },
  {
    what: 'a timestamp a millisecond too late for a Date',
    writer: { type: 'long', logicalType: 'timestamp-millis' },
    bytes: bytesOf(8_640_000_000_000_001n),
    expected: { reason: 'a timestamp is out of the range of Date', byteOffset: 0, at: 'value' },
  },
  {
    what: 'a day too late for a Date',
    writer: { type: 'int', logicalType: 'date' },
    bytes: bytesOf(100_000_001n),
    expected: { reason: 'a date is out of the range of Date', byteOffset: 0, at: 'value' },
  },
  {
    what: 'a byte behind the value',
    writer: record('R', field('a', 'int')),
    bytes: bytesOf('0200'),
    expected: { reason: '1 byte left after the value', byteOffset: 1, at: 'R' },
  },
  {
    what: 'a second message behind the first',
    writer: 'string',
    bytes: bytesOf('0261', '0261'),
    expected: { reason: '2 bytes left after the value', byteOffset: 2, at: 'value' },
  },
];
