import { describe, expect, it } from 'vitest';

import { patternFault } from '../../../src/json-schema/pattern/pattern-fault.js';

describe('patternFault', () => {
  it.each([
    ['(', 'unterminated group', undefined],
    ['(?i)abc', 'invalid group', 'JavaScript has no flags within a pattern: for (?i) write both cases, such as [Aa].'],
    ['(?P<n>a)', 'invalid group', 'Write (?<name>…) for (?P<name>…).'],
    ['(?>a+)b', 'invalid group', 'JavaScript has no atomic groups: write (?:…) for (?>…).'],
    ['a++b', 'nothing to repeat', 'JavaScript has no possessive quantifiers: write + for ++ and * for *+.'],
    ['a(?#b)', 'invalid group', 'JavaScript has no comments within a pattern: leave (?#…) out.'],
  ])('explains why %s is not a regular expression', (pattern, reason, help) => {
    expect(patternFault(pattern)).toEqual({ reason, ...(help === undefined ? {} : { help }) });
  });

  it('refuses what the oldest runtime cannot read, whatever the machine that generates', () => {
    expect(patternFault('(?i:a)')).toBeDefined();
    expect(patternFault('(?<a>x)|(?<a>y)')).toBeDefined();
  });

  it.each([251, 5_000, 50_000])('refuses groups that could fill the stack: %d deep', (depth) => {
    const nested = (count: number): string => `${'(?:'.repeat(count)}a${')*'.repeat(count)}`;
    expect(patternFault(nested(depth))?.reason).toMatch(/nested (?:more than 250|too) deep/);
    expect(patternFault(nested(250))).toBeUndefined();
  });

  it('accepts what is one without the flag u alone', () => {
    expect(patternFault('\\-\\@{')).toBeUndefined();
  });
});
