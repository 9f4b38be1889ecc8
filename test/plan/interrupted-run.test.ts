import { expect, test } from 'vitest';
import { comparePlan } from '../../src/plan/compare-plan.js';
import type { OutputPlan } from '../../src/plan/output-file.js';
import { writeChanges } from '../../src/plan/write-changes.js';
import { memoryFileSystem, systemError, type MemoryFileSystem, type MemoryOptions } from './memory-file-system.js';
import { contentsOf, planOf, thisProcess, topicFiles } from './sample-plan.js';

const before: Readonly<Record<string, string>> = {
  ...contentsOf(planOf(...topicFiles('same'), ...topicFiles('grows', 'old'), ...topicFiles('gone'))),
  'out/grows/handler.ts': 'written by hand',
  'out/gone/handler.ts': `import { consume } from './consumer.js'; // written by hand`,
};

const plan = planOf(...topicFiles('same'), ...topicFiles('grows', 'new'), ...topicFiles('comes'));

const after: Readonly<Record<string, string | undefined>> = {
  ...contentsOf(plan),
  'out/grows/handler.ts': before['out/grows/handler.ts'],
  'out/grows/handler.test.ts': before['out/grows/handler.test.ts'],
  'out/gone/handler.ts': before['out/gone/handler.ts'],
  'out/gone/handler.test.ts': before['out/gone/handler.test.ts'],
};

/** The process is no more: nothing runs after this, not even the clean-up. */
class Killed extends Error {}

function run(goal: OutputPlan, fileSystem: MemoryFileSystem) {
  return writeChanges(comparePlan(goal, fileSystem), fileSystem, thisProcess);
}

/** A run by another process, when the one before is no more. */
function runNext(goal: OutputPlan, fileSystem: MemoryFileSystem) {
  return writeChanges(comparePlan(goal, fileSystem), fileSystem, { id: 9, isRunning: () => false });
}

/** A run that stops before its call number `at`; what is left of the disk, and how the run ended. */
function runUntil(at: number, stop: () => Error) {
  const fileSystem = memoryFileSystem({
    files: before,
    beforeChange: (count) => {
      if (count === at) throw stop();
    },
  });
  let problems: readonly string[] | 'killed';
  try {
    problems = run(plan, fileSystem).map(
      ({ code, message, location }) => `${code} ${location?.file ?? ''}: ${message}`,
    );
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    problems = 'killed';
  }
  const left: MemoryOptions = { files: Object.fromEntries(fileSystem.files), folders: [...fileSystem.folders] };
  return { left, problems, isOver: fileSystem.changes() < at };
}

/** Every call of the run, in turn: the run is stopped before it. */
function everyStop(stop: () => Error) {
  const stops: ReturnType<typeof runUntil>[] = [];
  for (let at = 1; ; at++) {
    const stopped = runUntil(at, stop);
    if (stopped.isOver) return stops;
    stops.push(stopped);
  }
}

function withoutTemporary(files: Readonly<Record<string, string>> = {}): readonly (readonly [string, string])[] {
  return Object.entries(files).filter(([path]) => !path.endsWith('.tmp'));
}

test('a kill before any step leaves whole files, and the next run makes everything right', () => {
  const stops = everyStop(() => new Killed());
  expect(stops.length).toBeGreaterThan(25);
  for (const { left, problems } of stops) {
    expect(problems).toBe('killed');
    for (const [path, text] of withoutTemporary(left.files)) {
      expect([before[path], after[path]]).toContain(text);
    }
    const fileSystem = memoryFileSystem(left);
    expect(runNext(plan, fileSystem)).toEqual([]);
    expect(Object.fromEntries(fileSystem.files)).toEqual(after);
    expect([...fileSystem.folders].sort()).toEqual(['.', 'out', 'out/comes', 'out/gone', 'out/grows', 'out/same']);
    const changes = fileSystem.changes();
    runNext(plan, fileSystem);
    expect(fileSystem.changes()).toBe(changes);
  }
});

test('a kill, then a config without the topics that were on their way: nothing of them is left', () => {
  const other = planOf(...topicFiles('same'));
  const handlers = /\/handler(\.test)?\.ts$/;
  for (const { left } of everyStop(() => new Killed())) {
    const fileSystem = memoryFileSystem(left);
    expect(runNext(other, fileSystem)).toEqual([]);
    const rest = [...fileSystem.files.keys()].filter((path) => !path.startsWith('out/same/'));
    expect(rest.filter((path) => !handlers.test(path))).toEqual([]);
    expect(rest).toEqual(expect.arrayContaining(['out/grows/handler.ts', 'out/gone/handler.ts']));
    expect(fileSystem.files.get('out/grows/handler.ts')).toBe('written by hand');
    const folders = [...fileSystem.folders].filter((folder) => folder.startsWith('out/'));
    expect(
      folders.filter((folder) => ![...fileSystem.files.keys()].some((path) => path.startsWith(`${folder}/`))),
    ).toEqual([]);
  }
});

test('a disk that fails at any step is reported, leaves no temporary file, and the next run makes everything right', () => {
  const stops = everyStop(() => systemError('EIO'));
  expect(stops.length).toBeGreaterThan(25);
  for (const { left, problems } of stops) {
    expect(problems).toEqual([expect.stringMatching(/^write-failed out\/.*: EIO$/)]);
    expect(Object.keys(left.files ?? {}).filter((path) => path.endsWith('.tmp'))).toEqual([]);
    const fileSystem = memoryFileSystem(left);
    expect(run(plan, fileSystem)).toEqual([]);
    expect(Object.fromEntries(fileSystem.files)).toEqual(after);
  }
});
