import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';

import { checkPattern } from '../../src/json-schema/pattern/check-pattern.js';
import { compilePattern } from '../../src/json-schema/pattern/compile-pattern.js';
import { patternLiteral } from '../../src/json-schema/validator/print-pattern.js';

/** Patterns as schemas have them. */
const COMMON = [
  '^[A-Z]{2}$',
  '^[a-z0-9-]+$',
  '^ORD-[0-9]{6,}$',
  '\\S',
  'foo',
  '^\\S+$',
  '^[\\p{L} ]+$',
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
  '^(?=.*[A-Z])(?=.*\\d).{8,}$',
  '^(\\d{4}-?){4}$',
  '^[^:]+:[^:]+$',
  '^-?\\d+$',
  '^(open|paid|shipped)$',
  '^$|^[A-Z]+$',
];

/** Slow ones, with a text that shows it: `repeated` many times, then `end`. */
const SLOW = [
  { pattern: '^(a+)+$', growth: 'exponential', repeated: 'a', end: '!' },
  { pattern: '^(a|aa)+$', growth: 'exponential', repeated: 'a', end: '!' },
  { pattern: '(a*)*b', growth: 'exponential', repeated: 'a', end: '' },
  { pattern: '^(\\w+\\s?)*$', growth: 'exponential', repeated: 'a', end: '!' },
  { pattern: '^(([a-z])+.)+[A-Z]([a-z])+$', growth: 'exponential', repeated: 'a', end: '' },
  { pattern: '(x+x+)+y', growth: 'exponential', repeated: 'x', end: '' },
  { pattern: '^(.|\\n)*?(.|\\n)*x$', growth: 'polynomial', repeated: 'a', end: '' },
  { pattern: '^(.*)@(.*)$', growth: 'polynomial', repeated: '@', end: '\n' },
  { pattern: 'a+b', growth: 'polynomial', repeated: 'a', end: '' },
  { pattern: '\\s+$', growth: 'polynomial', repeated: ' ', end: 'x' },
  { pattern: '^.*foo.*$', growth: 'polynomial', repeated: 'foo', end: '\n' },
  { pattern: '^\\s*(.*?)\\s*$', growth: 'polynomial', repeated: ' ', end: '\n' },
  { pattern: '^\\d*\\d*\\d*x', growth: 'polynomial', repeated: '1', end: '' },
  { pattern: '(?<!x)a+b', growth: 'polynomial', repeated: 'a', end: '' },
  { pattern: '^(a+)\\1+b', growth: 'exponential', repeated: 'a', end: '' },
] as const;

describe('checkPattern', () => {
  it.each(COMMON)('lets a pattern as schemas have them be tried on any text: %s', (pattern) => {
    expect(checkPattern(pattern)).toEqual({ growth: 'linear', longest: undefined });
  });

  it.each(SLOW)('bounds the texts for a slow one, so that each is done in a moment: $pattern', (slow) => {
    const { growth, longest = Infinity } = checkPattern(slow.pattern);
    expect(growth).toBe(slow.growth);
    expect(longest).toBeLessThan(10_000);
    const expression = compilePattern(slow.pattern);
    const text = slow.repeated.repeat(longest).slice(0, longest - slow.end.length) + slow.end;
    // Without the bound it takes minutes to ages; with it some 10 ms on a machine that is not busy.
    const started = process.cpuUsage();
    expression.test(text);
    expect(process.cpuUsage(started).user).toBeLessThan(500_000);
  });

  it('gives an answer for patterns too large to work through', () => {
    expect(checkPattern(`^${'(a|b|c)?'.repeat(100)}$`)).toEqual({ growth: 'polynomial', longest: 215 });
  });
});

describe('patternLiteral', () => {
  it('prints what compiles to the same expression', () => {
    for (const pattern of [
      ...COMMON,
      '/',
      '[/]',
      '\\/',
      '',
      '\n',
      '\u2028',
      '*/'.replace('*', '\\*'),
      "'\\\\",
      '\u{1F600}',
      '^\\-$',
      '\\Z',
    ]) {
      // The literal is code: that it evaluates to the expression is what is shown.
      const printed = new Script(patternLiteral(pattern)).runInThisContext() as RegExp;
      const wanted = compilePattern(pattern);
      expect([printed.source, printed.flags]).toEqual([wanted.source, wanted.flags]);
    }
  });
});
