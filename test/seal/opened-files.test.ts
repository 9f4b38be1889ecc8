import type * as Fs from 'node:fs';
import { sep } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { check } from '../../src/commands/check.js';
import { generate } from '../../src/commands/generate.js';
import { record, writeProject } from '../pipeline/temp-project.js';

/** Calls for paths of a project: how often a file is read, and how often a path is looked at. */
const calls = vi.hoisted(() => ({ root: '', reads: new Map<string, number>(), looks: 0 }));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof Fs>();
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
      if (isInProject(path)) calls.reads.set(path, (calls.reads.get(path) ?? 0) + 1);
      return fs.readFileSync(...args);
    },
    existsSync: looking(fs.existsSync),
    lstatSync: looking(fs.lstatSync),
    readdirSync: looking(fs.readdirSync),
    realpathSync: Object.assign(looking(fs.realpathSync), { native: looking(fs.realpathSync.native) }),
    statSync: looking(fs.statSync),
  };
  return { ...fs, ...counted, default: { ...fs, ...counted } };
});

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
  await generate({ cwd: root });
  // Once to load what is loaded lazily.
  await check({ cwd: root });
  Object.assign(calls, { root: root + sep, reads: new Map(), looks: 0 });
  const { changes, diagnostics } = await check({ cwd: root });
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
  few = await countsFor(4);
  many = await countsFor(12);
}, 120_000);

test('a check of an unchanged project reads no file twice', () => {
  expect(many.again).toEqual([]);
});

// Recorded: 9 files read and 3 paths looked at for each topic (schema, generated files, the team's), 112 files of the
// runtime and the project. A third more is red.
test('what it reads and looks at grows with the topics by a fixed number for each', () => {
  const reads = (many.reads - few.reads) / 8;
  const looks = (many.looks - few.looks) / 8;

  expect(reads).toBeLessThan(11);
  expect(looks).toBeLessThan(4);
  expect(few.reads - 4 * reads).toBeLessThan(140);
});
