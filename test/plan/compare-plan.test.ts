import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { comparePlan } from '../../src/plan/compare-plan.js';
import { nodeFileSystem } from '../../src/plan/node-file-system.js';
import { temporaryProject } from '../cli/temporary-project.js';
import { memoryFileSystem, systemError } from './memory-file-system.js';
import type { OutputFile } from '../../src/plan/output-file.js';
import { contentsOf, planOf, toolFile, topicFiles } from './sample-plan.js';

const types = toolFile('out/a/types.ts', 'export type Value = [\n  "x",\n];\n');

/** Kind and path of each change, when `files` are on the disk. */
function compare(plan: Parameters<typeof comparePlan>[0], files: Readonly<Record<string, string>>): readonly string[] {
  return comparePlan(plan, memoryFileSystem({ files })).changes.map(({ kind, path }) => `${kind} ${path}`);
}

test('in an empty folder all is missing', () => {
  expect(compare(planOf(...topicFiles('a')), {})).toEqual([
    'missing out/a/consumer.ts',
    'missing out/a/event.json',
    'user-missing out/a/handler.test.ts',
    'user-missing out/a/handler.ts',
    'missing out/a/types.ts',
  ]);
});

test('what is as planned, or user-owned and there, is unchanged', () => {
  const plan = planOf(...topicFiles('a'));
  const files = { ...contentsOf(plan), 'out/a/handler.ts': 'anything', 'out/a/handler.test.ts': '' };
  expect(comparePlan(plan, memoryFileSystem({ files }))).toEqual({
    changes: Object.keys(files)
      .sort()
      .map((path) => ({ kind: 'unchanged', path })),
    folders: ['out'],
    leftovers: { files: [], folders: [] },
  });
});

test('an old file of ours is changed, one that was touched is edited', () => {
  const old = toolFile(types.path, 'export type Value = "old";\n').content;
  const edited = types.content.replace('"x"', '"y"');
  expect(compare(planOf(types), { [types.path]: old })).toEqual(['changed out/a/types.ts']);
  expect(compare(planOf(types), { [types.path]: edited })).toEqual(['edited out/a/types.ts']);
  expect(compare(planOf(types), { [types.path]: `${types.content}// mine\n` })).toEqual(['edited out/a/types.ts']);
  expect(compare(planOf(types), { [types.path]: types.content.replace(/hash: .*/, 'hash: none') })).toEqual([
    'edited out/a/types.ts',
  ]);
  expect(comparePlan(planOf(types), memoryFileSystem({ files: { [types.path]: old } })).changes).toEqual([
    { kind: 'changed', path: types.path, actual: old, expected: types },
  ]);
});

test('line endings, a byte order mark and formatting are told apart from drift', () => {
  const windows = `\uFEFF${types.content.replaceAll('\n', '\r\n')}`;
  expect(compare(planOf(types), { [types.path]: windows })).toEqual(['line-endings out/a/types.ts']);
  const formatted = types.content.replace('[\n  "x",\n];', "['x']");
  expect(compare(planOf(types), { [types.path]: formatted })).toEqual(['formatted out/a/types.ts']);
  const [, , event] = topicFiles('a');
  expect(
    compare(planOf(...(event === undefined ? [] : [event])), { 'out/a/event.json': '{"body":\r\n"one"}' }),
  ).toEqual(['formatted out/a/event.json']);
});

test('a file whose first line was edited is still ours while all below is as it was written', () => {
  const starts = ['', 'a', '\n', '// '].map((start) => `${start}${types.content.slice(1)}`);
  for (const text of [...starts, types.content.replace('\n', '')])
    expect([text, compare(planOf(types), { [types.path]: text })]).toEqual([text, ['edited out/a/types.ts']]);
  const without = types.content.slice(types.content.indexOf('\n') + 1);
  expect(compare(planOf(types), { [types.path]: without })).toEqual(['edited out/a/types.ts']);
  const edited = `a${types.content.slice(1)}// mine\n`;
  expect(compare(planOf(types), { [types.path]: edited })).toEqual(['foreign out/a/types.ts']);
});

test('a file without our header is foreign, unless it is empty', () => {
  expect(compare(planOf(types), { [types.path]: 'export {};\n' })).toEqual(['foreign out/a/types.ts']);
  expect(compare(planOf(types), { [types.path]: ' \n' })).toEqual(['changed out/a/types.ts']);
});

test('a folder where a file belongs is foreign, for a user-owned file too', () => {
  const plan = planOf(...topicFiles('a').filter(({ path }) => /handler\.ts|types/.test(path)));
  const files = { 'out/a/handler.ts/x': '', 'out/a/types.ts/x': '' };
  expect(compare(plan, files)).toEqual(['foreign out/a/handler.ts', 'foreign out/a/types.ts']);
});

test('an event.json that differs is ours when a seal has its hash, was edited when one has another, and is foreign elsewhere', () => {
  const plan = planOf(...topicFiles('a'));
  const old = contentsOf(planOf(...topicFiles('a', 'old')));
  const withEvent = (event: string, files: Readonly<Record<string, string>> = {}): string =>
    compare(plan, { ...files, 'out/a/event.json': event }).find((line) => line.endsWith('event.json')) ?? '';
  expect(withEvent('{}')).toBe('foreign out/a/event.json');
  expect(withEvent('{}', { 'out/a/types.ts': old['out/a/types.ts'] ?? '' })).toBe('foreign out/a/event.json');
  expect(withEvent('{"body":\n  "old"}', old)).toBe('changed out/a/event.json');
  for (const edited of ['{}', 'no JSON', '{ "body": "old", "more": 1 }'])
    expect([edited, withEvent(edited, old)]).toEqual([edited, 'edited out/a/event.json']);
  const damaged = { ...old, 'out/a/consumer.ts': (old['out/a/consumer.ts'] ?? '').replace(/Seal/, 'seal') };
  expect(withEvent('{}', damaged)).toBe('foreign out/a/event.json');
  const unsigned = { ...old, 'out/a/consumer.ts': (old['out/a/consumer.ts'] ?? '').slice(1) };
  expect(withEvent('{}', unsigned)).toBe('edited out/a/event.json');
});

test('lines above the header stay: a license, a directive, in files that change too', () => {
  const plan = planOf(types);
  const old = toolFile(types.path, 'export type Value = "old";\n').content;
  for (const above of ['// Copyright Acme\n', '/* eslint-disable */\n\n', '// a\n// b\n// c\n']) {
    expect(compare(plan, { [types.path]: `${above}${types.content}` })).toEqual(['unchanged out/a/types.ts']);
    expect(comparePlan(plan, memoryFileSystem({ files: { [types.path]: `${above}${old}` } })).changes).toEqual([
      {
        kind: 'changed',
        path: types.path,
        actual: `${above}${old}`,
        expected: { ...types, content: `${above}${types.content}` },
      },
    ]);
    expect(compare(planOf(), { [types.path]: `${above}${types.content}` })).toEqual(['stale out/a/types.ts']);
  }
  for (const code of ['console.log();\n', 'a', '/* not closed\n'])
    expect(compare(plan, { [types.path]: `${code}${types.content}` })).toEqual(['edited out/a/types.ts']);
});

test('a banner comes, changes and goes, and the other lines above the header stay where they are', () => {
  const body = 'export {};\n';
  const withBanner = (banner?: string) => toolFile(types.path, body, banner === undefined ? {} : { banner });
  const rewritten = (expected: OutputFile, text: string): string => {
    const [change] = comparePlan(planOf(expected), memoryFileSystem({ files: { [types.path]: text } })).changes;
    return change?.kind === 'changed' ? change.expected.content : (change?.kind ?? '');
  };
  const [none, one, two] = [withBanner(), withBanner('// One'), withBanner('/*\n * Two\n */\n// lines')];
  const between = (file: OutputFile): string =>
    `// before\n${file.content.replace('// Generated', '// behind\n// Generated')}`;
  expect(rewritten(one, none.content)).toBe(one.content);
  expect(rewritten(two, between(one))).toBe(between(two));
  expect(rewritten(one, between(two))).toBe(between(one));
  expect(rewritten(none, between(two))).toBe(between(none));
  expect(rewritten(two, between(two))).toBe('unchanged');
  expect(rewritten(two, between(two).replace('\n * Two', '\n\n* Two'))).toBe('unchanged');
  expect(rewritten(two, between(two).replace('// lines\n', ''))).toBe(
    `// before\n/*\n * Two\n */\n// behind\n${two.content}`,
  );
});

test('an event.json of a topic that has left is deleted only as it was generated, and reported where it is kept', () => {
  const gone = contentsOf(planOf(...topicFiles('gone')));
  const event = (text: string, files = gone): readonly string[] =>
    compare(planOf(...topicFiles('a')), { ...files, 'out/gone/event.json': text }).filter((line) =>
      line.endsWith('gone/event.json'),
    );
  const withoutSeal = Object.fromEntries(Object.entries(gone).filter(([path]) => !path.endsWith('consumer.ts')));
  const handler = { 'out/gone/handler.ts': gone['out/gone/handler.ts'] ?? '' };
  expect(event('{"body":"one"}')).toEqual(['stale out/gone/event.json']);
  expect(event('{"body":"mine"}')).toEqual(['stale-edited out/gone/event.json']);
  expect(event('{"body":"one"}', withoutSeal)).toEqual(['stale-edited out/gone/event.json']);
  expect(event('{"body":"mine"}', handler)).toEqual(['orphan out/gone/event.json']);
  expect(event('{"body":"mine"}', {})).toEqual([]);
});

test('a topic that has left takes its own files with it, edited ones and the handler excepted', () => {
  const gone = contentsOf(planOf(...topicFiles('gone')));
  const files = { ...gone, 'out/gone/consumer.ts': `${gone['out/gone/consumer.ts'] ?? ''}// mine\n` };
  expect(compare(planOf(...topicFiles('a')), files).filter((line) => line.includes('gone'))).toEqual([
    'stale-edited out/gone/consumer.ts',
    'stale out/gone/event.json',
    'orphan out/gone/handler.test.ts',
    'orphan out/gone/handler.ts',
    'stale out/gone/types.ts',
  ]);
});

test('a handler is still reported when all beside it is gone', () => {
  const files = { 'out/gone/handler.ts': `import { consumeGone } from "./consumer";\n` };
  expect(compare(planOf(...topicFiles('a')), files)).toContain('orphan out/gone/handler.ts');
});

test('the files of the team below the output folder are none of ours', () => {
  const files = {
    'out/lib/handler.ts': `import './other.js';\n`,
    'out/lib/event.json': '{}',
    'out/a/extra.ts': `import './consumer.js';\n`,
    'out/README.md': '// Generated by gen-msk-consumer',
    'out/node_modules/x/types.ts': types.content,
    'out/.cache/types.ts': types.content,
    'other/types.ts': types.content,
  };
  const plan = planOf(types);
  expect(compare(plan, { ...files, ...contentsOf(plan) })).toEqual(['unchanged out/a/types.ts']);
});

test('a file that one topic no longer has is stale beside those that it has', () => {
  const extra = toolFile('out/a/extra.ts', 'export {};\n');
  const plan = planOf(...topicFiles('a'));
  expect(compare(plan, contentsOf(planOf(...plan.files, extra)))).toContain('stale out/a/extra.ts');
});

test('with a partial plan nothing but its own files is looked at', () => {
  const plan = { ...planOf(...topicFiles('a')), partial: true };
  const files = { ...contentsOf(plan), ...contentsOf(planOf(...topicFiles('gone'))), 'out/.x.gen-msk-1-1.tmp': '' };
  const list = comparePlan(plan, memoryFileSystem({ files, folders: ['out/empty'] }));
  expect(list.changes.map(({ kind }) => kind)).toEqual(Array(5).fill('unchanged'));
  expect(list.leftovers).toEqual({ files: [], folders: [] });
});

test('what a killed run has left is listed: temporary files and empty folders', () => {
  const files = { 'out/a/.types.ts.gen-msk-12-3.tmp': '', 'out/.index.ts.gen-msk-12-4.tmp': '', 'out/a/.my.tmp': '' };
  const list = comparePlan(planOf(), memoryFileSystem({ files, folders: ['out/b/c', 'other'] }));
  expect(list.leftovers).toEqual({
    files: ['out/a/.types.ts.gen-msk-12-3.tmp', 'out/.index.ts.gen-msk-12-4.tmp'],
    folders: ['out/b/c'],
  });
});

test('an empty folder that files are planned for is none that a killed run has left: another run may be about to fill it', () => {
  const list = comparePlan(planOf(...topicFiles('a')), memoryFileSystem({ folders: ['out/a', 'out/b'] }));
  expect(list.leftovers.folders).toEqual(['out/b']);
});

test('a disk that refuses is reported for what it refuses; any other error is thrown', () => {
  const refusing = (code: string) => ({
    ...memoryFileSystem({ files: { [types.path]: types.content } }),
    read: () => {
      throw code === '' ? new Error('bug') : systemError(code);
    },
  });
  expect(comparePlan(planOf(types), refusing('EACCES')).changes).toEqual([
    { kind: 'unreadable', path: types.path, reason: 'permission is missing (EACCES)' },
  ]);
  expect(() => comparePlan(planOf(types), refusing(''))).toThrow('bug');
});

test('symbolic links: out of the root is refused, into the root is followed, to nowhere is in the way', () => {
  const outside = temporaryProject({ 'types.ts': types.content });
  const root = temporaryProject({ 'real/types.ts': types.content, 'real/handler.ts': '' });
  mkdirSync(join(root, 'out'));
  symlinkSync(outside, join(root, 'out/b'));
  symlinkSync(join(root, 'real'), join(root, 'out/c'));
  mkdirSync(join(root, 'out/d'));
  symlinkSync(join(outside, 'types.ts'), join(root, 'out/d/types.ts'));
  symlinkSync(join(root, 'nowhere'), join(root, 'out/d/handler.ts'));
  symlinkSync(join(root, 'real'), join(root, 'out/unplanned'));
  const files = ['b', 'c', 'd'].flatMap((topic) => [
    { ...types, path: `out/${topic}/types.ts` },
    ...topicFiles(topic).filter(({ path }) => path.endsWith('handler.ts')),
  ]);
  const { changes } = comparePlan(planOf(...files), nodeFileSystem(root));
  expect(changes.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'outside out/b/handler.ts',
    'outside out/b/types.ts',
    'unchanged out/c/handler.ts',
    'unchanged out/c/types.ts',
    'foreign out/d/handler.ts',
    'outside out/d/types.ts',
  ]);
});

test('where case does not count, a planned file under another spelling is not stale', () => {
  const memory = memoryFileSystem({ files: { 'out/A/types.ts': types.content, 'out/a/types.ts': types.content } });
  const insensitive = {
    ...memory,
    isSameFile: (left: string, right: string) => left.toLowerCase() === right.toLowerCase(),
  };
  const kinds = (fileSystem: typeof memory): readonly string[] =>
    comparePlan(planOf(types), fileSystem).changes.map(({ kind, path }) => `${kind} ${path}`);
  expect(kinds(insensitive)).toEqual(['unchanged out/a/types.ts']);
  expect(kinds(memory)).toEqual(['stale out/A/types.ts', 'unchanged out/a/types.ts']);
});
