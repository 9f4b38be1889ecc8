import { expect, test } from 'vitest';
import { differOnlyInFormat, formatTokens } from '../../src/plan/only-formatting.js';

const same: readonly (readonly [string, string, string])[] = [
  ['quotes', `a = 'it\\'s "x"';`, `a = "it's \\"x\\""`],
  ['trailing commas', 'f(a, [b, { c, }, ], );', 'f(a, [b, { c }]);'],
  ['the first branch of a union', `type A =\n  | 'a'\n  | 'b';`, `type A = 'a' | 'b';`],
  ['parentheses of an arrow', 'a.map((x) => (x ? 1 : 2));', 'a.map(x => x ? 1 : 2)'],
  ['what is returned', 'return (\n  a ||\n  b\n);', 'return a || b;'],
  ['the indentation of a comment', '/**\n * a\n */\nb;', '  /**\n     * a\n     */\nb'],
  ['the first branch after as and extends', 'a as\n  | B\n  | C', 'a as B | C'],
  ['a branch of a condition', 'a ? (\n  b\n) : (\n  c\n);', 'a ? b : c'],
  [
    'the quotes of a name',
    `a = { 'b': 1, c: 2 }; interface D {\n  'e': F\n  'g'?: H\n}`,
    'a = { b: 1, c: 2 }; interface D { e: F; g?: H }',
  ],
  [
    'braces of one statement',
    'if (a)\n  b(\n    c,\n  );\nelse if (d) e;\nelse f;',
    'if (a) {\n  b(c)\n}\nelse if (d) {\n  e\n} else {\n  f\n}',
  ],
  [
    'braces of a loop',
    'for (const a of b) if (c) d++\nfor (;;) e()',
    'for (const a of b) {\n  if (c) {\n    d++;\n  }\n}\nfor (;;) {\n  e();\n}',
  ],
  [
    'the order of imports',
    `import { b, a } from './x.js';\nimport c from 'c';\nd;`,
    `import c from 'c'\nimport { a, b } from './x.js'\nd`,
  ],
  [
    'the order of exports',
    `export { b, type a } from './x.js';\nexport * from 'c';`,
    `export * from 'c';\nexport {\n  type a,\n  b,\n} from './x.js';`,
  ],
  ['code in a template', "`${f('a')} b`", '`${ f("a") } b`'],
];

test.each(same)('no difference: %s', (_, left, right) => {
  expect(differOnlyInFormat('a.ts', left, right)).toBe(true);
});

const different: readonly (readonly [string, string, string])[] = [
  ['white space in a string', `a = 'x  y'`, `a = 'x y'`],
  ['white space in a template', 'a = `x  y`', 'a = `x y`'],
  ['white space in a regular expression', 'a = /x  y/', 'a = /x y/'],
  ['a name', 'const a = 1;', 'const b = 1;'],
  ['a comment', '// one', '// two'],
  ['a comment that is gone', '// one\na', 'a'],
  ['a line break after return', 'return a;', 'return\na;'],
  ['an object instead of a body', 'a => ({ b })', 'a => { b }'],
  ['parentheses that order', '(a + b) * c', 'a + b * c'],
  ['a name instead of a string', `f('a')`, 'f(a)'],
  ['a statement that leaves its if', 'if (a) { b; c; }', 'if (a) { b; } c;'],
  ['a statement that leaves its else', 'if (a) b; else { c; d; }', 'if (a) b; else c; d;'],
  ['an else of another if', 'if (a) { if (b) c; } else d;', 'if (a) { if (b) c; else d; }'],
  ['the text of a branch', `a ? 'b' : c`, 'a ? b : c'],
  ['what a case is', `case 'a': b`, 'case a: b'],
  ['a name that needs its quotes', `a = { 'b-c': 1 }`, 'a = { b - c: 1 }'],
  ['a list of values returned', 'return (a, b);', 'return a, b;'],
  ['the default of ??', 'a ? b ?? (c || d) : e', 'a ? b ?? c || d : e'],
  ['what is imported', `import { a as b } from './x.js';`, `import { b as a } from './x.js';`],
  [
    'where it is imported from',
    `import { a } from 'x'; import { b } from 'y';`,
    `import { b } from 'x'; import { a } from 'y';`,
  ],
  ['a type import', `import type { a } from 'x';`, `import { a } from 'x';`],
  [
    'the order of what is imported for its effects',
    `import './a.js'; import './b.js';`,
    `import './b.js'; import './a.js';`,
  ],
  ['more at the end', 'a;', 'a; b;'],
  ['quotes in a quotation', `a = '"'`, `a = "'"`],
  ['a division instead of a regular expression', 'a / b / c', 'a /b/ d'],
];

test.each(different)('a difference: %s', (_, left, right) => {
  expect(differOnlyInFormat('a.ts', left, right)).toBe(false);
});

test('JSON is compared token by token', () => {
  expect(differOnlyInFormat('event.json', '{ "a": [1, 2] }', '{"a":[\n1,\n2]}')).toBe(true);
  expect(differOnlyInFormat('event.json', '{ "a": 1 }', '{ "a": 2 }')).toBe(false);
  expect(differOnlyInFormat('event.json', '{ "a": 1 }', '{ "a": 1, }')).toBe(false);
  expect(differOnlyInFormat('event.json', '[12]', '[1 2]')).toBe(false);
  expect(differOnlyInFormat('event.json', '[0]', '[-0]')).toBe(false);
  expect(differOnlyInFormat('event.json', '{ "a": "\\" 1" }', '{ "a": "\\"1" }')).toBe(false);
});

test('a long module is read in parts, with the tokens of its statements one by one', () => {
  const statements = [
    'function a(b: string): number {\n  if (b) return 1;\n  else for (const c of b) d(c)\n  do { e(); } while (f);\n  return (\n    g\n  );\n}',
    'const h = `${i ? `{${j}` : "}"}\nconst k = 1;\n`;',
    '/**\n * A comment with {.\n *\nfunction l() {}\n */\nexport type M = {\n  "n": /[}{]/;\n};',
    'if (o) {\n  p();\n}\nelse {\n  q = {\n    r,\n  };\n}',
    'while (s)\n  t();\nexport interface U {\n  v: W\n}',
  ];
  const many = Array.from({ length: 200 }, () => statements).flat();
  const long = formatTokens(many.join('\n'));
  expect(long.length).toBeGreaterThan(10_000);
  expect(long).toEqual(many.flatMap(formatTokens));
});
