import { describe, expect, it } from 'vitest';

import { EncodeError } from '../../src/runtime/errors.js';
import { refuseBranch } from '../../src/runtime/simulate/avro-write.js';
import type { ValueSettings } from '../../src/runtime/resolution/value-shape.js';
import { encodeShape } from './encode-shape.js';
import { shapeFor } from './interpreted.js';

const fixed = { type: 'fixed', name: 'F', size: 3 };
const wholeDecimal = { type: 'bytes', logicalType: 'decimal', precision: 40 };
const bytesDecimal = { ...wholeDecimal, scale: 2 };
const fixedDecimal = { type: 'fixed', name: 'F', size: 4, logicalType: 'decimal', precision: 8, scale: 3 };
const fixedUuid = { type: 'fixed', name: 'F', size: 16, logicalType: 'uuid' };
const duration = { type: 'fixed', name: 'F', size: 12, logicalType: 'duration' };
const suit = { type: 'enum', name: 'Suit', symbols: ['HEARTS', 'SPADES'] };
const date = { type: 'int', logicalType: 'date' };

function timestamp(unit: string): object {
  return { type: 'long', logicalType: unit };
}

interface Refused {
  readonly of: string;
  readonly schema: unknown;
  readonly values?: Partial<ValueSettings>;
  readonly value: unknown;
  readonly message: string;
}

const REFUSED: readonly Refused[] = [
  { of: 'boolean', schema: 'boolean', value: 1, message: 'the number is not a boolean' },
  { of: 'int', schema: 'int', value: 2_147_483_648, message: 'the number is not a whole number of 32 bits' },
  { of: 'int', schema: 'int', value: 0.5, message: 'the number is not a whole number of 32 bits' },
  { of: 'int', schema: 'int', value: NaN, message: 'the number is not a whole number of 32 bits' },
  { of: 'int', schema: 'int', value: '7', message: 'the string is not a whole number of 32 bits' },
  { of: 'int', schema: 'int', value: undefined, message: 'undefined is not a whole number of 32 bits' },
  { of: 'long', schema: 'long', value: 2n ** 63n, message: 'the bigint is not a bigint of 64 bits' },
  { of: 'long', schema: 'long', value: -(2n ** 63n) - 1n, message: 'the bigint is not a bigint of 64 bits' },
  { of: 'long', schema: 'long', value: 7, message: 'the number is not a bigint of 64 bits' },
  {
    of: 'long as number',
    schema: 'long',
    values: { long: 'number' },
    value: 2 ** 53,
    message: 'the number is not a whole number within 2^53-1',
  },
  {
    of: 'long as number',
    schema: 'long',
    values: { long: 'number' },
    value: 7n,
    message: 'the bigint is not a whole number within 2^53-1',
  },
  {
    of: 'long as digits',
    schema: 'long',
    values: { long: 'string' },
    value: '9223372036854775808',
    message: 'the string is not the digits of a whole number of 64 bits',
  },
  {
    of: 'long as digits',
    schema: 'long',
    values: { long: 'string' },
    value: '1e3',
    message: 'the string is not the digits of a whole number of 64 bits',
  },
  {
    of: 'long as digits',
    schema: 'long',
    values: { long: 'string' },
    value: '',
    message: 'the string is not the digits of a whole number of 64 bits',
  },
  { of: 'float', schema: 'float', value: 3.5e38, message: 'the number is not a number within the range of a float' },
  { of: 'float', schema: 'float', value: null, message: 'null is not a number within the range of a float' },
  { of: 'double', schema: 'double', value: '7', message: 'the string is not a number' },
  { of: 'string', schema: 'string', value: 'a\ud800', message: 'the string is not well-formed text' },
  { of: 'string', schema: 'string', value: 7, message: 'the number is not well-formed text' },
  { of: 'bytes', schema: 'bytes', value: 'AA==', message: 'the string is not a Uint8Array' },
  { of: 'bytes', schema: 'bytes', value: [1], message: 'the array is not a Uint8Array' },
  { of: 'base64', schema: 'bytes', values: { bytes: 'base64' }, value: 'A', message: 'the string is not base64' },
  { of: 'base64', schema: 'bytes', values: { bytes: 'base64' }, value: 'A_-=', message: 'the string is not base64' },
  {
    of: 'base64',
    schema: 'bytes',
    values: { bytes: 'base64' },
    value: new Uint8Array(1),
    message: 'the Uint8Array of 1 bytes is not base64',
  },
  {
    of: 'fixed',
    schema: fixed,
    value: new Uint8Array(2),
    message: 'the Uint8Array of 2 bytes is not a Uint8Array of 3 bytes',
  },
  {
    of: 'fixed as base64',
    schema: fixed,
    values: { bytes: 'base64' },
    value: 'AQI=',
    message: 'the string is not base64 of 3 bytes',
  },
  {
    of: 'decimal',
    schema: bytesDecimal,
    value: '0.001',
    message: 'the string is not a decimal with at most 2 digits after the point',
  },
  {
    of: 'decimal',
    schema: bytesDecimal,
    value: '1,5',
    message: 'the string is not a decimal with at most 2 digits after the point',
  },
  {
    of: 'decimal',
    schema: bytesDecimal,
    value: 1.5,
    message: 'the number is not a decimal with at most 2 digits after the point',
  },
  {
    of: 'decimal',
    schema: wholeDecimal,
    value: '9'.repeat(10_000),
    message: 'the string is not a decimal of at most 4096 bytes',
  },
  {
    of: 'decimal in a fixed',
    schema: fixedDecimal,
    value: '2147483.648',
    message: 'the string is not a decimal of at most 4 bytes',
  },
  {
    of: 'uuid in a fixed',
    schema: fixedUuid,
    value: '6b1d3f5-0a4e-4c1b-9f0e-7c2a5d8e9b01',
    message: 'the string is not a UUID',
  },
  { of: 'date', schema: date, value: '2026-02-30', message: 'the string is not a date as YYYY-MM-DD' },
  { of: 'date', schema: date, value: '2026-2-1', message: 'the string is not a date as YYYY-MM-DD' },
  { of: 'date', schema: date, value: '2026-02-01T00:00:00Z', message: 'the string is not a date as YYYY-MM-DD' },
  { of: 'date', schema: date, value: new Date(0), message: 'the Date is not a date as YYYY-MM-DD' },
  {
    of: 'date as Date',
    schema: date,
    values: { date: 'Date' },
    value: new Date(1),
    message: 'the Date is not a Date at midnight UTC',
  },
  {
    of: 'timestamp',
    schema: timestamp('timestamp-millis'),
    value: new Date(NaN),
    message: 'the Date is not a Date within 64 bits of its unit',
  },
  {
    of: 'timestamp',
    schema: timestamp('timestamp-millis'),
    value: '2026-01-01',
    message: 'the string is not a Date within 64 bits of its unit',
  },
  {
    of: 'timestamp',
    schema: timestamp('timestamp-nanos'),
    values: { timestampNanos: 'Date' },
    value: new Date('2263-01-01'),
    message: 'the Date is not a Date within 64 bits of its unit',
  },
  {
    of: 'instant',
    schema: timestamp('timestamp-millis'),
    values: { timestampMillis: 'string' },
    value: '2026-02-30T00:00:00Z',
    message: 'the string is not a time as YYYY-MM-DDThh:mm:ss.fffZ',
  },
  {
    of: 'instant',
    schema: timestamp('timestamp-millis'),
    values: { timestampMillis: 'string' },
    value: '2026-02-03T00:00:00.0001Z',
    message: 'the string is not a time as YYYY-MM-DDThh:mm:ss.fffZ',
  },
  {
    of: 'instant',
    schema: timestamp('timestamp-millis'),
    values: { timestampMillis: 'string' },
    value: '2026-02-03T00:00:00',
    message: 'the string is not a time as YYYY-MM-DDThh:mm:ss.fffZ',
  },
  {
    of: 'local timestamp',
    schema: timestamp('local-timestamp-micros'),
    value: '2026-02-03T00:00:00Z',
    message: 'the string is not a time as YYYY-MM-DDThh:mm:ss.ffffff',
  },
  {
    of: 'local timestamp',
    schema: timestamp('local-timestamp-nanos'),
    value: '2263-01-01T00:00:00',
    message: 'the string is not a time as YYYY-MM-DDThh:mm:ss.fffffffff',
  },
  { of: 'duration', schema: duration, value: null, message: 'null is not months, days and milliseconds' },
  {
    of: 'duration',
    schema: duration,
    value: { months: 1, days: -1, milliseconds: 0 },
    message: 'the number is not days as a whole number of 32 bits, 0 or more',
  },
  {
    of: 'duration',
    schema: duration,
    value: { months: 1, days: 1 },
    message: 'undefined is not milliseconds as a whole number of 32 bits, 0 or more',
  },
  { of: 'enum', schema: suit, value: 'CLUBS', message: 'the string is not a symbol of the enum' },
  { of: 'array', schema: { type: 'array', items: 'int' }, value: {}, message: 'the object is not an array' },
  { of: 'map', schema: { type: 'map', values: 'int' }, value: [], message: 'the array is not an object' },
];

describe('what a type cannot hold', () => {
  it.each(REFUSED)('is refused: $of: $message', ({ schema, values = {}, value, message }) => {
    expect(() => encodeShape(shapeFor(schema, values), value)).toThrow(new EncodeError(message, 'value'));
  });

  it('is refused with the field it stands in', () => {
    const order = {
      type: 'record',
      name: 'Order',
      fields: [{ name: 'lines', type: { type: 'array', items: { type: 'map', values: 'int' } } }],
    };
    const write = () => encodeShape(shapeFor(order), { lines: [{ sku: 1.5 }] });
    expect(write).toThrow('the number is not a whole number of 32 bits (Order.lines[]{})');
  });

  it('is refused for a union with the names of its branches', () => {
    expect(() => refuseBranch(new Date(0), 'Order.total', ['null', 'string'])).toThrow(
      new EncodeError('the Date is not one of null, string', 'Order.total'),
    );
  });
});
