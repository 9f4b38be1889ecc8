import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defineConfig } from '../../src/config/define-config.js';
import { loadConfig } from '../../src/config/load-config.js';
import { temporaryProject } from '../cli/temporary-project.js';
import { configOf, problemsOf } from './load.js';

test('a .ts config may import defineConfig although the tool is not installed, and leaves no file behind', async () => {
  const file = 'gen-msk-consumer.config.ts';
  const root = temporaryProject({
    [file]: `
      import { defineConfig, type GenMskConsumerConfig } from 'gen-msk-consumer';
      import { topics } from './topics.ts';
      const output: NonNullable<GenMskConsumerConfig['output']> = 'gen';
      export default defineConfig({ output, topics });`,
    'topics.ts': `export const topics = { orders: { value: 'a.avsc', key: undefined } } as const;`,
  });
  expect(await loadConfig({ cwd: root })).toMatchObject({
    ok: true,
    value: { file, output: 'gen', topics: [{ topic: 'orders', key: { kind: 'bytes' } }] },
  });
  expect(readdirSync(root).sort()).toEqual([file, 'topics.ts']);
});

test.each(['js', 'mjs', 'ts'])(
  'a .%s config that was changed is read anew, and so is what it imports',
  async (extension) => {
    const root = temporaryProject({ 'package.json': '{ "type": "module" }' });
    const read = async (output: string, topic: string): Promise<unknown> => {
      writeFileSync(join(root, `topics.${extension}`), `export const topics = { ${topic}: { value: 'none' } };`);
      writeFileSync(
        join(root, `gen-msk-consumer.config.${extension}`),
        `import { topics } from './topics.${extension}';\nexport default { output: '${output}', topics };\n`,
      );
      return loadConfig({ cwd: root });
    };
    expect(await read('one', 'a')).toMatchObject({ value: { output: 'one', topics: [{ topic: 'a' }] } });
    expect(await read('two', 'a')).toMatchObject({ value: { output: 'two', topics: [{ topic: 'a' }] } });
    expect(await read('two', 'b')).toMatchObject({ value: { output: 'two', topics: [{ topic: 'b' }] } });
  },
);

test('a config may await at its top level, the second time as well', async () => {
  const root = temporaryProject({
    'gen-msk-consumer.config.mjs': `export default await Promise.resolve({ topics: { a: { value: 'none' } } });`,
  });
  expect(await loadConfig({ cwd: root })).toMatchObject({ ok: true });
  expect(await loadConfig({ cwd: root })).toMatchObject({ ok: true });
});

test('a .js config may be CommonJS', async () => {
  const text = `module.exports = { topics: { orders: { value: 'a.avsc' } } };`;
  expect((await configOf(text, 'gen-msk-consumer.config.js')).topics).toHaveLength(1);
});

test.each([
  ['a module without a default export', 'export const config = {};', 'has no default export'],
  ['a syntax error', 'export default {', 'cannot be loaded: '],
  ['an error at run time', `throw new Error('no database\\nat line 2');`, 'cannot be loaded: no database'],
  ['a module that is not there', `import './nothing.js';`, 'cannot be loaded: '],
])('%s is a problem', async (_, text, message) => {
  const problems = await problemsOf(text, 'gen-msk-consumer.config.mjs');
  expect(problems).toEqual([expect.stringContaining(`config-syntax ${message}`)]);
});

test('problems in code are told with their pointer', async () => {
  const text = `export default {
    output: 5,
    testRunner: () => 'jest',
    defaults: new Map(),
    topics: { a: { value: 'none', fields: { "__proto__": { long: 'number' } } }, b: [], 'c/~d': undefined },
  };`;
  expect(await problemsOf(text, 'gen-msk-consumer.config.mjs')).toEqual([
    '/output config-invalid output: expected a string, found 5',
    '/testRunner config-invalid testRunner: expected "vitest", "jest" or "node", found a function',
    '/defaults config-invalid defaults: expected an object, found an object that is not a plain object',
    '/topics/a/fields config-invalid topics.a.fields: expected an object, found an object that is not a plain object',
    '/topics/b config-invalid topics.b: expected an object with "value", found a list',
    '/topics/c~1~0d topic-name topics["c/~d"]: invalid Kafka topic name: it contains "/" and "~"',
    '/topics/c~1~0d config-invalid topics["c/~d"]: expected an object with "value", found nothing',
  ]);
});

test('defineConfig returns what it is given, and its type refuses what validation does', () => {
  const config = { topics: { orders: { value: 'a.avsc' } } };
  expect(defineConfig(config)).toBe(config);
  // @ts-expect-error a setting that there is not
  defineConfig({ ...config, outptu: 'src' });
  // @ts-expect-error a value that is not allowed
  defineConfig({ ...config, defaults: { long: 'bigInt' } });
  // @ts-expect-error a topic without a value
  defineConfig({ topics: { orders: { key: 'string' } } });
  // @ts-expect-error a part with neither file nor versions
  defineConfig({ topics: { orders: { value: { framing: 'none' } } } });
});
