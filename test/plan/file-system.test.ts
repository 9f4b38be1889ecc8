import { statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { errorCode } from '../../src/diagnostics/error-code.js';
import type { FileSystem } from '../../src/plan/file-system.js';
import { nodeFileSystem } from '../../src/plan/node-file-system.js';
import { temporaryProject } from '../cli/temporary-project.js';
import { memoryFileSystem } from './memory-file-system.js';

const files = { 'a/one.ts': 'one', 'a/two.ts': 'two', 'a/b/three.ts': 'three' };

function codeOf(call: () => unknown): string | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    return errorCode(error);
  }
}

describe.each<[string, () => FileSystem]>([
  ['the disk', () => nodeFileSystem(temporaryProject(files))],
  ['its twin in memory', () => memoryFileSystem({ files })],
])('%s', (_, make) => {
  test('lists folders and reads files; what is not there is null', () => {
    const fileSystem = make();
    const entries = [...(fileSystem.list('a') ?? [])].sort((left, right) => (left.name < right.name ? -1 : 1));
    expect(entries).toEqual([
      { name: 'b', kind: 'folder' },
      { name: 'one.ts', kind: 'file' },
      { name: 'two.ts', kind: 'file' },
    ]);
    expect(fileSystem.list('none')).toBeNull();
    expect(fileSystem.list('a/one.ts')).toBeNull();
    expect(fileSystem.read('a/b/three.ts')).toBe('three');
    expect(fileSystem.read('a/none')).toBeNull();
    expect(fileSystem.read('a/one.ts/none')).toBeNull();
  });

  test('makes folders, and tells the topmost one that it made', () => {
    const fileSystem = make();
    expect(fileSystem.makeFolder('a/b')).toBeNull();
    expect(fileSystem.makeFolder('a/c/d/e')).toBe('a/c');
    expect(fileSystem.list('a/c/d')).toEqual([{ name: 'e', kind: 'folder' }]);
  });

  test('writes new files only', () => {
    const fileSystem = make();
    fileSystem.writeNew('a/new.ts', 'new');
    expect(fileSystem.read('a/new.ts')).toBe('new');
    expect(codeOf(() => fileSystem.writeNew('a/one.ts', 'x'))).toBe('EEXIST');
    expect(codeOf(() => fileSystem.writeNew('none/x.ts', 'x'))).toBe('ENOENT');
    expect(fileSystem.read('a/one.ts')).toBe('one');
  });

  test('moves a file over another', () => {
    const fileSystem = make();
    fileSystem.rename('a/one.ts', 'a/two.ts');
    expect([fileSystem.read('a/one.ts'), fileSystem.read('a/two.ts')]).toEqual([null, 'one']);
  });

  test('gives a file to a free path only', () => {
    const fileSystem = make();
    expect(fileSystem.linkNew('a/one.ts', 'a/two.ts')).toBe(false);
    expect(fileSystem.linkNew('a/one.ts', 'a/b')).toBe(false);
    expect(fileSystem.linkNew('a/one.ts', 'a/free.ts')).toBe(true);
    expect([fileSystem.read('a/two.ts'), fileSystem.read('a/free.ts'), fileSystem.read('a/one.ts')]).toEqual([
      'two',
      'one',
      'one',
    ]);
  });

  test('removes files, and folders that are empty', () => {
    const fileSystem = make();
    expect(fileSystem.removeFolder('a/b')).toBe(false);
    fileSystem.removeFile('a/b/three.ts');
    expect(fileSystem.read('a/b/three.ts')).toBeNull();
    expect(codeOf(() => fileSystem.removeFile('a/b/three.ts'))).toBeUndefined();
    expect(fileSystem.removeFolder('a/b')).toBe(true);
    expect(fileSystem.removeFolder('a/b')).toBe(false);
  });

  test('knows one file from another, and what is inside', () => {
    const fileSystem = make();
    expect(fileSystem.isSameFile('a/one.ts', 'a/one.ts')).toBe(true);
    expect(fileSystem.isSameFile('a/one.ts', 'a/two.ts')).toBe(false);
    expect(fileSystem.isSameFile('a/none', 'a/none')).toBe(false);
    expect(['a', 'a/none/x', '..', '../x'].map(fileSystem.isInside)).toEqual([true, true, false, false]);
  });
});

test('symbolic links are seen as links, and may lead out', () => {
  const outside = temporaryProject({ 'x.ts': 'x' });
  const root = temporaryProject({ 'a/one.ts': 'one' });
  symlinkSync(outside, join(root, 'out'));
  symlinkSync(join(root, 'a'), join(root, 'in'));
  const fileSystem = nodeFileSystem(root);
  expect(
    fileSystem
      .list('.')
      ?.filter(({ kind }) => kind === 'link')
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['in', 'out']);
  expect(['out', 'out/x.ts', 'out/new/y.ts', 'in', 'in/one.ts'].map(fileSystem.isInside)).toEqual([
    false,
    false,
    false,
    true,
    true,
  ]);
  expect(fileSystem.isSameFile('in/one.ts', 'a/one.ts')).toBe(true);
});

test('a file that is replaced keeps its time when nothing is to be written', () => {
  const root = temporaryProject({ 'a/one.ts': 'one' });
  const { mtimeNs } = statSync(join(root, 'a/one.ts'), { bigint: true });
  const fileSystem = nodeFileSystem(root);
  fileSystem.writeNew('a/temporary', 'two');
  expect(statSync(join(root, 'a/one.ts'), { bigint: true }).mtimeNs).toBe(mtimeNs);
  fileSystem.rename('a/temporary', 'a/one.ts');
  expect(fileSystem.read('a/one.ts')).toBe('two');
});

test('a file where a folder is needed, and a name that is too long, say so', () => {
  const fileSystem = nodeFileSystem(temporaryProject({ 'a/one.ts': 'one' }));
  expect(codeOf(() => fileSystem.makeFolder('a/one.ts/b'))).toBe('ENOTDIR');
  expect(codeOf(() => fileSystem.writeNew('x'.repeat(300), ''))).toBe('ENAMETOOLONG');
});
