import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('each wish has a test that exists, apart from the one that is not granted', () => {
  const rows = readFileSync(join(root, 'docs/wishes.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\| \d+ \|/.test(line))
    .map((line) => line.split(' | '));
  expect(rows).toHaveLength(21);
  const without = rows.filter((cells) => testsOf(cells).length === 0).map(([number]) => number);
  expect(without).toEqual(['| 12']);
  expect(rows.flatMap(testsOf).filter((named) => !isThere(named))).toEqual([]);
});

interface NamedTest {
  readonly file: string;
  readonly name: string;
}

/** The tests of a row: `` `file`: name `` each, with semicolons between. */
function testsOf(cells: readonly string[]): readonly NamedTest[] {
  const text = (cells[3] ?? '').replace(/ \|$/, '');
  return [...text.matchAll(/`(test\/[^`]+)`: (.+?)(?=; `test\/|$)/g)].map(([, file = '', name = '']) => ({
    file,
    name,
  }));
}

/** Whether a file has a test, or a row of a table of tests, of this name. */
function isThere({ file, name }: NamedTest): boolean {
  if (!existsSync(join(root, file))) return false;
  const text = readFileSync(join(root, file), 'utf8');
  return ["'", '"', '`'].some((quote) => text.includes(`${quote}${name}${quote}`));
}
