import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load-config.js';
import { temporaryProject } from '../cli/temporary-project.js';
import { configOf, problemsOf } from './load.js';

function configWith(setting: string): string {
  return `{ ${setting}, "topics": { "a": { "value": "a.avsc" } } }`;
}

test.each([
  ['.', 'config-invalid', "expected a folder inside the config's folder, not that folder itself"],
  ['./', 'config-invalid', "expected a folder inside the config's folder, not that folder itself"],
  ['a/..', 'config-invalid', "expected a folder inside the config's folder, not that folder itself"],
  ['..', 'path-outside', "is outside the config's folder"],
  ['src/../../x', 'path-outside', "is outside the config's folder"],
  ['/srv/x', 'path-outside', 'expected a path relative to the config'],
  ['C:/x', 'path-outside', 'expected a path relative to the config'],
  ['src\\\\x', 'config-invalid', 'write "/" between folders, not "\\"'],
  ['a\\u0000b', 'config-invalid', 'a path must not contain control characters'],
  ['', 'config-invalid', 'must not be empty'],
])('the output folder %j is refused', async (output, code, message) => {
  expect(await problemsOf(configWith(`"output": "${output}"`))).toEqual([`1:13 /output ${code} output: ${message}`]);
});

test('an output folder is taken in its shortest form, and may have any legal name', async () => {
  expect((await configOf(configWith('"output": "./gen//x/../consumers/"'))).output).toBe('gen/consumers');
  expect((await configOf(configWith('"output": "..gen"'))).output).toBe('..gen');
});

test.each(['../shared/*.avsc', 'a/../../b', '{a,../b}/*.avsc', '/etc/*', 'a\\\\b.avsc'])(
  'the include pattern %s is refused',
  async (pattern) => {
    expect(await problemsOf(configWith(`"include": ["x", "${pattern}"]`))).toEqual([
      expect.stringMatching(/^1:20 \/include\/1 (path-outside|config-invalid) include\[1\]: /),
    ]);
  },
);

test('an include pattern may escape what has a meaning in patterns', async () => {
  const { topics } = await configOf(configWith('"include": ["common/\\\\[v1\\\\]/*.avsc"]'));
  expect(topics[0]?.value).toMatchObject({ include: ['common/\\[v1\\]/*.avsc'] });
});

test("a symbolic link that is outside the config's folder is refused, one that stays inside is not", async () => {
  const outside = temporaryProject({ 'a.avsc': '"string"' });
  const root = temporaryProject({ 'schemas/a.avsc': '"string"' });
  symlinkSync(outside, join(root, 'linked'));
  symlinkSync(join(outside, 'a.avsc'), join(root, 'schemas/linked.avsc'));
  symlinkSync(join(root, 'schemas'), join(root, 'inner'));
  const config = {
    output: 'linked/consumers',
    topics: {
      a: { value: 'inner/a.avsc' },
      b: { value: 'schemas/linked.avsc' },
      c: { value: 'linked/a.avsc' },
      d: { value: 'inner/linked.avsc' },
      e: { value: 'linked/not-there/a.avsc' },
    },
  };
  writeFileSync(join(root, 'gen-msk-consumer.config.json'), JSON.stringify(config));
  const result = await loadConfig({ cwd: root });
  const problems = result.ok
    ? []
    : result.problems.map(({ code, location, message }) => [code, location?.pointer, message]);
  const message = "a symbolic link leads outside the config's folder";
  expect(problems).toEqual([
    ['path-outside', '/output', `output: ${message}`],
    ['path-outside', '/topics/b/value', `topics.b.value: ${message}`],
    ['path-outside', '/topics/c/value', `topics.c.value: ${message}`],
    ['path-outside', '/topics/d/value', `topics.d.value: ${message}`],
    ['path-outside', '/topics/e/value', `topics.e.value: ${message}`],
  ]);
});

test('a project that is itself behind a symbolic link is whole', async () => {
  const root = temporaryProject({ 'real/schemas/a.avsc': '"string"' });
  writeFileSync(
    join(root, 'real/gen-msk-consumer.config.json'),
    '{ "topics": { "a": { "value": "schemas/a.avsc" } } }',
  );
  mkdirSync(join(root, 'links'));
  symlinkSync(join(root, 'real'), join(root, 'links/project'));
  expect(await loadConfig({ cwd: join(root, 'links/project') })).toMatchObject({ ok: true });
});
