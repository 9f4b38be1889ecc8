import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';

import { diff } from '../../src/commands/diff.js';
import { temporaryProject } from '../cli/temporary-project.js';
import { avroRecord, gitProject } from './git-project.js';
import { told } from './told.js';

const order = avroRecord('Order', { id: 'string' });

test('a TypeScript config and the modules and files it leads to are those of the revision', async () => {
  const prefix = 'services/shop/';
  const { root, write } = gitProject({
    [`${prefix}gen-msk-consumer.config.ts`]: [
      "import { readFileSync } from 'node:fs';",
      "import { defineConfig } from 'gen-msk-consumer';",
      "import { topics } from '../shared/topics.js';",
      "const output: string = JSON.parse(readFileSync(new URL('./settings.json', import.meta.url), 'utf8')).output;",
      'export default defineConfig({ output, topics });',
      '',
    ].join('\n'),
    [`${prefix}settings.json`]: '{ "output": "gen" }',
    'services/shared/topics.ts':
      "import { name } from './name';\nexport const topics = { [name]: { value: 'a.avsc' } };\n",
    'services/shared/name.ts': "export const name: string = 'old';\n",
    [`${prefix}a.avsc`]: order,
  });
  write({
    'services/shared/name.ts': "export const name: string = 'young';\n",
    [`${prefix}settings.json`]: '{ "output": "out" }',
  });
  expect(told(await diff({ cwd: join(root, prefix) }))).toEqual([
    'HEAD -> the working tree',
    'old: removed',
    'young: added',
  ]);
});

test('a config imports what is installed in the project, which git does not know', async () => {
  const names = (name: string): Record<string, string> => ({
    'node_modules/topic-names/package.json': '{ "name": "topic-names", "type": "module", "exports": "./index.js" }',
    'node_modules/topic-names/index.js': `export const name = ${JSON.stringify(name)};\n`,
  });
  const { root, write } = gitProject({
    '.gitignore': 'node_modules/\n',
    'app/gen-msk-consumer.config.mjs':
      "import { name } from 'topic-names';\nexport default { output: 'gen', topics: { [name]: { value: 'a.avsc' }, gone: { value: 'string' } } };\n",
    'app/a.avsc': order,
  });
  write({
    ...names('orders'),
    'app/gen-msk-consumer.config.mjs':
      "import { name } from 'topic-names';\nexport default { output: 'gen', topics: { [name]: { value: 'a.avsc' } } };\n",
  });
  expect(told(await diff({ cwd: join(root, 'app') }))).toEqual([
    'HEAD -> the working tree',
    'gone: removed',
    'orders: unchanged',
  ]);
});

test('a config that cannot be run any more: that of now takes its place, with a warning', async () => {
  const { root, write } = gitProject({
    'gen-msk-consumer.config.mjs':
      "import { name } from 'uninstalled-since';\nexport default { topics: { [name]: {} } };\n",
    'a.avsc': order,
  });
  write({
    'gen-msk-consumer.config.mjs': "export default { output: 'gen', topics: { orders: { value: 'a.avsc' } } };\n",
    'a.avsc': avroRecord('Order', { id: 'string', note: { type: 'string', default: '' } }),
  });
  const lines = told(await diff({ cwd: root }));
  expect(lines.slice(0, -1)).toEqual([
    'HEAD -> the working tree',
    'orders: changed',
    '  value a.avsc -> a.avsc: breaks',
    '    note added  -> string: breaks',
  ]);
  expect(lines.at(-1)).toMatch(
    /^warning config-unloadable-at-revision: the config of HEAD cannot be loaded: .*uninstalled-since.*; the config of the working tree is used instead$/,
  );
});

test('a config that is wrong is not mended by that of now', async () => {
  const { root, write } = gitProject({ 'gen-msk-consumer.config.mjs': 'export default { topics: 1 };\n' });
  write({
    'gen-msk-consumer.config.mjs': "export default { output: 'gen', topics: { orders: { value: 'string' } } };\n",
  });
  expect(told(await diff({ cwd: root }))).toEqual([
    'HEAD -> the working tree',
    'error config-invalid: at HEAD: topics: expected an object, found 1',
  ]);
});

test('nothing is left in the temporary folder, also when the comparison fails or is interrupted', async () => {
  const { root, write, commit } = gitProject({
    'gen-msk-consumer.config.mjs': "export default { output: 'gen', topics: { orders: { value: 'string' } } };\n",
  });
  // A past config that never ends. What it prints goes to stderr: stdout is for results.
  commit({
    'gen-msk-consumer.config.mjs':
      "process.stdout.write('running');\nsetInterval(() => {}, 1000);\nawait new Promise(() => {});\n",
  });
  write({ 'gen-msk-consumer.config.mjs': 'export default 1;\n' });
  const temporary = temporaryProject();
  const compare = (revision: string) =>
    spawn(process.execPath, [inject('cli'), 'diff', revision, '--cwd', root], {
      env: { ...process.env, TMPDIR: temporary },
      stdio: ['ignore', 'inherit', 'pipe'],
    });
  const left = (): readonly string[] => readdirSync(temporary).filter((name) => name.startsWith('gen-msk-consumer'));

  const interrupted = compare('HEAD');
  const [text] = (await once(interrupted.stderr, 'data')) as [Buffer];
  expect([text.toString(), left().length]).toEqual(['running', 1]);
  interrupted.kill('SIGTERM');
  expect(await once(interrupted, 'exit')).toEqual([null, 'SIGTERM']);
  expect(left()).toEqual([]);
});
