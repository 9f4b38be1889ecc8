import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { EncodeError } from '../../src/runtime/errors.js';
import type { JsonCheck } from '../../src/runtime/json/faults.js';
import { encodeJson, writeJson } from '../../src/runtime/simulate/json-write.js';

function text(value: unknown): string {
  return Buffer.from(writeJson(value)).toString();
}

const holder: Record<string, unknown> = { list: [] };
holder['list'] = [{ back: holder }];

let deep: unknown = 1;
for (let level = 0; level < 100_000; level++) deep = [deep];

describe('writing JSON', () => {
  it('gives what JSON.stringify gives, for 2,000 JSON values', () => {
    for (const json of fc.sample(fc.json(), { seed: 31, numRuns: 2_000 })) {
      const plain = JSON.stringify(JSON.parse(json));
      expect(text(JSON.parse(plain))).toBe(plain);
    }
  });

  it('writes Dates as ISO 8601, bigints as digits, and keeps the order of properties and the sign of zero', () => {
    const value = {
      z: new Date('2024-05-01T12:00:00.5Z'),
      b: 2n ** 63n,
      a: [-0, '\ud800', undefined].slice(0, 2),
      u: undefined,
      1: 1,
    };
    expect(text(value)).toBe('{"1":1,"z":"2024-05-01T12:00:00.500Z","b":9223372036854775808,"a":[-0,"\\ud800"]}');
  });

  it('writes __proto__ as a property like any other', () => {
    const value: unknown = JSON.parse('{"__proto__":{"a":1},"constructor":2}');
    expect(text(value)).toBe('{"__proto__":{"a":1},"constructor":2}');
  });

  it.each<[string, unknown, string, string]>([
    ['NaN', { a: [1, NaN] }, 'NaN', '/a/1'],
    ['Infinity', { 'a/b': -Infinity }, '-Infinity', '/a~1b'],
    ['nothing', undefined, 'undefined', 'value'],
    ['an undefined item', [undefined], 'undefined', '/0'],
    ['a hole', { a: new Array(1) }, 'undefined', '/a/0'],
    ['a function', { a: () => 1 }, 'a function', '/a'],
    ['a symbol', Symbol('s'), 'a symbol', 'value'],
    ['an invalid Date', [new Date(NaN)], 'an invalid Date', '/0'],
    ['bytes', { a: Uint8Array.of(1) }, 'a Uint8Array', '/a'],
    ['a Map', new Map(), 'a Map', 'value'],
    ['a circular object', holder, 'a circular object', '/list/0/back'],
  ])('refuses %s', (_, value, what, at) => {
    expect(() => text(value)).toThrow(new EncodeError(`JSON cannot represent ${what}`, at));
  });

  it('refuses what nests too deep', () => {
    expect(() => text(deep)).toThrow(EncodeError);
    expect(() => text(deep)).toThrow('JSON cannot represent values nested more than 500 deep');
  });

  it('checks what it has made JSON, and leaves the value alone', () => {
    const value = { at: new Date(0), n: 5n };
    const seen: unknown[] = [];
    const check: JsonCheck = (form, faults) => {
      seen.push(structuredClone(form));
      return faults.add('must be less', '#/properties/n/maximum', 'n');
    };
    const unconvert = (root: Record<string | number, unknown>, key: string | number): void => {
      Object.assign(Object(root[key]), { n: '5' });
    };
    expect(() => encodeJson(value, check, unconvert)).toThrow(new EncodeError('must be less', '/n'));
    expect(seen).toEqual([{ at: '1970-01-01T00:00:00.000Z', n: '5' }]);
    expect(value).toEqual({ at: new Date(0), n: 5n });
    expect(Buffer.from(encodeJson(value, () => true, unconvert)).toString()).toBe(
      '{"at":"1970-01-01T00:00:00.000Z","n":"5"}',
    );
  });
});
