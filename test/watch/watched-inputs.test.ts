import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { watchedInputs } from '../../src/commands/watched-inputs.js';

const root = resolve('/project');

function watched(files: readonly string[], patterns: readonly string[] = [], written: readonly string[] = []) {
  const changes = written.map((path) => ({ kind: 'unchanged', path }) as const);
  const inputs = watchedInputs({ root, inputs: { files, patterns }, changes, before: undefined });
  return {
    folders: [...inputs.folders],
    isInput: (path: string) => inputs.isInput(resolve(root, path)),
    mayHold: (path: string) => inputs.mayHold(resolve(root, path)),
  };
}

test('what the tool writes is no input, even where a pattern matches it, unless the config names it', () => {
  const { isInput } = watched(['gen/a/sample.json'], ['**/*.json'], ['gen/a/event.json', 'gen/a/types.ts']);
  expect(['gen/a/event.json', 'gen/a/types.ts', 'gen/a/sample.json', 'gen/b.json'].map(isInput)).toEqual([
    false,
    false,
    true,
    true,
  ]);
});

test('only folders on the way to an input, or below the start of a pattern, are looked into', () => {
  const { mayHold } = watched(['schemas/a.avsc'], ['shared/**/*.avsc']);
  const paths = ['', 'schemas', 'schemas/b.avsc', 'src', 'shared', 'shared/x', 'shared/node_modules', 'shared/.git/x'];
  expect(paths.filter(mayHold)).toEqual(['', 'schemas', 'shared', 'shared/x']);
});

test('a pattern that names a folder stands for the files in it, as it does when they are read', () => {
  const { isInput } = watched([], ['shared']);
  expect(['shared/a.avsc', 'shared/x/b.avsc', 'other/a.avsc'].map(isInput)).toEqual([true, true, false]);
});

test('a module above the project has its folder watched too', () => {
  expect(watched(['../base/config.ts', 'a.avsc']).folders).toEqual([root, resolve('/base')]);
});
