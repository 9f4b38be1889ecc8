import { readdirSync, readFileSync } from 'node:fs';
import { format, type Options } from 'prettier';
import { expect, test } from 'vitest';
import { differOnlyInFormat } from '../../src/plan/only-formatting.js';

const styles: readonly Options[] = [
  {},
  { semi: false },
  { singleQuote: true, trailingComma: 'none' },
  { useTabs: true, printWidth: 60 },
  { arrowParens: 'avoid', printWidth: 200, bracketSpacing: false },
  { experimentalOperatorPosition: 'start', objectWrap: 'collapse', tabWidth: 8 },
];

const runtime = new URL('../../src/runtime/', import.meta.url);

test.each(readdirSync(runtime, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')))(
  '%s, which is shipped as it is, is the same file in any style of prettier',
  async (name) => {
    const text = readFileSync(new URL(name, runtime), 'utf8');
    for (const style of styles) {
      const formatted = await format(text, { parser: 'typescript', ...style });
      expect({ style, same: differOnlyInFormat(name, text, formatted) }).toEqual({ style, same: true });
    }
  },
);

const same: readonly (readonly [string, string, string])[] = [
  ['quotes', `a = 'it\\'s "x"';`, `a = "it's \\"x\\""`],
  ['trailing commas', 'f(a, [b, { c, }, ], );', 'f(a, [b, { c }]);'],
  ['the first branch of a union', `type A =\n  | 'a'\n  | 'b';`, `type A = 'a' | 'b';`],
  ['parentheses of an arrow', 'a.map((x) => (x ? 1 : 2));', 'a.map(x => x ? 1 : 2)'],
  ['what is returned', 'return (\n  a ||\n  b\n);', 'return a || b;'],
  ['the indentation of a comment', '/**\n * a\n */\nb;', '  /**\n     * a\n     */\nb'],
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
