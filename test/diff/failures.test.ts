import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, expect, test, vi } from 'vitest';

import { run } from '../cli/run.js';
import { filesIn, temporaryProject } from '../cli/temporary-project.js';
import { avroRecord, configOf, gitProject } from './git-project.js';

const files = {
  'gen-msk-consumer.config.json': configOf({ orders: { value: 'order.avsc' } }),
  'order.avsc': avroRecord('Order', { id: 'string' }),
};

/** The exit code and the first line on stderr; nothing is on stdout. */
async function refused(cwd: string, ...args: readonly string[]): Promise<readonly [number, string]> {
  const { exitCode, stdout, stderr } = await run(['diff', ...args], { cwd });
  expect(stdout).toBe('');
  return [exitCode, stderr.split('\n')[0] ?? ''];
}

afterEach(() => {
  vi.unstubAllEnvs();
});

test('no config', async () => {
  const [exitCode, line] = await refused(temporaryProject());
  expect([exitCode, line.split(':')[0]]).toEqual([2, 'error config-not-found']);
});

test('no git repository', async () => {
  const cwd = temporaryProject(files);
  vi.stubEnv('GIT_CEILING_DIRECTORIES', tmpdir());
  expect(await refused(cwd)).toEqual([
    2,
    'error git-unavailable: git failed: not a git repository (or any of the parent directories): .git',
  ]);
});

test('no git', async () => {
  const { root } = gitProject(files);
  vi.stubEnv('PATH', temporaryProject());
  expect(await refused(root)).toEqual([2, 'error git-unavailable: git could not be run: spawn git ENOENT']);
});

test('a bare repository', async () => {
  const cwd = temporaryProject();
  execFileSync('git', ['init', '--quiet', '--bare', cwd]);
  const config = temporaryProject(files);
  vi.stubEnv('GIT_DIR', cwd);
  vi.stubEnv('GIT_CONFIG_COUNT', '1');
  vi.stubEnv('GIT_CONFIG_KEY_0', 'core.bare');
  vi.stubEnv('GIT_CONFIG_VALUE_0', 'true');
  expect(await refused(config)).toEqual([
    2,
    'error git-unavailable: git failed: this operation must be run in a work tree',
  ]);
});

test('no commit yet', async () => {
  const { root, write } = gitProject();
  write(files);
  expect(await refused(root)).toEqual([2, 'error revision-unknown: the repository has no commits to compare with']);
  expect(await refused(root, 'main')).toEqual([2, 'error revision-unknown: the commit "main" was not found']);
});

test('revisions that are none, or that are made to do something else', async () => {
  const { root } = gitProject(files);
  const before = filesIn(root);
  const revisions = [
    'nope',
    '--output=pwned',
    '-h',
    '--exec=touch pwned',
    'HEAD;touch pwned',
    '$(touch pwned)',
    '`touch pwned`',
    'HEAD:order.avsc',
    'HEAD^{tree}',
    ':/nothing like it',
    ':order.avsc',
    'HEAD\nHEAD',
    '@{upstream}',
    ':(glob)**',
    'refs/heads/main~100',
    '0000000000000000000000000000000000000000',
    '💥',
  ];
  for (const revision of revisions) {
    expect(await refused(root, '--', revision)).toEqual([
      2,
      `error revision-unknown: the commit ${JSON.stringify(revision)} was not found`,
    ]);
    expect((await refused(root, '--', `HEAD..${revision}`))[0]).toBe(2);
  }
  expect(await refused(root, '')).toEqual([
    2,
    'error revision-unknown: expected a revision, such as HEAD~1 or main..HEAD',
  ]);
  expect(filesIn(root)).toEqual(before);
  expect(existsSync('pwned')).toBe(false);
});

test('three dots are told what to do', async () => {
  const { root } = gitProject(files);
  const { exitCode, stderr } = await run(['diff', 'main...HEAD'], { cwd: root });
  expect([exitCode, stderr]).toEqual([
    2,
    'error revision-unknown: "main...HEAD": expected two dots between the revisions\n' +
      '  To compare with the point where a branch forked, pass the output of: git merge-base main HEAD\n',
  ]);
});

test('a schema that could not be read then says when', async () => {
  const { root, write } = gitProject({ ...files, 'order.avsc': '{ "type": "record" }' });
  write(files);
  const { exitCode, stderr } = await run(['diff'], { cwd: root });
  expect([exitCode, stderr.split('\n').slice(0, 2)]).toEqual([
    2,
    ['error schema-invalid: at HEAD: record has no "name"', '  at order.avsc:1:1'],
  ]);
});

test('a config that was wrong then, and two configs of which neither is that of now', async () => {
  const wrong = gitProject({ ...files, 'gen-msk-consumer.config.json': '{ "topics": [] }' });
  wrong.write(files);
  expect(await refused(wrong.root)).toEqual([
    2,
    'error config-invalid: at HEAD: topics: expected an object, found a list',
  ]);
  const two = gitProject({
    'package.json': '{ "gen-msk-consumer": {} }',
    'gen-msk-consumer.config.mjs': 'export default {};',
  });
  two.write({ ...files, 'package.json': null, 'gen-msk-consumer.config.mjs': null });
  expect(await refused(two.root)).toEqual([
    2,
    'error config-ambiguous: at HEAD: more than one config in one folder: gen-msk-consumer.config.mjs, package.json',
  ]);
});

test('no temporary folder stays behind a failure', async () => {
  const { root, write } = gitProject({ ...files, 'order.avsc': '{' });
  write(files);
  const own = temporaryProject();
  vi.stubEnv('TMPDIR', own);
  expect((await refused(root))[0]).toBe(2);
  expect(readdirSync(own)).toEqual([]);
});

test('a revision goes with neither --registry nor --versions', async () => {
  const { root } = gitProject(files);
  for (const args of [
    ['main', '--registry'],
    ['main', '--versions', '1..2'],
    ['--registry', '--versions', '1..2'],
  ]) {
    expect((await refused(root, ...args))[0]).toBe(2);
  }
});

test('a format that diff does not know', async () => {
  const { root } = gitProject(files);
  expect((await refused(root, '--format', 'sarif'))[0]).toBe(2);
});
