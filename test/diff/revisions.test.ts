import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { diff, type DiffOptions } from '../../src/commands/diff.js';
import { filesIn, temporaryProject } from '../cli/temporary-project.js';
import { avroRecord, configOf, gitProject, inRepository } from './git-project.js';
import { told } from './told.js';

const order = avroRecord('Order', { id: 'string', total: 'int' });
const wider = avroRecord('Order', { id: 'string', total: 'long' });
const config = 'gen-msk-consumer.config.json';
const oneTopic = { [config]: configOf({ orders: { value: 'schemas/order.avsc' } }), 'schemas/order.avsc': order };

/** What a wider total comes to: new records cannot be read by what is deployed. */
const widened = [
  'orders: changed',
  '  value schemas/order.avsc -> schemas/order.avsc: breaks',
  '    total type int -> long: breaks',
];

function compare(cwd: string, range?: string, options: DiffOptions = {}) {
  const question = range === undefined ? {} : { compare: { kind: 'revisions', range } as const };
  return diff({ cwd, ...question, ...options });
}

test('nothing has changed since the last commit', async () => {
  const { root } = gitProject(oneTopic);
  const result = await compare(root);
  expect(told(result)).toEqual(['HEAD -> the working tree', 'orders: unchanged']);
  expect([result.effect, result.root]).toEqual(['safe', root]);
});

test('uncommitted changes, staged or not', async () => {
  const { root, write, git } = gitProject(oneTopic);
  write({ 'schemas/order.avsc': wider });
  expect(told(await compare(root))).toEqual(['HEAD -> the working tree', ...widened]);
  git('add', '--all');
  expect(told(await compare(root))).toEqual(['HEAD -> the working tree', ...widened]);
});

test('one revision against the working tree, by branch, tag, id and way', async () => {
  const { root, commit, git } = gitProject(oneTopic);
  git('tag', '--annotate', 'v1', '--message', 'one');
  git('switch', '--quiet', '--create', 'feature/wider');
  commit({ 'schemas/order.avsc': wider });
  for (const revision of [
    'main',
    'v1',
    git('rev-parse', 'main'),
    git('rev-parse', '--short', 'main'),
    'HEAD~1',
    'HEAD^',
  ]) {
    expect(told(await compare(root, revision))).toEqual([`${revision} -> the working tree`, ...widened]);
  }
  expect(told(await compare(root, 'feature/wider'))).toEqual([
    'feature/wider -> the working tree',
    'orders: unchanged',
  ]);
});

test('two revisions, whatever the working tree holds; an end left out is HEAD', async () => {
  const { root, commit, write, git } = gitProject(oneTopic);
  git('tag', 'v1');
  commit({ 'schemas/order.avsc': wider });
  git('tag', 'v2');
  write({ 'schemas/order.avsc': 'no schema', [config]: '{' });
  expect(told(await compare(root, 'v1..v2'))).toEqual(['v1 -> v2', ...widened]);
  expect(told(await compare(root, 'v1..'))).toEqual(['v1 -> HEAD', ...widened]);
  expect(told(await compare(root, '..v1'))).toEqual([
    'HEAD -> v1',
    'orders: changed',
    '  value schemas/order.avsc -> schemas/order.avsc: breaks',
    '    total type long -> int: breaks',
  ]);
});

test('a config that changed: topics that come and go, and settings', async () => {
  const { root, write } = gitProject({
    ...oneTopic,
    [config]: configOf({
      orders: { value: 'schemas/order.avsc' },
      old: { value: 'string' },
      amounts: { value: 'schemas/amount.avsc' },
    }),
    'schemas/amount.avsc': avroRecord('Amount', { cents: 'long' }),
  });
  write({
    [config]: configOf({
      orders: { value: 'schemas/order.avsc', key: 'string' },
      amounts: { value: 'schemas/amount.avsc', long: 'number' },
      young: { value: 'none' },
    }),
  });
  expect(told(await compare(root))).toEqual([
    'HEAD -> the working tree',
    'amounts: changed',
    '  value schemas/amount.avsc -> schemas/amount.avsc: types',
    '    cents type long as bigint -> long as number: types',
    'old: removed',
    'orders: changed',
    '  key none -> none: breaks',
    '     type raw bytes -> UTF-8 text: breaks',
    'young: added',
  ]);
});

test('topics are chosen among those of both states', async () => {
  const { root, write } = gitProject({
    ...oneTopic,
    [config]: configOf({ old: { value: 'string' }, orders: { value: 'string' } }),
  });
  write({ [config]: configOf({ young: { value: 'string' }, orders: { value: 'string' } }) });
  expect(told(await compare(root, 'HEAD', { topics: ['o*d'] }))).toEqual(['HEAD -> the working tree', 'old: removed']);
  expect(told(await compare(root, 'HEAD', { topics: ['young'] }))).toEqual([
    'HEAD -> the working tree',
    'young: added',
  ]);
  expect(told(await compare(root, 'HEAD', { topics: ['nope', 'old'] }))).toEqual([
    'HEAD -> the working tree',
    'error topic-not-found: no topic in the config matches "nope"',
  ]);
});

test('topics that are not chosen need not be readable', async () => {
  const { root } = gitProject({
    ...oneTopic,
    [config]: configOf({ orders: { value: 'schemas/order.avsc' }, broken: { value: 'schemas/broken.avsc' } }),
    'schemas/broken.avsc': '{',
  });
  expect(told(await compare(root, 'HEAD', { topics: ['orders'] }))).toEqual([
    'HEAD -> the working tree',
    'orders: unchanged',
  ]);
  expect(told(await compare(root))).toEqual([
    'HEAD -> the working tree',
    'error schema-syntax: at HEAD: not JSON: close brace expected',
  ]);
});

test('a config in package.json', async () => {
  const inPackage = (value: string): string =>
    JSON.stringify({
      name: 'shop',
      'gen-msk-consumer': { output: 'gen', defaults: { framing: 'confluent' }, topics: { orders: { value } } },
    });
  const { root, write } = gitProject({ 'package.json': inPackage('a.avsc'), 'a.avsc': order, 'b.avsc': wider });
  write({ 'package.json': inPackage('b.avsc') });
  expect(told(await compare(root))).toEqual([
    'HEAD -> the working tree',
    'orders: changed',
    '  value a.avsc -> b.avsc: breaks',
    '    total type int -> long: breaks',
  ]);
});

test('a config that had another name, and one that is named by the caller', async () => {
  const { root, write } = gitProject({ ...oneTopic, 'other.json': oneTopic[config] });
  write({
    [config]: null,
    'package.json': JSON.stringify({ 'gen-msk-consumer': JSON.parse(oneTopic[config]) as unknown }),
  });
  expect(told(await compare(root))).toEqual(['HEAD -> the working tree', 'orders: unchanged']);
  expect(told(await compare(root, 'HEAD', { config: 'other.json' }))).toEqual([
    'HEAD -> the working tree',
    'orders: unchanged',
  ]);
  write({ 'third.json': oneTopic[config] });
  expect(told(await compare(root, 'HEAD', { config: 'third.json' }))).toEqual([
    'HEAD -> the working tree',
    'orders: added',
    'note config-missing-at-revision: HEAD has no config, so every topic is new',
  ]);
});

test('there was no config yet', async () => {
  const { root, write, commit } = gitProject({ 'README.md': 'a project\n' });
  write(oneTopic);
  const expected = ['orders: added', 'note config-missing-at-revision: HEAD has no config, so every topic is new'];
  expect(told(await compare(root))).toEqual(['HEAD -> the working tree', ...expected]);
  commit({});
  expect(told(await compare(root, 'HEAD~1..HEAD'))).toEqual([
    'HEAD~1 -> HEAD',
    'orders: added',
    'note config-missing-at-revision: HEAD~1 has no config, so every topic is new',
  ]);
});

test('a service in a folder of a monorepo, called from below it', async () => {
  const service = (name: string, files: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`services/${name}/${path}`, text]));
  const { root, write } = gitProject({
    ...service('shop', oneTopic),
    ...service('pay', { [config]: '{ "topics": 1 }', 'schemas/order.avsc': 'broken' }),
    [config]: '{',
  });
  write(service('shop', { 'schemas/order.avsc': wider }));
  const result = await compare(join(root, 'services/shop/schemas'));
  expect(told(result)).toEqual(['HEAD -> the working tree', ...widened]);
  expect(result.root).toBe(join(root, 'services/shop'));
});

test('the folder of the config did not exist then', async () => {
  const { root, write } = gitProject({ 'README.md': '' });
  write(Object.fromEntries(Object.entries(oneTopic).map(([path, text]) => [`new/${path}`, text])));
  expect(told(await compare(join(root, 'new')))).toEqual([
    'HEAD -> the working tree',
    'orders: added',
    'note config-missing-at-revision: HEAD has no config, so every topic is new',
  ]);
});

test('a linked working tree of a repository', async () => {
  const { git, root } = gitProject(oneTopic);
  const linked = join(temporaryProject(), 'linked');
  git('worktree', 'add', '--quiet', '--detach', linked);
  inRepository(linked).write({ 'schemas/order.avsc': wider });
  expect(told(await compare(linked))).toEqual(['HEAD -> the working tree', ...widened]);
  expect(told(await compare(root))).toEqual(['HEAD -> the working tree', 'orders: unchanged']);
});

test('a schema file that was renamed', async () => {
  const { root, write } = gitProject(oneTopic);
  write({
    'schemas/order.avsc': null,
    'schemas/v1/order.avsc': order,
    [config]: configOf({ orders: { value: 'schemas/v1/order.avsc' } }),
  });
  expect(told(await compare(root))).toEqual([
    'HEAD -> the working tree',
    'orders: changed',
    '  value schemas/order.avsc -> schemas/v1/order.avsc: safe',
  ]);
});

test('schema files with odd names', async () => {
  const names = [
    '-x.avsc',
    'a b.avsc',
    'ä€😀.avsc',
    `$(touch x) 'y' "z".avsc`,
    '.hidden/[a]*?.avsc',
    'HEAD:x^{tree}.avsc',
    '%41.avsc',
  ];
  const topics = Object.fromEntries(names.map((name, index) => [`t${index}`, { value: `schemas/${name}` }]));
  const files = (text: string) => Object.fromEntries(names.map((name) => [`schemas/${name}`, text]));
  const { root, write } = gitProject({ [config]: configOf(topics), ...files(order) });
  write(files(wider));
  expect(told(await compare(root))).toEqual([
    'HEAD -> the working tree',
    ...names.flatMap((name, index) => [
      `t${index}: changed`,
      `  value schemas/${name} -> schemas/${name}: breaks`,
      '    total type int -> long: breaks',
    ]),
  ]);
});

test('line endings that git changes are no change', async () => {
  const { root, git } = gitProject({ ...oneTopic, '.gitattributes': '* text eol=crlf\n' });
  git('rm', '--quiet', '-r', '--cached', '.');
  git('reset', '--quiet', '--hard');
  expect(readFileSync(join(root, 'schemas/order.avsc'), 'utf8')).toContain('\r\n');
  expect(told(await compare(root))).toEqual(['HEAD -> the working tree', 'orders: unchanged']);
});

test('included files and files that JSON Schemas refer to are those of the revision', async () => {
  const address = (fields: object): string => avroRecord('Address', { city: 'string', ...fields });
  const house = (type: string): string => JSON.stringify({ definitions: { house: { type } } });
  const { root, write } = gitProject({
    [config]: configOf({
      orders: { value: { versions: { 1: 'orders.avsc' }, include: ['./types/**/*.avsc'] } },
      parcels: { value: { file: 'parcels.json', framing: 'none' } },
    }),
    'orders.avsc': avroRecord('Order', { to: 'Address' }),
    'types/deep/address.avsc': address({}),
    'parcels.json': JSON.stringify({
      type: 'object',
      properties: { house: { $ref: 'common/parts.schema#/definitions/house' } },
    }),
    'common/parts.schema': house('string'),
  });
  write({
    'types/deep/address.avsc': address({ zip: { type: 'string', default: '' } }),
    'common/parts.schema': house('integer'),
  });
  expect(told(await compare(root))).toEqual([
    'HEAD -> the working tree',
    'orders: changed',
    '  value 1 (orders.avsc) -> 1 (orders.avsc): types',
    '    to.zip added  -> string: types',
    'parcels: changed',
    '  value parcels.json -> parcels.json: breaks',
    '    house type string -> integer: breaks',
  ]);
});

test('schema files behind links, as far as they stay in the project', async () => {
  const { root, commit, write } = gitProject(oneTopic);
  symlinkSync('schemas', join(root, 'linked'));
  symlinkSync('../linked/order.avsc', join(root, 'schemas/latest.avsc'));
  symlinkSync('round.avsc', join(root, 'schemas/round.avsc'));
  commit({ [config]: configOf({ orders: { value: 'linked/latest.avsc' } }) });
  write({ 'schemas/order.avsc': wider });
  expect(told(await compare(root))).toEqual([
    'HEAD -> the working tree',
    'orders: changed',
    '  value linked/latest.avsc -> linked/latest.avsc: breaks',
    '    total type int -> long: breaks',
  ]);
  const outside = temporaryProject({ 'order.avsc': order });
  symlinkSync(join(outside, 'order.avsc'), join(root, 'schemas/outside.avsc'));
  commit({ [config]: configOf({ orders: { value: 'schemas/outside.avsc' }, round: { value: 'schemas/round.avsc' } }) });
  expect(told(await compare(root, 'HEAD~1..HEAD'))).toEqual([
    'HEAD~1 -> HEAD',
    'error schema-not-found: at HEAD: the schema file schemas/outside.avsc does not exist',
    'error schema-not-found: at HEAD: the schema file schemas/round.avsc does not exist',
  ]);
});

test('neither index nor working tree nor repository are touched', async () => {
  const { root, write, git } = gitProject({ ...oneTopic, 'other.txt': 'one\n' });
  write({ 'schemas/order.avsc': wider, 'other.txt': 'two\n', 'new.txt': 'new\n' });
  git('add', 'other.txt');
  git('add', '--intent-to-add', 'new.txt');
  write({ 'other.txt': 'three\n' });
  const index = readFileSync(join(root, '.git/index'));
  const files = filesIn(root);
  const entries = readdirSync(join(root, '.git'), { recursive: true }).sort();
  expect(told(await compare(root))).toEqual(['HEAD -> the working tree', ...widened]);
  expect(readFileSync(join(root, '.git/index')).equals(index)).toBe(true);
  expect(filesIn(root)).toEqual(files);
  expect(readdirSync(join(root, '.git'), { recursive: true }).sort()).toEqual(entries);
});
