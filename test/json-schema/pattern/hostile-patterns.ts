/** A pattern that JavaScript's engine takes long for, and texts for and against it. */
export interface HostilePattern {
  readonly pattern: string;
  /** Repeated many times, then followed by the end, it keeps a backtracking engine busy. */
  readonly repeated: string;
  readonly end: string;
  readonly matches: readonly string[];
  readonly mismatches: readonly string[];
}

const NAME = '[A-Za-z_]\\w*';

export const HOSTILE_PATTERNS: readonly HostilePattern[] = [
  hostile('^(?:\\w+\\.?){1,8}$', 'a', '!', ['hello.world', 'a.b.c.d.e.f.g.h', 'a'.repeat(60_000)], ['', '.', 'a..b']),
  hostile('^(.*),(.*),(.*),(.*)$', ',', '\n', [`${'a'.repeat(59)},,,`, 'a,b,c,d', ',,,,,'], ['a,b,c', '']),
  hostile(
    `^(${NAME}(\\.${NAME})*)*$`,
    'a',
    '!',
    ['', 'orders.v1.OrderPlacedInTheShop', 'A'.repeat(21)],
    ['1a', 'a..b'],
  ),
  hostile(
    `^${'a?'.repeat(28)}a{28}$`,
    'a',
    '!',
    ['a'.repeat(28), 'a'.repeat(40), 'a'.repeat(56)],
    ['a'.repeat(27), 'a'.repeat(57)],
  ),
  hostile(`^(?:a?){30}a{30}$`, 'a', '', ['a'.repeat(30), 'a'.repeat(60)], ['a'.repeat(29), 'a'.repeat(61)]),
  hostile('^(\\w|\\d|[a-z0-9]|.)+!$', 'a', '', ['aaaaaaaaaaaaaaaa!', '1!'], ['!', 'aaaaaaaaaaaaaaaa']),
  hostile('^(a+)+-and-something-long-here$', 'a', '', ['a-and-something-long-here'], ['-and-something-long-here']),
  hostile('^(a+)+$', 'a', '!', ['a', 'a'.repeat(25)], ['', 'ab']),
  hostile('^(a|aa)+$', 'a', '!', ['aaa'], ['']),
  hostile('^(a|a)*$', 'a', '!', ['', 'aaa'], ['b']),
  hostile('^(a*)*b', 'a', '', ['b', 'aab'], ['a']),
  hostile('^(\\w+\\s?)*$', 'a', '!', ['', 'a b c'], ['a  b']),
  hostile('^(([a-z])+.)+[A-Z]([a-z])+$', 'a', '', ['ab.Cd'], ['abcd']),
  hostile('(x+x+)+y', 'x', '', ['xxy', 'axxxyb'], ['xy']),
  hostile('^(.|\\n)*?(.|\\n)*x$', 'a', '', ['x', 'a\nx'], ['xa']),
  hostile('^(.*)@(.*)$', '@', '\n', ['@', 'a@b@c'], ['a']),
  hostile('a+b', 'a', '', ['ab', 'caab'], ['a']),
  hostile('\\s+$', ' ', 'x', ['a ', ' \n'], ['a', ' a']),
  hostile('^.*foo.*$', 'foo', '\n', ['foo', 'a foo b'], ['fo']),
  hostile('^\\s*(.*?)\\s*$', ' ', 'a\nb', ['', ' a '], ['a\nb']),
  hostile('^\\d*\\d*\\d*x', '1', '', ['x', '12x'], ['12']),
  hostile('(?<!x)a+b', 'a', '', ['ab', 'xaab'], ['xab']),
  hostile('^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$', '@.', '', ['ann@example.org'], ['ann@example', 'a@b@c.d']),
  hostile('^(?:[a-z]{0,5}[a-z]{0,5}){0,5}!$', 'a', '', ['!', 'abc!'], ['a', `${'a'.repeat(51)}!`]),
  hostile('^(?:\\p{L}\\p{M}*|[^\\p{M}])*\\.$', 'a', '', ['.', 'e\u0301.'], ['a', '\u0301.']),
  hostile(`^${'(a|b|c)?'.repeat(100)}$`, 'a', '!', ['', 'abc', 'a'.repeat(100)], ['d', 'a'.repeat(101)]),
  hostile('^(?=(?:a|a)*$)(?:a|b)*$', 'a', '!', ['', 'aaa'], ['ab']),
];

function hostile(
  pattern: string,
  repeated: string,
  end: string,
  matches: readonly string[],
  mismatches: readonly string[],
): HostilePattern {
  return { pattern, repeated, end, matches, mismatches };
}
