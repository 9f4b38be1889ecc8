import { expect, test } from 'vitest';

import { breakingChanges } from '../../src/commands/breaking-changes.js';
import { diff } from '../../src/commands/diff.js';
import { avroRecord, configOf, gitProject } from './git-project.js';

const files = {
  'gen-msk-consumer.config.json': configOf({ orders: { value: { versions: { 1: 'order.avsc' } }, key: 'key.avsc' } }),
  'order.avsc': avroRecord('Order', { id: 'string', total: 'int' }),
  'key.avsc': '"string"\n',
};

test('an error for each change that breaks, at the schema file', async () => {
  const { root, write, git } = gitProject(files);
  git('tag', 'v1');
  write({
    'order.avsc': avroRecord('Order', { id: 'string', total: 'long', by: { type: 'string', default: '' }, at: 'long' }),
    'key.avsc': '"int"\n',
  });
  const { topics } = await diff({ cwd: root, compare: { kind: 'revisions', range: 'v1' } });
  const [key, value] = topics[0]?.parts ?? [];
  const reason = (part: typeof key, path: string): string =>
    part?.comparison.changes.find((change) => change.path === path)?.reason ?? 'none';
  const error = (message: string, file: string) => ({
    code: 'breaking-change',
    severity: 'error',
    message,
    location: { file },
  });
  expect(await breakingChanges({ cwd: root, revision: 'v1' })).toEqual([
    error(`orders key, since v1: type (string -> int): ${reason(key, '')}`, 'key.avsc'),
    error(`orders value, since v1: total type (int -> long): ${reason(value, 'total')}`, 'order.avsc'),
    error(`orders value, since v1: at added (long): ${reason(value, 'at')}`, 'order.avsc'),
  ]);
});

test('nothing breaks', async () => {
  const { root, write } = gitProject(files);
  write({ 'order.avsc': avroRecord('Order', { id: 'string', total: 'int', by: { type: 'string', default: '' } }) });
  expect(await breakingChanges({ cwd: root, revision: 'HEAD' })).toEqual([]);
});

test('what keeps the comparison from being made, and what it remarks', async () => {
  const { root, write } = gitProject({ 'README.md': '' });
  write(files);
  expect(await breakingChanges({ cwd: root, revision: 'nope' })).toEqual([
    { code: 'revision-unknown', severity: 'error', message: 'the commit "nope" was not found' },
  ]);
  expect(await breakingChanges({ cwd: root, revision: 'HEAD' })).toEqual([
    { code: 'config-missing-at-revision', severity: 'note', message: 'HEAD has no config, so every topic is new' },
  ]);
});
