import { describe, expect, it } from 'vitest';

import { array, bytesOf, gaining, list, map, wide } from './attacks.js';
import { measuredDecoding } from '../oracle/measured-decoding.js';
import { avroDecoder } from './avro-decoder.js';

const SIZE = 64 * 1024;
/** 200 ms, at 100 ns for a step. */
const MOST_STEPS = 2_000_000;
const MOST_GROWTH = 64 * 1024 * 1024;

const record = (name: string, ...fields: readonly object[]): object => ({ type: 'record', name, fields });
const logical = (type: string, logicalType: string): object => ({ type, logicalType });

/** A block of as many items of one byte as 64 kB have room for. */
const items = (byte: number): Uint8Array => bytesOf(BigInt(SIZE - 8), new Uint8Array(SIZE - 8).fill(byte), '00');
const manyPoints = { name: 'points', type: array(record('Point', { name: 'x', type: 'int', default: 0 })) };

interface Hostile {
  readonly what: string;
  readonly writer: unknown;
  readonly reader?: unknown;
  readonly bytes: Uint8Array;
}

const HOSTILE: readonly Hostile[] = [
  { what: 'four bytes for 100,000 records of 200 nulls', writer: array(wide(200)), bytes: bytesOf('c09a0c00') },
  { what: 'records of 200 nulls, as many as may be', writer: array(wide(200)), bytes: bytesOf(497n, '00') },
  {
    what: 'records of 200 nulls behind a byte',
    writer: array(record('Item', { name: 'a', type: 'boolean' }, { name: 'b', type: wide(200) })),
    bytes: items(0),
  },
  { what: 'branches of 200 nulls', writer: array(['null', wide(200)]), bytes: items(2) },
  { what: 'entries of 200 nulls', writer: map(wide(200)), bytes: items(0) },
  {
    what: 'defaults of 4,000 records',
    ...gaining({ ...manyPoints, default: Array.from({ length: 4_000 }, () => ({})) }),
    bytes: items(0),
  },
  {
    what: 'defaults of 64,000 bytes',
    ...gaining({ name: 'b', type: 'bytes', default: 'a'.repeat(64_000) }),
    bytes: items(0),
  },
  { what: 'nodes in nodes', writer: list, bytes: new Uint8Array(SIZE).fill(2) },
  { what: 'empty arrays', writer: array(array('int')), bytes: items(0) },
  { what: 'empty maps', writer: array(map('int')), bytes: items(0) },
  { what: 'empty bytes', writer: array('bytes'), bytes: items(0) },
  { what: 'empty texts', writer: array('string'), bytes: items(0) },
  { what: 'longs', writer: array('long'), bytes: items(2) },
  { what: 'timestamps', writer: array(logical('long', 'timestamp-millis')), bytes: items(2) },
  { what: 'dates', writer: array(logical('int', 'date')), bytes: items(2) },
  { what: 'local timestamps', writer: array(logical('long', 'local-timestamp-nanos')), bytes: items(2) },
  {
    what: 'decimals of no bytes',
    writer: array({ type: 'bytes', logicalType: 'decimal', precision: 38, scale: 10 }),
    bytes: items(0),
  },
  { what: 'a text', writer: 'string', bytes: bytesOf(BigInt(SIZE), new Uint8Array(SIZE).fill(0x61)) },
];

describe('64 kB take a bounded number of steps and amount of memory:', () => {
  for (const { what, writer, reader = writer, bytes } of HOSTILE) {
    it(what, () => {
      const versions = [
        { id: '1', schema: writer },
        { id: '2', schema: reader },
      ];
      expect(bytes.length).toBeLessThanOrEqual(SIZE + 8);
      const { steps, grown } = measuredDecoding(avroDecoder({ versions }), bytes, '1');
      expect(steps).toBeGreaterThan(0);
      expect(steps).toBeLessThan(MOST_STEPS);
      expect(grown).toBeLessThan(MOST_GROWTH);
    });
  }
});
