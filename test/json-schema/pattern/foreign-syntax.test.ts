import { describe, expect, it } from 'vitest';

import { foreignSyntax } from '../../../src/json-schema/pattern/foreign-syntax.js';

/** The parts, each as `what → here | elsewhere | fix`. */
function foreign(pattern: string): readonly string[] {
  return foreignSyntax(pattern).map(
    ({ written, here, elsewhere, fix }) => `${written} → ${here} | ${elsewhere ?? ''} | ${fix}`,
  );
}

describe('foreignSyntax', () => {
  it.each([
    [
      '\\A\\d+\\Z',
      '\\A → the letter A | the start of the text | write ^',
      '\\Z → the letter Z | the end of the text | write $',
    ],
    ['^\\d+\\z', '\\z → the letter z | the end of the text | write $'],
    [
      '[[:alpha:]]+',
      '[:alpha:] → one of the characters between the brackets | a character of the class alpha | write A-Za-z within [ ]',
    ],
    [
      '[^[:space:]_]',
      '[:space:] → one of the characters between the brackets | a character of the class space | write \\s within [ ]',
    ],
    [
      '[:digit:]',
      '[:digit:] → one of the characters between the brackets | a character of the class digit | write 0-9 within [ ]',
    ],
    ['^\\d{2-4}$', '{2-4} → the text {2-4} | a number of repetitions | write {2,4}'],
    ['^\\d{,4}$', '{,4} → the text {,4} | a number of repetitions | write {0,4}'],
    ['^\\d{ 2, }$', '{ 2, } → the text { 2, } | a number of repetitions | write {2,}'],
    ['^/users/{id}$', '{id} → the text {id} |  | write \\{id\\}'],
    ['^\\p{Digit}+$', '\\p{Digit} → the text p{Digit} | a character with the property Digit | write [0-9]'],
    ['^\\P{XDigit}+$', '\\P{XDigit} → the text P{XDigit} | a character with the property XDigit | write [^0-9A-Fa-f]'],
    [
      '\\p{IsLatin}',
      '\\p{IsLatin} → the text p{IsLatin} | a character with the property IsLatin | write \\p{Script=Latin}',
    ],
    ['\\pL', '\\pL → the text pL | a character with the property L | write \\p{L}'],
    [
      '^\\p{L}+\\-\\@$',
      '\\p{L} → the text p{L} | a character with the property L | write - @ for \\- \\@, which JavaScript does not allow next to it',
    ],
    ['a\\hb', '\\h → the letter h | a space or tab | write [ \\t]'],
    ['[\\h]', '\\h → the letter h | a space or tab | write [ \\t]'],
    ['\\x{41}', '\\x{41} → the letter x 41 times | the character U+0041 | write \\x41'],
    ['\\x{1F600}', '\\x{1F600} → the letter x and the text {1F600} | the character U+1F600 | write \\u{1F600}'],
    [
      '[a-z&&[^aeiou]]',
      '&& → the character & | the intersection of two classes | write (?=[…])[…], one class within the look-ahead',
    ],
    [
      '[a-z-[aeiou]]',
      '-[ → the characters - and [, or a range | a class without some of its characters | write (?![…])[…], what is left out within the look-ahead',
    ],
    [
      '\\Qa.b\\E',
      '\\Q → the letter Q | the start of literal text | escape each sign of that text',
      '\\E → the letter E | the end of literal text | escape each sign of that text',
    ],
    [
      '\\i\\c*',
      '\\i → the letter i | the first character of an XML name | write [:A-Z_a-z]',
      '\\c → a backslash and the letter c | a character of an XML name | write [-.:\\w]',
    ],
    ['(a)\\g1', '\\g1 → the letter g | a reference to a group | write \\1'],
    ['\\k<n>', '\\k<n> → the letter k | a reference to a group | name the group (?<n>…) and write \\k<n>'],
    [
      '(a)\\2',
      '\\2 → the character U+0002, because there is no such group | a reference to group 2 | correct the number of the group',
    ],
    ['\\qx', '\\q → the letter q |  | write q'],
  ])('names what other dialects read otherwise: %s', (pattern, ...parts) => {
    expect(foreign(pattern)).toEqual(parts);
  });

  it.each([
    '^\\-\\_\\@\\#\\"\\\'\\:\\,\\ $',
    '^[\\w.-]+\\@[\\d-x]$',
    '^\\p{L}+$',
    '^\\u{1F600}\\x41\\cJ$',
    '^a{2,4}\\{x\\}$',
    '[{}]\\-',
    "^[!#$%&'*+/=?^_`{|}~-]+$",
    '^\\[x]$',
    '(a)\\1',
    '\\012',
    '[a&&b]',
    '^(?<year>\\d{4})-\\k<year>$',
  ])('is silent about what means the same everywhere: %s', (pattern) => {
    expect(foreign(pattern)).toEqual([]);
  });
});
