import type * as Fs from 'node:fs';
import { sep } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { check } from '../../src/commands/check.js';
import type { generate } from '../../src/commands/generate.js';
import { record, writeProject } from '../pipeline/temp-project.js';

/** Calls for paths of a project: how often a file is read, and how often a path is looked at. */
const calls = { root: '', reads: new Map<string, number>(), looks: 0, planted: /$^/ };

let commands: { readonly check: typeof check; readonly generate: typeof generate };

/** `node:fs` that counts. */
async function countingFs(original: () => Promise<typeof Fs>): Promise<object> {
  const fs = await original();
  const isInProject = (path: unknown): path is string => calls.root !== '' && String(path).startsWith(calls.root);
  const looking =
    <Args extends readonly unknown[], Result>(look: (...args: Args) => Result) =>
    (...args: Args): Result => {
      if (isInProject(args[0])) calls.looks++;
      return look(...args);
    };
  const counted = {
    readFileSync: (...args: Parameters<typeof fs.readFileSync>) => {
      const [path] = args;
      if (isInProject(path)) calls.reads.set(path, (calls.reads.get(path) ?? 0) + (calls.planted.test(path) ? 2 : 1));
      return fs.readFileSync(...args);
    },
    existsSync: looking(fs.existsSync),
    lstatSync: looking(fs.lstatSync),
    readdirSync: looking(fs.readdirSync),
    realpathSync: Object.assign(looking(fs.realpathSync), { native: looking(fs.realpathSync.native) }),
    statSync: looking(fs.statSync),
  };
  return { ...fs, ...counted, default: { ...fs, ...counted } };
}

interface Counts {
  readonly reads: number;
  readonly looks: number;
  /** Files that were read more than once. */
  readonly again: readonly string[];
}

/** What `check` opens and looks at in an unchanged project with so many topics. */
async function countsFor(topics: number): Promise<Counts> {
  const names = Array.from({ length: topics }, (_, index) => `topic-${index}`);
  const root = writeProject({
    config: {
      topics: Object.fromEntries(
        names.map((name, index) => [name, { value: `schemas/${name}.${index % 2 === 0 ? 'avsc' : 'json'}` }]),
      ),
    },
    schemas: Object.fromEntries(
      names.map((name, index) =>
        index % 2 === 0
          ? [`schemas/${name}.avsc`, record('Order', [['id', 'string']])]
          : [`schemas/${name}.json`, { title: 'Order', type: 'object', properties: { id: { type: 'string' } } }],
      ),
    ),
  });
  await commands.generate({ cwd: root });
  // Once to load what is loaded lazily.
  await commands.check({ cwd: root });
  Object.assign(calls, { root: root + sep, reads: new Map(), looks: 0 });
  const { changes, diagnostics } = await commands.check({ cwd: root });
  const { reads, looks } = calls;
  calls.root = '';
  expect(changes.filter(({ kind }) => kind !== 'unchanged')).toEqual([]);
  expect(diagnostics).toEqual([]);
  return {
    reads: [...reads.values()].reduce((sum, count) => sum + count, 0),
    looks,
    again: [...reads].filter(([, count]) => count > 1).map(([path]) => path.slice(root.length + 1)),
  };
}

let few: Counts;
let many: Counts;

beforeAll(async () => {
  // Files of a worker share the sources: the ones that count are loaded for this file alone.
  vi.doMock('node:fs', countingFs);
  vi.resetModules();
  const [{ check }, { generate }] = [
    await import('../../src/commands/check.js'),
    await import('../../src/commands/generate.js'),
  ];
  commands = { check, generate };
  few = await countsFor(4);
  many = await countsFor(12);
}, 120_000);

afterAll(() => {
  vi.doUnmock('node:fs');
  vi.resetModules();
});

/**
 * What grew by more than a third over what is recorded for each topic (8 files read: the schema, the generated ones, the team's; 2 paths
 * looked at) and for the project with its runtime (104 files).
 */
function grown(one: Counts, other: Counts): readonly string[] {
  const reads = (other.reads - one.reads) / 8;
  const looks = (other.looks - one.looks) / 8;
  const measured = { 'reads a topic': [reads, 8], 'looks a topic': [looks, 2], reads: [one.reads - 4 * reads, 104] };
  return Object.entries(measured).flatMap(([name, [count = 0, recorded = 0]]) =>
    count > recorded * 1.3 ? [`${name}: ${count}, ${recorded} recorded`] : [],
  );
}

test('a check of an unchanged project reads no file twice', () => {
  expect(many.reads).toBeGreaterThan(100);
  expect(many.again).toEqual([]);
});

test('what it reads and looks at grows with the topics by a fixed number for each', () => {
  expect(grown(few, many)).toEqual([]);
});

test('a change that reads three files of each topic once more is noticed', async () => {
  calls.planted = /(?:decoder|fixture|types)\.ts$/;
  const planted = [await countsFor(4), await countsFor(12)] as const;
  calls.planted = /$^/;
  expect(grown(...planted)).toEqual([expect.stringMatching(/^reads a topic: 11/)]);
});
