import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { writeFixed, writeMap, writeString } from '../../src/runtime/simulate/avro-write.js';
import { ByteWriter } from '../../src/runtime/simulate/byte-writer.js';
import type { ValueSettings } from '../../src/runtime/resolution/value-shape.js';
import { avscDecode, avscEncode, avscType } from '../oracle/avsc-oracle.js';
import { canonicalDouble, canonicalFloat, type CanonicalValue } from '../oracle/canonical-value.js';
import { encodeShape } from './encode-shape.js';
import { interpreter, shapeFor } from './interpreted.js';

const UUID = '6b1d3f50-0a4e-4c1b-9f0e-7c2a5d8e9b01';
const bytesDecimal = { type: 'bytes', logicalType: 'decimal', precision: 40, scale: 2 };
const wholeDecimal = { type: 'bytes', logicalType: 'decimal', precision: 40 };
const fixedDecimal = { type: 'fixed', name: 'F', size: 4, logicalType: 'decimal', precision: 8, scale: 3 };
const fixedUuid = { type: 'fixed', name: 'F', size: 16, logicalType: 'uuid' };
const duration = { type: 'fixed', name: 'F', size: 12, logicalType: 'duration' };
const fixed = { type: 'fixed', name: 'F', size: 3 };
const suit = { type: 'enum', name: 'Suit', symbols: ['HEARTS', 'SPADES'] };
const date = { type: 'int', logicalType: 'date' };

function timestamp(unit: string): object {
  return { type: 'long', logicalType: unit };
}

interface Case {
  readonly name: string;
  readonly schema: unknown;
  readonly values?: Partial<ValueSettings>;
  /** Each value with what it is on the wire. */
  readonly pairs: readonly (readonly [value: unknown, canonical: CanonicalValue])[];
}

const INTS = [0, 1, -1, 63, -64, 64, -65, 8191, 8192, 2_147_483_647, -2_147_483_648];
const LONGS = [...INTS.map(BigInt), 2n ** 53n + 1n, -(2n ** 48n), 2n ** 63n - 1n, -(2n ** 63n)];
const NUMBERS = [0, -0, 0.5, -1.1, 1e300, 5e-324, Infinity, -Infinity, NaN];
const FLOATS = [0, -0, 0.5, 3.4028234663852886e38, 1.401298464324817e-45, Infinity, -Infinity, NaN];
const TEXTS = ['', 'a', 'é', '\u{1f600}', '\u0000', '\u2028', 'x'.repeat(300), 'ø'.repeat(9_000)];

const CASES: readonly Case[] = [
  { name: 'null', schema: 'null', pairs: [[null, null]] },
  {
    name: 'boolean',
    schema: 'boolean',
    pairs: [
      [true, true],
      [false, false],
    ],
  },
  { name: 'int', schema: 'int', pairs: INTS.map((value) => [value, { int: String(value) }]) },
  { name: 'long as bigint', schema: 'long', pairs: LONGS.map((value) => [value, { long: String(value) }]) },
  {
    name: 'long as number',
    schema: 'long',
    values: { long: 'number' },
    pairs: [...INTS, 2 ** 53 - 1, -(2 ** 53) + 1].map((value) => [value, { long: String(value) }]),
  },
  {
    name: 'long as digits',
    schema: 'long',
    values: { long: 'string' },
    pairs: LONGS.map((value) => [String(value), { long: String(value) }]),
  },
  { name: 'float', schema: 'float', pairs: FLOATS.map((value) => [value, canonicalFloat(value)]) },
  { name: 'double', schema: 'double', pairs: NUMBERS.map((value) => [value, canonicalDouble(value)]) },
  { name: 'string', schema: 'string', pairs: TEXTS.map((text) => [text, text]) },
  {
    name: 'bytes',
    schema: 'bytes',
    pairs: [
      [new Uint8Array(0), { bytes: '' }],
      [Uint8Array.of(0, 128, 255), { bytes: '0080ff' }],
      [new Uint8Array(1_000), { bytes: '00'.repeat(1_000) }],
    ],
  },
  {
    name: 'bytes as base64',
    schema: 'bytes',
    values: { bytes: 'base64' },
    pairs: [
      ['', { bytes: '' }],
      ['/w==', { bytes: 'ff' }],
      ['AID/', { bytes: '0080ff' }],
    ],
  },
  { name: 'fixed', schema: fixed, pairs: [[Uint8Array.of(1, 2, 255), { fixed: '0102ff' }]] },
  { name: 'fixed as base64', schema: fixed, values: { bytes: 'base64' }, pairs: [['AQL/', { fixed: '0102ff' }]] },
  { name: 'fixed of no bytes', schema: { ...fixed, size: 0 }, pairs: [[new Uint8Array(0), { fixed: '' }]] },
  {
    name: 'decimal',
    schema: bytesDecimal,
    pairs: [
      ['0.00', { bytes: '00' }],
      ['0.01', { bytes: '01' }],
      ['-0.01', { bytes: 'ff' }],
      ['1.27', { bytes: '7f' }],
      ['1.28', { bytes: '0080' }],
      ['-1.28', { bytes: '80' }],
      ['-1.29', { bytes: 'ff7f' }],
      ['12345678901234567890.12', { bytes: '42ed123b0bd8203a14' }],
    ],
  },
  {
    name: 'decimal without scale',
    schema: wholeDecimal,
    pairs: [
      ['0', { bytes: '00' }],
      ['-340282366920938463463374607431768211456', { bytes: `ff${'00'.repeat(16)}` }],
    ],
  },
  {
    name: 'decimal in a fixed',
    schema: fixedDecimal,
    pairs: [
      ['0.000', { fixed: '00000000' }],
      ['-0.001', { fixed: 'ffffffff' }],
      ['2147483.647', { fixed: '7fffffff' }],
      ['-2147483.648', { fixed: '80000000' }],
    ],
  },
  { name: 'uuid', schema: { type: 'string', logicalType: 'uuid' }, pairs: [[UUID, UUID]] },
  { name: 'uuid in a fixed', schema: fixedUuid, pairs: [[UUID, { fixed: UUID.replaceAll('-', '') }]] },
  {
    name: 'date',
    schema: date,
    pairs: [
      ['1970-01-01', { int: '0' }],
      ['1969-12-31', { int: '-1' }],
      ['2024-02-29', { int: '19782' }],
      ['+275760-09-13', { int: '100000000' }],
      ['-271821-04-20', { int: '-100000000' }],
    ],
  },
  {
    name: 'date as Date',
    schema: date,
    values: { date: 'Date' },
    pairs: [[new Date('1969-12-31'), { int: '-1' }]],
  },
  { name: 'date as number', schema: date, values: { date: 'number' }, pairs: [[19_782, { int: '19782' }]] },
  {
    name: 'time-millis',
    schema: { type: 'int', logicalType: 'time-millis' },
    pairs: [[86_399_999, { int: '86399999' }]],
  },
  {
    name: 'time-micros',
    schema: { type: 'long', logicalType: 'time-micros' },
    pairs: [[86_399_999_999, { long: '86399999999' }]],
  },
  {
    name: 'timestamp-millis as Date',
    schema: timestamp('timestamp-millis'),
    pairs: [
      [new Date(0), { long: '0' }],
      [new Date(-1), { long: '-1' }],
      [new Date(8.64e15), { long: '8640000000000000' }],
    ],
  },
  {
    name: 'timestamp-micros as Date',
    schema: timestamp('timestamp-micros'),
    values: { timestampMicros: 'Date' },
    pairs: [
      [new Date('2026-03-14T09:26:53.589Z'), { long: '1773480413589000' }],
      [new Date(-1), { long: '-1000' }],
    ],
  },
  {
    name: 'timestamp-nanos as Date',
    schema: timestamp('timestamp-nanos'),
    values: { timestampNanos: 'Date' },
    pairs: [[new Date('2026-03-14T09:26:53.589Z'), { long: '1773480413589000000' }]],
  },
  {
    name: 'timestamp-millis as number',
    schema: timestamp('timestamp-millis'),
    values: { timestampMillis: 'number' },
    pairs: [[-1, { long: '-1' }]],
  },
  {
    name: 'timestamp-millis as bigint',
    schema: timestamp('timestamp-millis'),
    values: { timestampMillis: 'bigint' },
    pairs: [[2n ** 60n, { long: String(2n ** 60n) }]],
  },
  {
    name: 'timestamp-millis as text',
    schema: timestamp('timestamp-millis'),
    values: { timestampMillis: 'string' },
    pairs: [
      ['1970-01-01T00:00:00.000Z', { long: '0' }],
      ['1969-12-31T23:59:59.999Z', { long: '-1' }],
      ['+275760-09-13T00:00:00.000Z', { long: '8640000000000000' }],
    ],
  },
  {
    name: 'timestamp-micros as text',
    schema: timestamp('timestamp-micros'),
    values: { timestampMicros: 'string' },
    pairs: [['1969-12-31T23:59:59.999999Z', { long: '-1' }]],
  },
  {
    name: 'timestamp-nanos as text',
    schema: timestamp('timestamp-nanos'),
    values: { timestampNanos: 'string' },
    pairs: [['2026-03-14T09:26:53.589793238Z', { long: '1773480413589793238' }]],
  },
  {
    name: 'local-timestamp-millis',
    schema: timestamp('local-timestamp-millis'),
    pairs: [['2026-03-14T09:26:53.589', { long: '1773480413589' }]],
  },
  {
    name: 'local-timestamp-micros',
    schema: timestamp('local-timestamp-micros'),
    pairs: [['1969-12-31T23:59:59.999999', { long: '-1' }]],
  },
  {
    name: 'local-timestamp-nanos',
    schema: timestamp('local-timestamp-nanos'),
    pairs: [['1970-01-01T00:00:00.000000001', { long: '1' }]],
  },
  {
    name: 'duration',
    schema: duration,
    pairs: [[{ months: 1, days: 4_294_967_295, milliseconds: 256 }, { fixed: '01000000ffffffff00010000' }]],
  },
  {
    name: 'enum',
    schema: suit,
    pairs: [
      ['HEARTS', { enum: 'HEARTS' }],
      ['SPADES', { enum: 'SPADES' }],
    ],
  },
  {
    name: 'array',
    schema: { type: 'array', items: 'int' },
    pairs: [
      [[], { array: [] }],
      [[1, -1], { array: [{ int: '1' }, { int: '-1' }] }],
    ],
  },
  {
    name: 'map',
    schema: { type: 'map', values: 'string' },
    pairs: [
      [{}, { map: [] }],
      [
        { '': 'x', constructor: 'y', ä: '' },
        {
          map: [
            ['', 'x'],
            ['constructor', 'y'],
            ['ä', ''],
          ],
        },
      ],
    ],
  },
  {
    name: 'union that JavaScript can tell apart',
    schema: ['null', 'string', 'long', { type: 'array', items: 'string' }],
    pairs: [
      [null, { union: 'null', value: null }],
      ['x', { union: 'string', value: 'x' }],
      [7n, { union: 'long', value: { long: '7' } }],
      [['x'], { union: 'array', value: { array: ['x'] } }],
    ],
  },
  {
    name: 'union that JavaScript cannot tell apart',
    schema: ['null', 'int', 'double'],
    pairs: [
      [null, { union: 'null', value: null }],
      [
        { $type: 'int', value: 7 },
        { union: 'int', value: { int: '7' } },
      ],
      [
        { $type: 'double', value: 7 },
        { union: 'double', value: canonicalDouble(7) },
      ],
    ],
  },
];

describe('what is written', () => {
  it.each(CASES)('of a $name is read back by avsc and by the interpreter', ({ schema, values = {}, pairs }) => {
    const shape = shapeFor(schema, values);
    const type = avscType(schema);
    const read = interpreter(schema, shape);
    for (const [value, canonical] of pairs) {
      const bytes = encodeShape(shape, value);
      expect(avscDecode(type, bytes)).toEqual(canonical);
      expect(Buffer.from(bytes).toString('hex')).toBe(avscEncode(type, canonical).toString('hex'));
      expect(read(bytes)).toStrictEqual(value);
    }
  });

  it('of a long, a double or a text is read back, whichever it is', () => {
    const schema = {
      type: 'record',
      name: 'R',
      fields: [
        { name: 'long', type: 'long' },
        { name: 'double', type: 'double' },
        { name: 'text', type: 'string' },
        { name: 'decimal', type: bytesDecimal },
      ],
    };
    const shape = shapeFor(schema);
    const read = interpreter(schema, shape);
    const value = fc.record(
      {
        long: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
        double: fc.double(),
        text: fc.string({ unit: 'binary' }),
        decimal: fc
          .tuple(fc.bigInt(), fc.nat(99))
          .map(([whole, cents]) => `${whole}.${String(cents).padStart(2, '0')}`),
      },
      { noNullPrototype: true },
    );
    const readsBack = fc.property(value, (given) => {
      expect(read(encodeShape(shape, given))).toStrictEqual(given);
    });
    fc.assert(readsBack, { seed: 5, numRuns: 500 });
  });

  it('of a map holds the key __proto__ like any other', () => {
    const w = new ByteWriter();
    const map: Record<string, string> = Object.fromEntries([['__proto__', 'x']]);
    writeMap(w, map, 'R.map', (value) => writeString(w, value, 'R.map{}'));
    expect(Buffer.from(w.finish()).toString('latin1')).toBe('\u0002\u0012__proto__\u0002x\u0000');
  });

  it('of a decimal or a time may leave out zeros behind the point', () => {
    const instant = timestamp('timestamp-millis');
    expect(interpreter(bytesDecimal)(encodeShape(shapeFor(bytesDecimal), '3'))).toBe('3.00');
    const text = shapeFor(instant, { timestampMillis: 'string' });
    expect(interpreter(instant, text)(encodeShape(text, '2026-03-14T09:26:53Z'))).toBe('2026-03-14T09:26:53.000Z');
  });

  it('is a copy that later writing does not change', () => {
    const w = new ByteWriter();
    writeFixed(w, Uint8Array.of(1, 2), 'F', 2);
    const first = w.finish();
    writeFixed(w, new Uint8Array(1_000), 'F', 1_000);
    expect(first).toStrictEqual(Uint8Array.of(1, 2));
    expect(w.finish()).toStrictEqual(Uint8Array.of(1, 2, ...new Uint8Array(1_000)));
  });
});
