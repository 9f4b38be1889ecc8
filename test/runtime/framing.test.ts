import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteReader } from '../../src/runtime/byte-reader.js';
import { DecodeError } from '../../src/runtime/errors.js';
import {
  confluentFrame,
  confluentGuidFrame,
  confluentGuidHeader,
  glueFrame,
  singleObjectFrame,
} from '../../src/runtime/simulate/frame-encode.js';
import {
  MAX_INFLATED_BYTES,
  readConfluentFrame,
  readConfluentGuidFrame,
  readGlueFrame,
  readSingleObjectFrame,
} from '../../src/runtime/kafka/framing.js';

const UUID = '574f6a9a-9548-4dea-86a3-d82c0479a116';
const PAYLOAD = Buffer.from('payload');

/** What a frame reader makes of bytes: the id and what is left, or the message of the DecodeError. */
function framed(read: (reader: ByteReader) => string, bytes: Uint8Array | string): string {
  const reader = new ByteReader().openBytes(
    typeof bytes === 'string' ? Buffer.from(bytes.replaceAll(' ', ''), 'hex') : bytes,
  );
  try {
    const id = read(reader);
    return `${id}: ${reader.bytes.toString('latin1', reader.position, reader.end)}`;
  } catch (error) {
    if (error instanceof DecodeError) return error.message;
    throw error;
  }
}

describe('the Confluent frame', () => {
  test.each([
    ['00 00000007 41', '7: A'],
    ['00 7fffffff', '2147483647: '],
    ['00 00000000 41', '0: A'],
    ['00 ffffffff 41', 'the schema id -1 is negative (confluent frame, byte 1)'],
    ['01 00000007 41', 'expected byte 0x00, found 0x01 (confluent frame, byte 0)'],
    ['00 000007', 'expected 5 bytes, but only 4 left (confluent frame, byte 0)'],
    ['', 'expected 5 bytes, but only 0 left (confluent frame, byte 0)'],
  ])('of %s gives %s', (hex, outcome) => {
    expect(framed(readConfluentFrame, hex)).toBe(outcome);
  });

  test('is what the encoder writes', () => {
    expect(framed(readConfluentFrame, confluentFrame(100_042, PAYLOAD))).toBe('100042: payload');
  });
});

describe('the Confluent frame with a GUID', () => {
  test.each([
    ['01 574F6A9A95484DEA86A3D82C0479A116 41', `${UUID}: A`],
    ['00 00000007 41', '7: A'],
    ['02 574f6a9a95484dea86a3d82c0479a116', 'expected byte 0x01, found 0x02 (confluent-guid frame, byte 0)'],
    ['01 574f6a9a95484dea86a3d82c0479a1', 'expected 17 bytes, but only 16 left (confluent-guid frame, byte 0)'],
    ['', 'expected 17 bytes, but only 0 left (confluent-guid frame, byte 0)'],
  ])('of %s gives %s', (hex, outcome) => {
    expect(framed(readConfluentGuidFrame, hex)).toBe(outcome);
  });

  test('is what the encoders write', () => {
    expect(framed(readConfluentGuidFrame, confluentGuidFrame(UUID, PAYLOAD))).toBe(`${UUID}: payload`);
    expect(framed(readConfluentGuidFrame, confluentGuidHeader(UUID))).toBe(`${UUID}: `);
  });
});

describe("Glue's frame", () => {
  const zlib = deflateSync(PAYLOAD).toString('hex');

  test.each([
    ['03 00 574f6a9a95484dea86a3d82c0479a116 41', `${UUID}: A`],
    [`03 05 574f6a9a95484dea86a3d82c0479a116 ${zlib}`, `${UUID}: payload`],
    ['00 00 574f6a9a95484dea86a3d82c0479a116 41', 'expected byte 0x03, found 0x00 (glue frame, byte 0)'],
    ['03 01 574f6a9a95484dea86a3d82c0479a116 41', 'unknown compression 0x01 (glue frame, byte 1)'],
    ['03 00 574f6a9a95484dea86a3d82c0479a1', 'expected 18 bytes, but only 17 left (glue frame, byte 0)'],
    ['03 05 574f6a9a95484dea86a3d82c0479a116', 'corrupt zlib data (glue frame, byte 18)'],
    ['03 05 574f6a9a95484dea86a3d82c0479a116 414243', 'corrupt zlib data (glue frame, byte 18)'],
    [`03 05 574f6a9a95484dea86a3d82c0479a116 ${zlib.slice(0, -2)}`, 'corrupt zlib data (glue frame, byte 18)'],
    [
      `03 05 574f6a9a95484dea86a3d82c0479a116 ${zlib} 4142`,
      `2 bytes left after the zlib data (glue frame, byte ${18 + zlib.length / 2})`,
    ],
  ])('of %s gives %s', (hex, outcome) => {
    expect(framed(readGlueFrame, hex)).toBe(outcome);
  });

  test('is what the encoder writes, compressed or not', () => {
    expect(framed(readGlueFrame, glueFrame(UUID, PAYLOAD))).toBe(`${UUID}: payload`);
    expect(framed(readGlueFrame, glueFrame(UUID, PAYLOAD, { compress: true }))).toBe(`${UUID}: payload`);
  });

  test('may inflate to the limit and no further', () => {
    const reader = (limit: number) => (r: ByteReader) => readGlueFrame(r, limit);
    const frame = glueFrame(UUID, PAYLOAD, { compress: true });

    expect(framed(reader(7), frame)).toBe(`${UUID}: payload`);
    expect(framed(reader(6), frame)).toBe('more than 6 bytes when inflated (glue frame, byte 18)');
  });

  test('refuses a small payload that would fill the memory', () => {
    const bomb = glueFrame(UUID, Buffer.alloc(MAX_INFLATED_BYTES + 1), { compress: true });

    expect(bomb.length).toBeLessThan(20_000);
    expect(framed(readGlueFrame, bomb)).toBe('more than 16777216 bytes when inflated (glue frame, byte 18)');
  });

  test('tells apart ids that differ in any one byte', () => {
    const ids = Array.from({ length: 16 }, (_, index) => {
      const bytes = Buffer.from(UUID.replaceAll('-', ''), 'hex');
      bytes[index] = 0;
      return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    });

    expect(ids.map((id) => framed(readGlueFrame, glueFrame(id, PAYLOAD)))).toEqual(ids.map((id) => `${id}: payload`));
    expect(framed(readGlueFrame, glueFrame(`${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}`, PAYLOAD))).toBe(
      '00000000-0000-0000-0000-000000000000: payload',
    );
  });
});

describe('the single-object frame', () => {
  test.each([
    ['c301 efcdab8967452301 41', '0123456789abcdef: A'],
    ['c301 0100000000000000 41', '0000000000000001: A'],
    ['c302 efcdab8967452301', 'expected byte 0x01, found 0x02 (single-object frame, byte 1)'],
    ['c201 efcdab8967452301', 'expected byte 0xC3, found 0xC2 (single-object frame, byte 0)'],
    ['c301 efcdab89674523', 'expected 10 bytes, but only 9 left (single-object frame, byte 0)'],
  ])('of %s gives %s', (hex, outcome) => {
    expect(framed(readSingleObjectFrame, hex)).toBe(outcome);
  });

  test('is what the encoder writes', () => {
    expect(framed(readSingleObjectFrame, singleObjectFrame('0123456789abcdef', PAYLOAD))).toBe(
      '0123456789abcdef: payload',
    );
  });
});

test.each([
  ['a GUID', () => confluentGuidHeader('574f6a9a')],
  ['a UUID', () => glueFrame(`${UUID.slice(0, -1)}x`, PAYLOAD)],
  ['a fingerprint', () => singleObjectFrame('0123', PAYLOAD)],
])('no frame is written with what is not %s', (_, encode) => {
  expect(encode).toThrow(RangeError);
});

test('any bytes give an id or a DecodeError, in any frame', () => {
  const readers = [readConfluentFrame, readConfluentGuidFrame, readGlueFrame, readSingleObjectFrame];
  const start = fc.constantFrom(
    [0x00],
    [0x01],
    [0x03, 0x00],
    [0x03, 0x05, ...Buffer.alloc(16), 0x78, 0x9c],
    [0xc3, 0x01],
    [],
  );
  fc.assert(
    fc.property(start, fc.uint8Array({ maxLength: 40 }), (head, tail) => {
      // Anything else is thrown on.
      for (const read of readers) framed(read, Uint8Array.from([...head, ...tail]));
    }),
    { seed: 2, numRuns: 2000 },
  );
});
