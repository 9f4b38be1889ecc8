import { expect, test } from 'vitest';
import { comparePlan } from '../../src/plan/compare-plan.js';
import type { OutputPlan } from '../../src/plan/output-file.js';
import { writeChanges } from '../../src/plan/write-changes.js';
import { memoryFileSystem, systemError, type MemoryFileSystem } from './memory-file-system.js';
import { contentsOf, planOf, thisProcess, toolFile, topicFiles } from './sample-plan.js';

function run(plan: OutputPlan, fileSystem: MemoryFileSystem) {
  return writeChanges(comparePlan(plan, fileSystem), fileSystem, thisProcess);
}

function filesOf({ files }: MemoryFileSystem): Readonly<Record<string, string>> {
  return Object.fromEntries(files);
}

test('writes what is missing and changed, and does nothing the second time', () => {
  const fileSystem = memoryFileSystem({ files: contentsOf(planOf(...topicFiles('a', 'old'))) });
  const plan = planOf(...topicFiles('a'), ...topicFiles('b'));
  expect(run(plan, fileSystem)).toEqual([]);
  expect(filesOf(fileSystem)).toEqual({
    ...contentsOf(plan),
    'out/a/handler.ts': contentsOf(planOf(...topicFiles('a', 'old')))['out/a/handler.ts'],
  });
  const before = fileSystem.changes();
  expect(run(plan, fileSystem)).toEqual([]);
  expect(fileSystem.changes()).toBe(before);
});

test('every new text is on the disk before the first file is replaced, and deletion comes last', () => {
  const calls: string[] = [];
  const fileSystem = memoryFileSystem({
    files: contentsOf(planOf(...topicFiles('gone'), toolFile('out/a/types.ts', 'old\n'))),
    beforeChange: (_, call) => calls.push(call),
  });
  run(planOf(...topicFiles('a')), fileSystem);
  expect(calls).toEqual([
    'makeFolder out/a',
    'writeNew out/a/.consumer.ts.gen-msk-7-1.tmp',
    'writeNew out/a/.types.ts.gen-msk-7-2.tmp',
    'writeNew out/a/.event.json.gen-msk-7-3.tmp',
    'writeNew out/a/.handler.test.ts.gen-msk-7-4.tmp',
    'writeNew out/a/.handler.ts.gen-msk-7-5.tmp',
    'removeFile out/gone/event.json',
    'rename out/a/.consumer.ts.gen-msk-7-1.tmp out/a/consumer.ts',
    'rename out/a/.types.ts.gen-msk-7-2.tmp out/a/types.ts',
    'rename out/a/.event.json.gen-msk-7-3.tmp out/a/event.json',
    'linkNew out/a/.handler.test.ts.gen-msk-7-4.tmp out/a/handler.test.ts',
    'removeFile out/a/.handler.test.ts.gen-msk-7-4.tmp',
    'linkNew out/a/.handler.ts.gen-msk-7-5.tmp out/a/handler.ts',
    'removeFile out/a/.handler.ts.gen-msk-7-5.tmp',
    'removeFile out/gone/consumer.ts',
    'removeFile out/gone/types.ts',
    'removeFolder out/gone',
  ]);
  expect([...fileSystem.files.keys()].filter((path) => path.includes('gone'))).toEqual([
    'out/gone/handler.ts',
    'out/gone/handler.test.ts',
  ]);
});

test('folders left empty by deletion go, up to the output folder', () => {
  const fileSystem = memoryFileSystem({ files: contentsOf(planOf(toolFile('out/deep/er/types.ts', 'x\n'))) });
  run(planOf(), fileSystem);
  expect([...fileSystem.folders].sort()).toEqual(['.', 'out']);
});

test('a handler that appears while the run is on its way stays as it is', () => {
  const fileSystem = memoryFileSystem({
    beforeChange: (_, call) => {
      if (call.startsWith('linkNew') && call.endsWith('/handler.ts')) fileSystem.files.set('out/a/handler.ts', 'mine');
    },
  });
  const plan = planOf(...topicFiles('a'));
  expect(run(plan, fileSystem)).toEqual([]);
  expect(filesOf(fileSystem)).toEqual({ ...contentsOf(plan), 'out/a/handler.ts': 'mine' });
});

test('files that are foreign, formatted, edited and stale, or orphaned are let be', () => {
  const files = {
    'out/a/types.ts': 'mine',
    'out/a/consumer.ts': (contentsOf(planOf(...topicFiles('a')))['out/a/consumer.ts'] ?? '').replace(';', ''),
    'out/gone/types.ts': `${toolFile('', 'x\n').content}// mine`,
    'out/gone/handler.ts': `import './types.js';`,
  };
  const fileSystem = memoryFileSystem({ files });
  run(planOf(...topicFiles('a').slice(0, 2)), fileSystem);
  expect(filesOf(fileSystem)).toEqual(files);
});

test('temporary files of killed runs are removed, those of a run that is still going are not', () => {
  const fileSystem = memoryFileSystem({
    files: { 'out/b/.types.ts.gen-msk-99-1.tmp': '', 'out/.x.gen-msk-7-1.tmp': '', 'out/.x.gen-msk-8-1.tmp': '' },
    folders: ['out/c/d'],
  });
  run(planOf(), fileSystem);
  expect([...fileSystem.files.keys()]).toEqual(['out/.x.gen-msk-8-1.tmp']);
  expect([...fileSystem.folders].sort()).toEqual(['.', 'out']);
});

test.each([
  ['ENOSPC', 'no space is left on the disk (ENOSPC)'],
  ['EACCES', 'permission is missing (EACCES)'],
  ['EROFS', 'the file system is read-only (EROFS)'],
  ['EIO', 'EIO'],
])('when the disk says %s while new texts are written, all is as it was', (code, message) => {
  const files = contentsOf(planOf(...topicFiles('a', 'old'), ...topicFiles('gone')));
  const fileSystem = memoryFileSystem({
    files,
    beforeChange: (_, call) => {
      if (call.startsWith('writeNew out/new/.event')) throw systemError(code);
    },
  });
  const folders = new Set(fileSystem.folders);
  expect(run(planOf(...topicFiles('a'), ...topicFiles('new')), fileSystem)).toEqual([
    { code: 'write-failed', severity: 'error', message, location: { file: 'out/new/event.json' } },
  ]);
  expect(filesOf(fileSystem)).toEqual(files);
  expect(fileSystem.folders).toEqual(folders);
});

test('a folder that another run removes, as it finds it empty, is made anew', () => {
  let removals = 0;
  const fileSystem = memoryFileSystem({
    beforeChange: (_, call) => {
      if (call.startsWith('writeNew out/a/.consumer') && removals++ < 3) fileSystem.folders.delete('out/a');
    },
  });
  const plan = planOf(...topicFiles('a'));
  expect(run(plan, fileSystem)).toEqual([]);
  expect([removals, filesOf(fileSystem)]).toEqual([4, contentsOf(plan)]);
});

test('a folder that goes again and again is told of in the end', () => {
  const fileSystem = memoryFileSystem({
    beforeChange: (_, call) => {
      if (call.startsWith('writeNew')) fileSystem.folders.delete('out/a');
    },
  });
  expect(run(planOf(...topicFiles('a')), fileSystem)).toEqual([
    { code: 'write-failed', severity: 'error', message: 'ENOENT', location: { file: 'out/a/consumer.ts' } },
  ]);
});

test('an error that is not the disk’s is a bug, and is thrown', () => {
  const fileSystem = memoryFileSystem({
    beforeChange: () => {
      throw new TypeError('bug');
    },
  });
  expect(() => run(planOf(...topicFiles('a')), fileSystem)).toThrow('bug');
});
