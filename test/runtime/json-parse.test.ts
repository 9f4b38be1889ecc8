import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ByteReader } from '../../src/runtime/byte-reader.js';
import { DecodeError } from '../../src/runtime/errors.js';
import { jsonParser, type WideNumbers } from '../../src/runtime/json/parse.js';
import { outcomeOf, type Outcome } from '../oracle/outcome.js';

const RUNS = 4_000;

function parsed(text: string | Uint8Array, wide?: WideNumbers): unknown {
  const r = new ByteReader().openBytes(Buffer.from(text));
  const { value } = jsonParser(r, 'value', wide).parse();
  expect(r.position).toBe(r.end);
  return value;
}

/** A value with all that `toEqual` would overlook: the order of properties, -0, and what is inherited. */
function exact(value: unknown): unknown {
  if (Object.is(value, -0)) return '-0 as a number';
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(exact);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  return Object.entries(value).map(([key, item]) => [key, exact(item)]);
}

function ofOurs(text: string): Outcome<unknown> {
  return outcomeOf(() => exact(parsed(text)));
}

function ofJsonParse(text: string): Outcome<unknown> {
  return outcomeOf(() => exact(JSON.parse(text)));
}

/** Throws unless both read a text to the same value, or both refuse it; and ours with a DecodeError that quotes nothing. */
function expectAgreement(text: string): 'read' | 'refused' {
  const ours = ofOurs(text);
  const theirs = ofJsonParse(text);
  if ('ok' in theirs) {
    expect(ours, JSON.stringify(text)).toEqual(theirs);
    return 'read';
  }
  expect(ours, JSON.stringify(text)).toHaveProperty('error');
  return 'refused';
}

/** JSON as people and machines write it: spaces, escapes, numbers of every form, names twice. */
const space = fc.constantFrom('', '', '', ' ', '\n', '\t', '\r\n  ');
const number = fc.oneof(
  fc.double().map((value) => (Number.isFinite(value) ? String(value) : '0')),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
  fc.constantFrom('0', '-0', '1e5', '1E+400', '-1e400', '1e-400', '0.1', '123456789012345678901234567890.5', '2e0'),
);
const character = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 4 }).map((text) => JSON.stringify(text).slice(1, -1)),
  fc.constantFrom(
    '\\u0041',
    '\\ud800',
    '\\uD83D\\uDE00',
    '\\/',
    '\\b\\f\\n\\r\\t',
    '\\\\',
    '\\"',
    '\u2028',
    '\u007f',
    'é',
  ),
);
const string = fc.array(character, { maxLength: 4 }).map((parts) => `"${parts.join('')}"`);
const name = fc.oneof(string, fc.constantFrom('"a"', '"b"', '"__proto__"', '"constructor"', '"0"', '"\\u0061"'));
const { text: jsonText } = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('null', 'true', 'false'),
    number,
    string,
    fc
      .array(
        fc.tuple(space, tie('text'), space).map((parts) => parts.join('')),
        { maxLength: 4 },
      )
      .map((items) => `[${items.join(',')}]`),
    fc
      .array(
        fc.tuple(space, name, space, tie('text'), space).map(([a, key, b, value, c]) => `${a}${key}${b}:${value}${c}`),
        { maxLength: 5 },
      )
      .map((members) => `{${members.join(',')}}`),
  ),
}));

describe('the JSON parser', () => {
  it(`reads ${RUNS} texts as JSON.parse does`, () => {
    for (const text of fc.sample(jsonText, { seed: 11, numRuns: RUNS })) {
      expect(expectAgreement(text)).toBe('read');
    }
  });

  it(`reads or refuses ${5 * RUNS} damaged texts as JSON.parse does`, () => {
    const damage = fc.tuple(
      jsonText,
      fc.nat(),
      fc.constantFrom('cut', 'insert', 'replace', 'swap'),
      fc.constantFrom(...'{}[]",:\\/0123456789.-+eEtrufalsn \n\u0000\u001f\u00a0\ufeff\u2028'.split('')),
    );
    const tally = { read: 0, refused: 0 };
    for (const [text, where, how, sign] of fc.sample(damage, { seed: 12, numRuns: 5 * RUNS })) {
      const at = where % (text.length + 1);
      const damaged = {
        cut: text.slice(0, at) + text.slice(at + 1),
        insert: text.slice(0, at) + sign + text.slice(at),
        replace: text.slice(0, at) + sign + text.slice(at + 1),
        swap:
          text.slice(0, at) +
          text
            .slice(at, at + 2)
            .split('')
            .reverse()
            .join('') +
          text.slice(at + 2),
      }[how];
      // Half of a surrogate pair has no UTF-8: it never gets here.
      if (/\p{Surrogate}/u.test(damaged)) continue;
      tally[expectAgreement(damaged)]++;
    }
    expect(Math.min(tally.read, tally.refused)).toBeGreaterThan(RUNS);
  });

  it.each([
    ['', 'the text ends too early', 0],
    [' \n', 'the text ends too early', 2],
    ['01', '1 byte left after the value', 1],
    ['-', 'the text ends too early', 1],
    ['-a', 'expected a digit', 1],
    ['+1', 'expected a value', 0],
    ['.5', 'expected a value', 0],
    ['1.', 'the text ends too early', 2],
    ['[1.]', 'expected a digit', 3],
    ['[1e]', 'expected a digit', 3],
    ['[1e+]', 'expected a digit', 4],
    ['[0x1]', "expected ',' or ']'", 2],
    ['NaN', 'expected a value', 0],
    ['nul', 'the text ends too early', 3],
    ['nulL', 'expected a value', 3],
    ['truefalse', '5 bytes left after the value', 4],
    ['[1,]', 'expected a value', 3],
    ['[,1]', 'expected a value', 1],
    ['[1 2]', "expected ',' or ']'", 3],
    ['[1', 'the text ends too early', 2],
    ['[1}', "expected ',' or ']'", 2],
    ['{', 'the text ends too early', 1],
    ['{"a"}', "expected ':'", 4],
    ['{"a":}', 'expected a value', 5],
    ['{"a":1,}', 'expected a property name', 7],
    ["{'a':1}", 'expected a property name', 1],
    ['{a:1}', 'expected a property name', 1],
    ['{"a":1 "b":2}', "expected ',' or '}'", 7],
    ['{"é":1]', "expected ',' or '}'", 7],
    ['"', 'the text ends too early', 1],
    ['"a\nb"', 'a string contains a control character', 2],
    ['"\\x41"', 'invalid escape', 1],
    ['"\\u00g0"', 'invalid escape', 1],
    ['"\\u00', 'the text ends too early', 5],
    ['"\\', 'the text ends too early', 2],
    ["'a'", 'expected a value', 0],
    ['1\u00a0', '2 bytes left after the value', 1],
    ['// no\n1', 'expected a value', 0],
  ])('says of %j: %s, at byte %i', (text, reason, byteOffset) => {
    expect(expectAgreement(text)).toBe('refused');
    expect(() => parsed(text)).toThrow(new DecodeError(reason, byteOffset, 'value'));
  });

  it('reads 500 levels, and refuses one more at its bracket', () => {
    expect(expectAgreement('['.repeat(500) + ']'.repeat(500))).toBe('read');
    expect(() => parsed('['.repeat(501) + ']'.repeat(501))).toThrow(
      new DecodeError('nested more than 500 deep', 500, 'value'),
    );
    expect(() => parsed('{"a":'.repeat(3_000_000))).toThrow(
      new DecodeError('nested more than 500 deep', 2_500, 'value'),
    );
  });

  it('takes down whole numbers past 2^53-1, each where it stands', () => {
    const wide: WideNumbers = new Map();
    const value = parsed(
      '{"a":9007199254740993,"b":[1,-9223372036854775808,9007199254740991],"c":18446744073709551615,"d":1e30,"e":9007199254740993.0,"a2":{"a":1}}',
      wide,
    );
    const { b } = value as { readonly b: object };
    expect([...wide]).toEqual([
      [value, new Map(Object.entries({ a: 9007199254740993n, c: 18446744073709551615n }))],
      [b, new Map([[1, -9223372036854775808n]])],
    ]);
  });

  it('takes down nothing of a property whose name comes again, nor of digits that no 64 bits hold', () => {
    const wide: WideNumbers = new Map();
    const value = parsed('{"a":9007199254740993,"a":1,"b":123456789012345678901,"c":1,"c":9007199254740995}', wide);
    expect(value).toEqual({ a: 1, b: 123456789012345680000, c: 9007199254740996 });
    expect([...wide]).toEqual([[value, new Map([['c', 9007199254740995n]])]]);
  });

  it.each([
    [[], 1],
    [['a'], 6],
    [['b'], 14],
    [['b', 0], 15],
    [['b', 1], 18],
    [['b', 1, 'ü'], 25],
    [['b', '1', 'ü'], 25],
    [['b', 7], 14],
    [['nowhere', 'a'], 1],
    [['c'], 45],
    [['c', 'd'], 50],
  ])('finds %j at byte %i', (path, offset) => {
    const text = ' {"a":1, "b": [2, {"ü": "x,]}"}],"c":5, "c":{"d":true }}';
    const r = new ByteReader().openBytes(Buffer.from(text));
    expect(jsonParser(r, 'value').locate(path)).toBe(offset);
  });
});
