import { describe, expect, it } from 'vitest';

import { compilePattern } from '../../../src/json-schema/pattern/compile-pattern.js';
import { linearPattern } from '../../../src/runtime/json/linear-pattern.js';
import { HOSTILE_PATTERNS } from './hostile-patterns.js';

/** Patterns as schemas have them. */
const COMMON = [
  '',
  '^[A-Z]{2}$',
  '^[a-z0-9-]+$',
  '^ORD-[0-9]{6,}$',
  '\\S',
  'foo',
  '[0-9]{2,}',
  '^\\S+$',
  '^[\\p{L} ]+$',
  "^\\p{Lu}[\\p{L}\\p{M}' -]{0,80}$",
  '^([a-z]+\\.)*[a-z]+$',
  '^\\d+(\\.\\d{1,2})?$',
  '^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\\.[a-zA-Z]{2,}$',
  '^(?:[a-z0-9]+(?:-[a-z0-9]+)*)$',
  '^\\+?[1-9]\\d{1,14}$',
  '^arn:aws:[a-z]+:[a-z0-9-]*:\\d{12}:.+$',
  '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
  '^[0-9a-f]{64}$',
  '^(https?|ftp)://[^\\s/$.?#].[^\\s]*$',
  '^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-((?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\\+([0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*))?$',
  '^[a-z]{1,64}(,[a-z]{1,64})*$',
  '^([a-z0-9]{1,63}\\.)+[a-z]{2,63}$',
  '^(?=.*[A-Z])(?=.*\\d).{8,}$',
  '^(\\d{4}-?){4}$',
  '^([0-9]{1,3}\\.){3}[0-9]{1,3}$',
  '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
  '^[^:]+:[^:]+$',
  '^-?\\d+$',
  '^(open|paid|shipped)$',
  '^$|^[A-Z]+$',
  '^[\\s\\S]{0,65535}$',
  '^(?:){1000000000}$',
  '^(a)\\1$',
  `^(?:${Array.from({ length: 400 }, (_, index) => `code${index}`).join('|')})$`,
];

describe('compilePattern', () => {
  it.each(COMMON)('leaves a pattern that is proved linear to JavaScript: %s', (pattern) => {
    const { matcher, maxLength } = compilePattern(pattern);
    expect({ kind: matcher.kind, maxLength }).toEqual({ kind: 'native', maxLength: Infinity });
  });

  it.each(HOSTILE_PATTERNS)('matches what $pattern means, with no bound that a text comes near', (hostile) => {
    const { matcher, maxLength, test } = compilePattern(hostile.pattern);
    expect(matcher.kind).toBe('linear');
    expect(maxLength).toBeGreaterThan(65_536);
    expect(hostile.matches.filter((text) => !test(text))).toEqual([]);
    expect(hostile.mismatches.filter(test)).toEqual([]);
  });

  it.each(HOSTILE_PATTERNS)('takes 64 kB of a hostile text in few steps: $pattern', (hostile) => {
    const { matcher } = compilePattern(hostile.pattern);
    if (matcher.kind !== 'linear') throw new Error(matcher.kind);
    const pattern = linearPattern(matcher.source);
    const text = hostile.repeated.repeat(65_536).slice(0, 65_536 - hostile.end.length) + hostile.end;
    expect(pattern.test(text)).toBe(false);
    // The states are walked once for each new set of them, and looked up from then on.
    expect(pattern.steps).toBeLessThan(3_000_000);
  });

  it.each([
    ['^(a+)\\1+b', 20, 'reference'],
    ['^([\'"]).*\\1$', 2_235, 'reference'],
    ['(?:(a)|b)*\\1', 269, 'reference'],
    ['^(?<=ab)(.)*\\1$', 20, 'reference'],
    ['^((a{200}){50}b?){400}$', 20, 'size'],
    [`${'(?=a*b)'.repeat(9)}a*b`, 706, 'size'],
  ])('keeps a bound where no automaton follows: %s', (pattern, maxLength, because) => {
    const compiled = compilePattern(pattern);
    expect({ maxLength: compiled.maxLength, matcher: compiled.matcher }).toEqual({
      maxLength,
      matcher: { kind: 'bounded', expression: new RegExp(pattern, 'u'), because },
    });
    const started = process.cpuUsage();
    for (const text of ['a'.repeat(maxLength), `"${'"'.repeat(maxLength - 2)}x`, 'ab'.repeat(maxLength / 2)]) {
      compiled.test(text);
      expect(compiled.test(`${text}${'"'.repeat(10_000)}`)).toBe(false);
    }
    // Without the bound it takes minutes to ages; with it some 10 ms on an idle machine.
    expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
  });

  it('keeps a bound where states times characters take too long', () => {
    const { matcher, maxLength, test } = compilePattern('^(?:[ab]{1,40}[bc]{1,40}){0,40}d$');
    expect({ kind: matcher.kind, maxLength }).toEqual({ kind: 'linear', maxLength: 9_124 });
    expect(test(`${'aabbc'.repeat(39)}d`)).toBe(true);
    expect(test(`${'a'.repeat(9_123)}d`)).toBe(false);
  });
});
