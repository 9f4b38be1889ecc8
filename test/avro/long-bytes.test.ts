import { expect, test } from 'vitest';
import {
  readLong,
  readLongAsDouble,
  readLongDigits,
  readLongNumber,
  readTimestamp,
} from '../../src/runtime/avro/read.js';
import { ByteReader } from '../../src/runtime/byte-reader.js';
import { DecodeError } from '../../src/runtime/errors.js';

/** The longs around each number of bits: the lengths of one to ten bytes, and what a number can hold. */
const longs = Array.from({ length: 64 }, (_, bits) => 1n << BigInt(bits))
  .flatMap((power) => [power - 2n, power - 1n, power, power + 1n])
  .flatMap((long) => [long, -long])
  .filter((long) => BigInt.asIntN(64, long) === long);

test('a long of any length is read exactly: as a bigint, as digits, and as a number where that can hold it', () => {
  for (const long of longs) {
    const bytes = varint(long);
    expect(readLong(open(bytes), 'n')).toBe(long);
    expect(readLongDigits(open(bytes), 'n')).toBe(String(long));
    expect(readLongAsDouble(open(bytes), 'n')).toBe(Number(long));
    const asNumber = verdict(() => readLongNumber(open(bytes), 'n'));
    const isSafe = Number.isSafeInteger(Number(long));
    expect(asNumber).toBe(isSafe ? Number(long) : 'a long beyond 2^53-1 does not fit in a number');
  }
});

test('a timestamp finer than a millisecond is cut off towards the past, whatever its size', () => {
  for (const long of longs) {
    for (const perMilli of [1n, 1_000n, 1_000_000n]) {
      const millis = (long - (((long % perMilli) + perMilli) % perMilli)) / perMilli;
      const date = verdict(() => readTimestamp(open(varint(long)), 't', Number(perMilli)).getTime());
      const inRange = millis >= -8_640_000_000_000_000n && millis <= 8_640_000_000_000_000n;
      expect(date).toBe(inRange ? Number(millis) : 'a timestamp is out of the range of Date');
    }
  }
});

test('a long that is cut short is refused, whatever stands behind the record', () => {
  for (const long of longs) {
    const bytes = varint(long);
    for (let end = 0; end < bytes.length; end++) {
      const r = open(Buffer.concat([bytes, Buffer.alloc(10, 0xff)]));
      r.end = end;
      expect(verdict(() => readLong(r, 'n'))).toBe('the bytes end too early');
    }
  }
});

test('a long is read with bytes that add nothing, up to ten, and refused with more than 64 bits', () => {
  expect(readLong(open(Buffer.from('82808080808080808000', 'hex')), 'n')).toBe(1n);
  for (const hex of ['ffffffffffffffffff02', 'ffffffffffffffffffff01', '8080808080808080808000'])
    expect(verdict(() => readLong(open(Buffer.from(hex, 'hex')), 'n'))).toBe('a long has more than 64 bits');
});

function open(bytes: Uint8Array): ByteReader {
  return new ByteReader().openBytes(bytes);
}

/** The bytes of a long, as the specification has them. */
function varint(long: bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, (long << 1n) ^ (long >> 63n));
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Buffer.from([...bytes, Number(rest)]);
}

/** What a read returns, or the reason for which it refuses. */
function verdict(read: () => number | bigint): number | bigint | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof DecodeError) return error.reason;
    throw error;
  }
}
