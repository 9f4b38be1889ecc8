import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findConfig } from '../../src/config/find-config.js';
import { loadConfig } from '../../src/config/load-config.js';
import { temporaryProject } from '../cli/temporary-project.js';

const config = '{ "topics": { "orders": { "value": "a.avsc" } } }';

test.each(['json', 'js', 'mjs', 'ts'])('gen-msk-consumer.config.%s is found from a folder below it', (extension) => {
  const file = `gen-msk-consumer.config.${extension}`;
  const root = temporaryProject({ [file]: '', 'package.json': '{}', 'src/deep/x.ts': '' });
  expect(findConfig(join(root, 'src/deep'))).toEqual({ ok: true, path: join(root, file) });
});

test('the nearest config counts', () => {
  const root = temporaryProject({
    'gen-msk-consumer.config.json': config,
    'service/package.json': '{ "gen-msk-consumer": {} }',
    'service/src/x.ts': '',
  });
  expect(findConfig(join(root, 'service/src'))).toEqual({ ok: true, path: join(root, 'service/package.json') });
});

test('a package.json that only depends on the tool, or that is broken, holds no config', () => {
  const root = temporaryProject({
    'gen-msk-consumer.config.json': config,
    'a/package.json': '{ "devDependencies": { "gen-msk-consumer": "1" } }',
    'a/b/package.json': '{ "gen-msk-consumer": ',
  });
  expect(findConfig(join(root, 'a/b'))).toEqual({ ok: true, path: join(root, 'gen-msk-consumer.config.json') });
});

test('two configs in one folder are refused', () => {
  const root = temporaryProject({
    'gen-msk-consumer.config.json': config,
    'gen-msk-consumer.config.ts': '',
    'package.json': '{ "gen-msk-consumer": {} }',
  });
  expect(findConfig(root)).toEqual({
    ok: false,
    problems: [
      {
        code: 'config-ambiguous',
        severity: 'error',
        message:
          'more than one config in one folder: gen-msk-consumer.config.json, gen-msk-consumer.config.ts, package.json',
        location: { file: 'gen-msk-consumer.config.json' },
      },
    ],
  });
});

test('a file that is named is used, whatever else there is', async () => {
  const root = temporaryProject({ 'gen-msk-consumer.config.json': '{', 'configs/orders.json': config });
  expect(await loadConfig({ cwd: root, file: 'configs/orders.json' })).toMatchObject({
    ok: true,
    value: { root: join(root, 'configs'), file: 'orders.json' },
  });
  expect(findConfig(root, 'configs')).toMatchObject({
    problems: [{ code: 'config-not-found', message: 'configs is a folder, not a config file' }],
  });
});

test('no config, and no folder', () => {
  expect(findConfig(temporaryProject())).toMatchObject({
    ok: false,
    problems: [{ code: 'config-not-found', help: 'Run `npx gen-msk-consumer init`, or name the file with --config.' }],
  });
  expect(findConfig('/not/there')).toMatchObject({ problems: [{ message: 'the folder /not/there does not exist' }] });
});

test.each([
  { 'package.json': '{ "workspaces": ["services/*"] }' },
  { 'pnpm-workspace.yaml': 'packages: ["services/*"]' },
])('no config at the root of a workspace: its packages may have some', (files) => {
  const help: unknown = expect.stringMatching(/^This is a workspace: .*--workspaces/);
  expect(findConfig(temporaryProject(files))).toMatchObject({ problems: [{ code: 'config-not-found', help }] });
});

test('problems of a config in package.json point into that file', async () => {
  const root = temporaryProject({
    'package.json': '{\n  "name": "x",\n  "gen-msk-consumer": { "topics": { "a": 1 } }\n}',
  });
  expect(await loadConfig({ cwd: root })).toEqual({
    ok: false,
    problems: [
      {
        code: 'config-invalid',
        severity: 'error',
        message: 'topics.a: expected an object with "value", found 1',
        location: { file: 'package.json', pointer: '/gen-msk-consumer/topics/a', line: 3, column: 42 },
      },
    ],
  });
});

test('a byte order mark and CRLF do no harm', async () => {
  const root = temporaryProject({ 'gen-msk-consumer.config.json': `\uFEFF{\r\n  "topics": {\r\n    "a": 1 } }` });
  expect(await loadConfig({ cwd: root })).toMatchObject({ problems: [{ location: { line: 3, column: 10 } }] });
});
