import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Words of a private dialect; plain English has a better one for each. */
const forbidden = new RegExp(
  [
    String.raw`\b(?:tells?|told|untold|bears?|mend(?:s|ed)?|anew|beside)\b`,
    String.raw`\bhave parted\b|\bcome apart\b|\bat whatever remove\b|\bkept true\b|\bso many\b`,
    String.raw`(?<!\bthere )\bis no\b(?! longer\b)`,
  ].join('|'),
  'gi',
);

/** Text by third parties, which is quoted unchanged, with the reason. */
const quoted: ReadonlyMap<string, string> = new Map([
  ['docs/json-schema-suite.md', 'the names of test cases are those of the official suite'],
  ['src/json-schema/read/meta-schemas/', 'the meta-schemas are those of json-schema.org'],
]);

function isQuoted(path: string): boolean {
  return [...quoted.keys()].some((start) => path.startsWith(start));
}

interface Text {
  readonly place: string;
  readonly text: string;
}

function filesIn(folder: string, end: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(end))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .filter((path) => !path.includes('node_modules/'))
    .sort();
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function linesOf(path: string): readonly Text[] {
  return read(path)
    .split('\n')
    .map((text, index) => ({ place: `${path}:${index + 1}`, text }));
}

/** The string and template literals of a source file, and its comments. */
function textsOf(path: string): readonly Text[] {
  const source = read(path);
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const texts: Text[] = [];
  const add = (start: number, text: string): void => {
    texts.push({ place: `${path}:${file.getLineAndCharacterOfPosition(start).line + 1}`, text });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      add(node.getStart(file), node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  for (const { pos, end } of commentsOf(file)) add(pos, source.slice(pos, end));
  return texts;
}

function commentsOf(file: ts.SourceFile): readonly ts.CommentRange[] {
  const found = new Map<number, ts.CommentRange>();
  const visit = (node: ts.Node): void => {
    for (const range of ts.getLeadingCommentRanges(file.text, node.pos) ?? []) found.set(range.pos, range);
    for (const range of ts.getTrailingCommentRanges(file.text, node.end) ?? []) found.set(range.pos, range);
    node.getChildren(file).forEach(visit);
  };
  visit(file);
  return [...found.values()];
}

function offences(texts: readonly Text[]): readonly string[] {
  return texts.flatMap(({ place, text }) =>
    [...text.replaceAll(/\s+(?:\*\s+)?/g, ' ').matchAll(forbidden)].map(
      ({ 0: word, index }) => `${place}: "${word}" in "${text.slice(Math.max(index - 30, 0), index + 50)}"`,
    ),
  );
}

test('messages, help and comments of the sources use plain words', () => {
  const sources = filesIn('src', '.ts').filter((path) => !isQuoted(path));
  expect(offences(sources.flatMap(textsOf))).toEqual([]);
});

test('templates use them', () => {
  expect(offences(filesIn('templates', '.hbs').flatMap(linesOf))).toEqual([]);
});

test('README, changelog and docs use them', () => {
  const pages = ['README.md', 'CHANGELOG.md', 'generated-example/README.md', ...filesIn('schemas', '.md')];
  const own = [...pages, ...filesIn('docs', '.md')].filter((path) => !isQuoted(path));
  expect(offences(own.flatMap(linesOf))).toEqual([]);
});
