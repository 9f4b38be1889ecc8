import { describe, expect, it } from 'vitest';

import { ByteReader } from '../../src/runtime/byte-reader.js';
import { DecodeError } from '../../src/runtime/errors.js';
import { readConfluentFrame } from '../../src/runtime/kafka/framing.js';
import type { JsonCheck } from '../../src/runtime/json/faults.js';
import { readJson } from '../../src/runtime/json/read.js';

const anything: JsonCheck = () => true;

function read(payload: string | Uint8Array, check = anything): unknown {
  const r = new ByteReader().openBytes(Buffer.from(payload));
  const value = readJson(r, 'order', check);
  expect(r.position).toBe(r.end);
  return value;
}

/** A valid text around bytes that are not. */
function around(...bytes: readonly number[]): Uint8Array {
  return Buffer.concat([Buffer.from('["aé\uFFFD'), Buffer.from(bytes), Buffer.from('"]')]);
}

describe('reading JSON', () => {
  it('takes base64, as Lambda delivers it, as well as bytes, with Unicode of every kind', () => {
    const value = { id: 'a', ключ: ['\u00e9', '😀', '\u2028', '\uFFFD'], n: [1e-7, 12345678901234567890] };
    const base64 = Buffer.from(JSON.stringify(value)).toString('base64');
    expect(readJson(new ByteReader().openBase64(base64), 'order', anything)).toEqual(value);
    expect(read('[-0]')).toEqual([-0]);
  });

  it('begins behind a frame, and counts offsets from before it', () => {
    const r = new ByteReader().openBytes(Buffer.from('\0\0\0\0\u0007{"a":nul}'));
    readConfluentFrame(r);
    expect(() => readJson(r, 'order', anything)).toThrow(new DecodeError('expected a value', 13, 'order'));
  });

  it('passes over a byte order mark', () => {
    expect(read('\uFEFF{"a":1}')).toEqual({ a: 1 });
    expect(() => read('\uFEFF\uFEFF1')).toThrow(new DecodeError('expected a value', 3, 'order'));
    expect(() => read('\uFEFF')).toThrow(new DecodeError('expected JSON, found 0 bytes', 3, 'order'));
  });

  it.each([
    ['nothing', '', 'expected JSON, found 0 bytes', 0],
    ['white space', ' \n', 'the text ends too early', 2],
    ['another value behind the first', '{} {}', '2 bytes left after the value', 3],
    ['a zero byte behind the value', '{}\0', '1 byte left after the value', 2],
    ['a byte that no JSON begins with', '\0{}', 'expected a value', 0],
    ['a text cut short', '{"customer":"Ada Lovel', 'the text ends too early', 22],
  ])('refuses %s', (_, payload, reason, byteOffset) => {
    expect(() => read(payload)).toThrow(new DecodeError(reason, byteOffset, 'order'));
  });

  it.each([
    ['a continuation byte with no lead', [0x80]],
    ['a lead byte with no continuation', [0xc3]],
    ['a sign cut short', [0xe2, 0x82]],
    ['half a surrogate pair', [0xed, 0xa0, 0x80]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['a sign past U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
    ['a byte that UTF-8 never has', [0xff]],
  ])('refuses %s at the byte where it stands', (_, bytes) => {
    expect(() => read(around(...bytes))).toThrow(new DecodeError('the text is not UTF-8', 8, 'order'));
  });

  it('keeps the halves of surrogate pairs that are escaped', () => {
    expect(read('["\\ud800","\\udc00\\ud800"]')).toEqual(['\ud800', '\udc00\ud800']);
  });

  it('lets the last of several properties of one name count', () => {
    expect(read('{"a":1,"b":2,"\\u0061":3}')).toEqual({ a: 3, b: 2 });
  });

  it('has __proto__ as a property like any other', () => {
    const value = read('{"__proto__":{"isAdmin":true},"constructor":1}');
    expect(Object.entries(Object(value) as object)).toEqual([
      ['__proto__', { isAdmin: true }],
      ['constructor', 1],
    ]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('isAdmin');
  });

  it('makes numbers past the range of a double infinite, where no check objects', () => {
    expect(read('[1e999,-1e999,1e-999]')).toEqual([Infinity, -Infinity, 0]);
  });

  it.each([
    ['arrays', '[', ']', 1],
    ['objects', '{"a":', '}', 5],
    ['arrays between brackets in strings', '["]]]]",', ']', 8],
  ])('reads %s 500 deep, and no deeper', (_, open, close, width) => {
    const nested = (depth: number): string => `${open.repeat(depth)}1${close.repeat(depth)}`;
    expect(read(nested(500))).toEqual(JSON.parse(nested(500)));
    for (const depth of [501, 100_000]) {
      const error = new DecodeError('nested more than 500 deep', 500 * width, 'order');
      expect(() => read(nested(depth)), String(depth)).toThrow(error);
      expect(() => read(open.repeat(depth)), String(depth)).toThrow(error);
    }
  });

  it('reads many brackets side by side, and in strings', () => {
    const value = [Array.from({ length: 2_000 }, () => [{}]), '[{'.repeat(2_000)];
    expect(read(JSON.stringify(value))).toEqual(value);
  });

  it('gives the faults of the check, each with its pointer, and the byte of the first', () => {
    const check: JsonCheck = (_value, faults) => {
      faults.add('must be at least 0', '#/properties/items/items/properties/price/minimum', 'price');
      faults.under('é');
      faults.under(1);
      faults.under('items');
      return faults.add('must have property "id"', '#/required');
    };
    const error = thrown(() => read(' {"items": [{"é": 1}, {"é": {"price": -1}}]}', check));
    expect(error).toMatchObject({
      reason: 'must be at least 0; order must have property "id"',
      at: '/items/1/é/price',
      byteOffset: 40,
      faults: [
        {
          pointer: '/items/1/é/price',
          schemaPointer: '#/properties/items/items/properties/price/minimum',
          reason: 'must be at least 0',
        },
        { pointer: '', schemaPointer: '#/required', reason: 'must have property "id"' },
      ],
    });
  });

  it('calls the whole value by the name it is given', () => {
    const error = thrown(() => read('\uFEFF {}', (_value, faults) => faults.add('must be an array', '#/type')));
    expect(error).toMatchObject({ message: 'must be an array (order, byte 4)', at: 'order', byteOffset: 4 });
  });

  it('never tells what is in the payload', () => {
    const secret = 'sesame';
    for (const payload of [`"${secret}`, `{"a":${secret}}`, secret, `["${secret}" "${secret}"]`, `{"${secret}"}`]) {
      const error = thrown(() => read(payload));
      expect(`${error.stack}${JSON.stringify(error)}${String(error.cause)}`).not.toContain(secret);
    }
  });
});

function thrown(action: () => unknown): DecodeError {
  try {
    action();
  } catch (error) {
    if (error instanceof DecodeError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
