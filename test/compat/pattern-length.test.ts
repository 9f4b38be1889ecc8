import { expect, it } from 'vitest';

import { patternLength } from '../../src/compat/containment/pattern-length.js';
import { haveDisjointPrefixes } from '../../src/compat/containment/pattern-prefix.js';

it.each<[string, number, number]>([
  ['^[A-Z]{3}$', 3, 3],
  ['^a?b+$', 1, Infinity],
  ['^(?:ab|c)$', 1, 2],
  ['^ab|c$', 1, Infinity],
  ['(^a$)', 1, 1],
  ['^(?:a{0,3}){2}$', 0, 6],
  ['^(?:){5}$', 0, 0],
  ['^(?:a*){0}$', 0, 0],
  ['^(a|bc)\\1$', 1, 4],
  ['^(?=.{8})[a-z]{2,9}$', 2, 9],
  ['abc', 3, Infinity],
  ['', 0, Infinity],
  ['^\\d{4}-\\d{2}$', 7, 7],
  // Not a pattern with `u`: the two units of an astral character may each match one of the dots.
  ['^..\\-$', 2, 3],
])('the texts of %s have %d to %d characters', (pattern, min, max) => {
  expect(patternLength(pattern)).toEqual({ min, max });
});

it.each<[string, string, boolean]>([
  ['^a_', '^b_', true],
  ['^a', '^ab', false],
  ['^\\$a', '^\\$b', true],
  ['^a', 'b', false],
  ['^[ab]', '^b', false],
  ['^.', '^b', false],
  ['^\\d', '^d', false],
  ['^a|^c', '^b', false],
  ['^a?x', '^b', false],
])('no text matches both %s and %s, by their prefixes: %s', (one, other, expected) => {
  expect(haveDisjointPrefixes(one, other)).toBe(expected);
});
