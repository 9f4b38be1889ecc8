import { marked, type Token, type Tokens } from 'marked';
import { expect, test } from 'vitest';
import { markdownReport } from '../../../src/cli/report/markdown-report.js';
import { attacked, drifted, inSync, lost, reportOf } from './sample-reports.js';

/** Every token of a text, those within others too. */
function tokensOf(text: string): readonly Token[] {
  const found: Token[] = [];
  void marked.walkTokens(marked.lexer(text), (token) => {
    found.push(token);
  });
  return found;
}

function isCode(token: Token): token is Tokens.Code {
  return token.type === 'code';
}

function rawHtmlIn(text: string): readonly string[] {
  return tokensOf(text).flatMap((token) => (token.type === 'html' ? [token.raw.trim()] : []));
}

test.each([
  ['in-sync', inSync],
  ['drifted', drifted],
  ['attacked', attacked],
  ['lost', lost],
])('%s: the comment', async (name, report) => {
  await expect(markdownReport(report)).toMatchFileSnapshot(`golden/${name}.md`);
});

test('hostile names, messages and diffs are text: no link, image, mention, element or block of their own', () => {
  const text = markdownReport(attacked);
  const types = new Set(tokensOf(text).map(({ type }) => type));
  expect([...types].sort()).toEqual([
    'code',
    'codespan',
    'heading',
    'html',
    'list',
    'list_item',
    'paragraph',
    'space',
    'table',
    'text',
  ]);
  const tags = rawHtmlIn(text).flatMap((html) => html.match(/<[^>]*>/g) ?? []);
  expect([...new Set(tags)].sort()).toEqual([
    expect.stringMatching(/^<!-- gen-msk-consumer check [\w.%!'()*~]+ -->$/) as string,
    '</code>',
    '</details>',
    '</summary>',
    '<br>',
    '<code>',
    '<details>',
    '<summary>',
  ]);
  expect(text.replaceAll(/````+diff\n[^]*?\n````+\n/g, '')).not.toMatch(/[@#]octocat|(?<!&)#1|\u001B|\u202E/);
});

test('a table has the cells that it should, whatever is in them', () => {
  const tables = tokensOf(markdownReport(attacked)).flatMap((token) =>
    token.type === 'table' ? [token.rows as unknown[][]] : [],
  );
  expect(tables.map((rows) => rows.map((cells) => cells.length))).toEqual([[2], [3, 3]]);
});

test('a diff is shown whole within its fence', () => {
  const [diff] = tokensOf(markdownReport(attacked)).flatMap((token) => (isCode(token) ? [token] : []));
  expect(diff).toMatchObject({ lang: 'diff' });
  expect(diff?.text.split('\n').slice(-3)).toEqual(['-````', '-</details>', '+const x = 1;']);
});

test('a comment is never longer than GitHub takes, and says what it leaves out', () => {
  const lines = Array.from({ length: 120 }, (_, index) => `line ${index} of a file\n`).join('');
  const changes = Array.from({ length: 400 }, (_, index) => ({
    kind: 'changed' as const,
    path: `gen/topic-${index}/${'a'.repeat(100)}/types.ts`,
    actual: lines,
    expected: { path: 'gen/a.ts', owner: 'tool' as const, content: 'other\n' },
  }));
  const text = markdownReport(reportOf(changes));
  expect(text.length).toBeLessThanOrEqual(65_000);
  expect(text.length).toBeGreaterThan(50_000);
  expect(text).toMatch(/\n… and \d+ more\.\n/);
  expect(text).toMatch(/\nThe diffs of \d+ files were omitted: the comment is at its size limit\.\n$/);
  expect(tokensOf(text).filter(({ type }) => type === 'table')).toHaveLength(1);
});
