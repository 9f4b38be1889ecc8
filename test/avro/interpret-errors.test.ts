import { describe, expect, it } from 'vitest';

import { ByteReader } from '../../src/runtime/byte-reader.js';
import { DecodeError } from '../../src/runtime/errors.js';
import type { ValueSettings } from '../../src/runtime/resolution/value-shape.js';
import { interpreter, shapeFor } from './interpreted.js';

interface Broken {
  readonly schema: unknown;
  readonly values?: Partial<ValueSettings>;
  readonly hex: string;
  readonly reason: string;
  readonly byteOffset: number;
}

const decimal = { type: 'bytes', logicalType: 'decimal', precision: 4 };
const date = { type: 'int', logicalType: 'date' };
const timestamp = { type: 'long', logicalType: 'timestamp-millis' };
const local = { type: 'long', logicalType: 'local-timestamp-millis' };
/** 8,640,000,000,000,001 milliseconds and 100,000,001 days: one more than a Date can hold. */
const LATE_MILLIS = '8280e0ad9882d91e';
const LATE_DAYS = '8284af5f';

const BROKEN: readonly Broken[] = [
  { schema: 'boolean', hex: '', reason: 'the bytes end too early', byteOffset: 0 },
  { schema: 'boolean', hex: '02', reason: 'expected a boolean (0 or 1), found 2', byteOffset: 0 },
  { schema: 'int', hex: '', reason: 'the bytes end too early', byteOffset: 0 },
  { schema: 'int', hex: '8080', reason: 'the bytes end too early', byteOffset: 2 },
  { schema: 'int', hex: 'ffffffff1f', reason: 'an int has more than 32 bits', byteOffset: 0 },
  { schema: 'int', hex: 'ffffffff8f00', reason: 'an int has more than 32 bits', byteOffset: 0 },
  { schema: 'long', hex: '80808080', reason: 'the bytes end too early', byteOffset: 4 },
  { schema: 'long', hex: '808080808080808080', reason: 'the bytes end too early', byteOffset: 9 },
  { schema: 'long', hex: 'ffffffffffffffffff02', reason: 'a long has more than 64 bits', byteOffset: 0 },
  { schema: 'long', hex: 'ffffffffffffffffff8100', reason: 'a long has more than 64 bits', byteOffset: 0 },
  {
    schema: 'long',
    values: { long: 'number' },
    hex: '8080808080808020',
    reason: 'a long beyond 2^53-1 does not fit in a number',
    byteOffset: 0,
  },
  { schema: 'float', hex: '000000', reason: 'expected 4 bytes, but only 3 left', byteOffset: 0 },
  { schema: 'double', hex: '00000000000000', reason: 'expected 8 bytes, but only 7 left', byteOffset: 0 },
  { schema: 'string', hex: '0a6162', reason: 'expected 5 bytes, but only 2 left', byteOffset: 1 },
  { schema: 'string', hex: '01', reason: 'a length of -1', byteOffset: 0 },
  { schema: 'string', hex: '04c328', reason: 'a string is not UTF-8', byteOffset: 1 },
  { schema: 'string', hex: '06eda080', reason: 'a string is not UTF-8', byteOffset: 1 },
  { schema: 'bytes', hex: 'feffffff0f', reason: 'expected 2147483647 bytes, but only 0 left', byteOffset: 5 },
  {
    schema: 'bytes',
    values: { bytes: 'base64' },
    hex: '02',
    reason: 'expected 1 byte, but only 0 left',
    byteOffset: 1,
  },
  {
    schema: { type: 'fixed', name: 'F', size: 3 },
    hex: '0000',
    reason: 'expected 3 bytes, but only 2 left',
    byteOffset: 0,
  },
  { schema: decimal, hex: '8240', reason: 'a decimal of 4097 bytes', byteOffset: 2 },
  { schema: decimal, hex: '0400', reason: 'expected 2 bytes, but only 1 left', byteOffset: 1 },
  {
    schema: { type: 'fixed', name: 'F', size: 12, logicalType: 'duration' },
    hex: '00',
    reason: 'expected 12 bytes, but only 1 left',
    byteOffset: 0,
  },
  {
    schema: { type: 'fixed', name: 'F', size: 16, logicalType: 'uuid' },
    hex: '00',
    reason: 'expected 16 bytes, but only 1 left',
    byteOffset: 0,
  },
  { schema: date, hex: LATE_DAYS, reason: 'a date is out of the range of Date', byteOffset: 0 },
  {
    schema: date,
    values: { date: 'Date' },
    hex: LATE_DAYS,
    reason: 'a date is out of the range of Date',
    byteOffset: 0,
  },
  { schema: timestamp, hex: LATE_MILLIS, reason: 'a timestamp is out of the range of Date', byteOffset: 0 },
  {
    schema: timestamp,
    values: { timestampMillis: 'string' },
    hex: LATE_MILLIS,
    reason: 'a timestamp is out of the range of Date',
    byteOffset: 0,
  },
  { schema: local, hex: LATE_MILLIS, reason: 'a timestamp is out of the range of Date', byteOffset: 0 },
  {
    schema: { type: 'enum', name: 'E', symbols: ['A', 'B'] },
    hex: '04',
    reason: 'index 2 is out of range: there are only 2',
    byteOffset: 0,
  },
  { schema: ['null', 'int'], hex: '01', reason: 'index -1 is out of range: there are only 2', byteOffset: 0 },
  { schema: ['null', 'int'], hex: '06', reason: 'index 3 is out of range: there are only 2', byteOffset: 0 },
  { schema: 'null', hex: '0000', reason: '2 bytes left after the value', byteOffset: 0 },
  { schema: 'int', hex: '0200', reason: '1 byte left after the value', byteOffset: 1 },
];

function errorOf(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

/** Everything that an error says. */
function reported(error: unknown): unknown {
  if (!(error instanceof DecodeError)) return error;
  return { message: error.message, reason: error.reason, byteOffset: error.byteOffset, at: error.at };
}

function failure(reason: string, byteOffset: number, at: string): unknown {
  return { message: `${reason} (${at}, byte ${byteOffset})`, reason, byteOffset, at };
}

describe('bytes that are not what the schema says', () => {
  it.each(BROKEN)('fail: $schema $hex', ({ schema, values = {}, hex, reason, byteOffset }) => {
    const error = errorOf(() => interpreter(schema, shapeFor(schema, values))(Buffer.from(hex, 'hex')));
    expect(reported(error)).toEqual(failure(reason, byteOffset, 'value'));
  });

  it('name the field, the item or the map value that is broken', () => {
    const order = {
      type: 'record',
      name: 'shop.Order',
      fields: [{ name: 'lines', type: { type: 'array', items: { type: 'map', values: 'boolean' } } }],
    };
    const error = errorOf(() => interpreter(order)(Buffer.from('020202610200', 'hex')));
    expect(reported(error)).toEqual(failure('expected a boolean (0 or 1), found 2', 4, 'Order.lines[]{}'));
  });

  it("name the writer's field where it is passed over", () => {
    const writer = { type: 'record', name: 'R', fields: [{ name: 'gone', type: { type: 'map', values: 'string' } }] };
    const reader = { type: 'record', name: 'R', fields: [] };
    const error = errorOf(() => interpreter(writer, shapeFor(reader))(Buffer.from('020261066162', 'hex')));
    expect(reported(error)).toEqual(failure('expected 3 bytes, but only 2 left', 4, 'R.gone{}'));
  });

  it('may be a symbol or a branch that the reader does not have', () => {
    const writer = { type: 'enum', name: 'E', symbols: ['A', 'B'] };
    const symbol = errorOf(() => interpreter(writer, shapeFor({ ...writer, symbols: ['A'] }))(Buffer.of(2)));
    expect(reported(symbol)).toEqual(
      failure("the writer's symbol is not one of the reader's symbols, and the reader has no default", 0, 'value'),
    );
    const branch = errorOf(() => interpreter(['int', 'string'], shapeFor('int'))(Buffer.of(2, 0)));
    expect(reported(branch)).toEqual(
      failure("the writer's string cannot be read: the writer's string is not an int", 1, 'value'),
    );
  });
});

describe('few bytes that claim much', () => {
  it.each([
    [
      'a block larger than the message',
      { type: 'array', items: 'int' },
      'd00f',
      'a block with an item count of 1000 does not fit into the 0 bytes left',
      0,
    ],
    [
      'the same with a size',
      { type: 'array', items: 'double' },
      '030202',
      'a block with an item count of 2 does not fit into the 1 byte left',
      0,
    ],
    [
      'the same for a map',
      { type: 'map', values: 'null' },
      '06',
      'a block with an item count of 3 does not fit into the 0 bytes left',
      0,
    ],
    ['a block of nothings', { type: 'array', items: 'null' }, '8293f40100', 'more than 100000 values of zero bytes', 0],
    [
      'many blocks of nothings',
      { type: 'array', items: 'null' },
      'c09a0c0200',
      'more than 100000 values of zero bytes',
      3,
    ],
    ['a negative size', { type: 'array', items: 'int' }, '0101', 'a length of -1', 1],
    [
      'a count past 2^53',
      { type: 'array', items: 'null' },
      'ffffffffffffffffff01',
      'a long beyond 2^53-1 does not fit in a number',
      0,
    ],
  ])('fail: %s', (_, schema, hex, reason, byteOffset) => {
    const error = errorOf(() => interpreter(schema)(Buffer.from(hex, 'hex')));
    expect(reported(error)).toEqual(failure(reason, byteOffset, 'value'));
  });

  it('fail: a record nested more than 500 deep, when it is read and when it is passed over', () => {
    const node = { type: 'record', name: 'Node', fields: [{ name: 'next', type: ['null', 'Node'] }] };
    const deep = Buffer.alloc(500, 2);
    expect(reported(errorOf(() => interpreter(node)(deep)))).toEqual(failure('nested more than 500 deep', 500, 'Node'));
    const writer = { type: 'record', name: 'Root', fields: [{ name: 'tree', type: node }] };
    const skipping = interpreter(writer, shapeFor({ type: 'record', name: 'Root', fields: [] }));
    expect(reported(errorOf(() => skipping(deep)))).toEqual(failure('nested more than 500 deep', 500, 'Node'));
    expect(skipping(Buffer.concat([Buffer.alloc(499, 2), Buffer.of(0)]))).toEqual({});
  });
});

describe('after an error', () => {
  it('the reader reads the next message as if nothing had been', () => {
    const node = { type: 'record', name: 'Node', fields: [{ name: 'next', type: ['null', 'Node'] }] };
    const read = interpreter(node);
    expect(reported(errorOf(() => read(Buffer.alloc(500, 2))))).toEqual(
      failure('nested more than 500 deep', 500, 'Node'),
    );
    expect(read(Buffer.of(2, 0))).toEqual({ next: { next: null } });
  });

  it('text that is not base64 fails where it ceases to be', () => {
    expect(reported(errorOf(() => new ByteReader().openBase64('AAA!AAAA')))).toEqual(
      failure('the text is not base64', 5, 'base64'),
    );
  });
});
