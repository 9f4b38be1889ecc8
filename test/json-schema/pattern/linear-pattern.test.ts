import { describe, expect, it } from 'vitest';

import { linearTree } from '../../../src/json-schema/pattern/linear-tree.js';
import { readPattern } from '../../../src/json-schema/pattern/read-pattern.js';
import { buildProgram } from '../../../src/runtime/json/linear-pattern-automaton.js';
import { linearPattern, type LinearPattern } from '../../../src/runtime/json/linear-pattern.js';
import { seededRandom } from './random-pattern.js';

function linear(pattern: string, flags: '' | 'u' = 'u'): LinearPattern {
  const tree = linearTree(readPattern(pattern, flags), flags);
  if (tree === undefined) throw new Error(pattern);
  return linearPattern({ ...tree, unicode: flags === 'u', maxLength: Infinity });
}

/** A text of two letters without any order. */
function noise(length: number): string {
  const random = seededRandom(1);
  return Array.from({ length }, () => 'ab'[random(2)]).join('');
}

describe('linearPattern', () => {
  it.each([
    [
      'a counted character at both ends of its count',
      '^a{2,20}b$',
      ['aab', `${'a'.repeat(20)}b`],
      ['ab', `${'a'.repeat(21)}b`],
    ],
    ['counts that begin at each place', '[ab]{18}c', [`${'ab'.repeat(20)}c`], [`${'ab'.repeat(8)}c`]],
    ['a count without a maximum', '^\\w{20,}$', ['a'.repeat(20), 'a'.repeat(99)], ['a'.repeat(19)]],
    ['nothing, repeated', '^(?:){1000000000}(?:(?:)*)*a$', ['a'], ['']],
    ['the start in one of two ways', '^a|b', ['a', 'xb'], ['xa']],
    ['look-aheads', '^(?=.*\\d)(?!.*x)\\w+$', ['a1'], ['a', 'a1x']],
    ['look-behinds', '(?<=ab+)c(?<!bbc)', ['abc'], ['ac', 'abbc']],
    ['look-arounds within look-arounds', '(?=a(?!b(?=c)))', ['a', 'ab'], ['abc']],
    ['word boundaries', '\\bcat\\b', ['a cat.'], ['cats', '_cat']],
    ['code points', '^.$', ['a', '😀', '\ud83d'], ['', 'ab', '\n']],
  ])('knows %s', (_, pattern, matches, mismatches) => {
    const { test } = linear(pattern);
    expect(matches.filter((text) => !test(text))).toEqual([]);
    expect(mismatches.filter(test)).toEqual([]);
  });

  it('reads UTF-16 units without the flag u', () => {
    expect(linear('^..$', '').test('😀')).toBe(true);
    expect(linear('^[😀]$', '').test('\ude00')).toBe(true);
  });

  it('gives the same answers however often it is asked, and in whatever order', () => {
    const pattern = '(?:a|b)*a(?:a[ab]|b[ab]){6}(?!c)';
    const texts = Array.from({ length: 200 }, (_, index) => noise(300).slice(index, index + 16));
    const { test } = linear(pattern);
    const forward = texts.map(test);
    expect([...texts].reverse().map(test).reverse()).toEqual(forward);
    expect(forward).toEqual(texts.map((text) => new RegExp(pattern, 'u').test(text)));
  });

  it.each([
    ['(?:a|b)*a(?:a[ab]|b[ab]){60}c', 65_536],
    ['(?:a|b)*a(?:a[ab]|b[ab]){400}c', 8_000],
    [Array.from({ length: 20 }, (_, index) => `a[ab]{${20 + 7 * index}}c`).join('|'), 30_000],
    ['(?=(?:a|b)*a(?:a[ab]|b[ab]){60}c)b(?<!a(?:a[ab]|b[ab]){60})', 20_000],
  ])('visits no more states than it has, for each character, where each step is new: %s', (pattern, length) => {
    const tree = linearTree(readPattern(pattern, 'u'), 'u');
    const { automaton, looks } = buildProgram(tree?.term ?? 0);
    const states = [automaton, ...looks.map((look) => look.automaton)].reduce((sum, { kind }) => sum + kind.length, 0);
    const counters = automaton.kind.filter((kind) => kind === 2).length;
    const matcher = linear(pattern);
    expect(matcher.test(noise(length))).toBe(false);
    expect(matcher.steps).toBeGreaterThan(length);
    expect(matcher.steps).toBeLessThanOrEqual((length + 1) * (states + counters + looks.length + 1));
  });

  it('keeps no more of a long text than of a short one', () => {
    const matcher = linear('(?:a|b)*a(?:a[ab]|b[ab]){200}c');
    const before = process.memoryUsage().heapUsed;
    // Each step was once held by the one before it: 4 GB for this text.
    matcher.test(noise(60_000));
    matcher.test(noise(60_000));
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(200_000_000);
  });

  it('builds no automaton larger than permitted', () => {
    const a = 0;
    expect(() =>
      buildProgram(['rep', 1_000, 1_000, ['rep', 1_000, 1_000, a]], { maxStates: 10_000, counts: false }),
    ).toThrow('more than 10000 states');
    expect(buildProgram(['rep', 1_000, 1_000, a], { maxStates: 10 }).automaton.kind).toEqual([0, 2]);
  });
});
