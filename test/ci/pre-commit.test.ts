import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { ciProject, runStep } from './ci-project.js';

/** What pre-commit documents of a hook, as far as this one uses it. */
const hooks = z
  .array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      description: z.string(),
      entry: z.string(),
      language: z.literal('system'),
      files: z.string(),
      pass_filenames: z.boolean(),
      require_serial: z.boolean(),
    }),
  )
  .length(1)
  .parse(parse(readFileSync(new URL('../../.pre-commit-hooks.yaml', import.meta.url), 'utf8')));

const [hook] = hooks;

test.each([
  ['schemas/orders.avsc', true],
  ['schemas/registry/orders-value/subject.json', true],
  ['schemas/orders.yaml', true],
  ['gen-msk-consumer.config.mjs', true],
  ['src/consumers/orders/types.ts', true],
  ['templates/gen-msk-consumer/handler.hbs', true],
  ['README.md', false],
  ['src/main.tsx', false],
])('a change of %s: %j', (path, isChecked) => {
  expect(new RegExp(hook?.files ?? '').test(path)).toBe(isChecked);
});

test('the entry passes what is in sync, and fails what has drifted', async () => {
  const { root } = await ciProject();
  const inSync = runStep(['sh', '-c'], hook?.entry ?? '', { cwd: root, env: {} });
  expect(inSync).toMatchObject({ status: 0, stderr: '' });
  expect(inSync.stdout).toMatch(/^In sync: /);
  rmSync(join(root, 'gen/orders/types.ts'));
  const drifted = runStep(['sh', '-c'], hook?.entry ?? '', { cwd: root, env: {} });
  expect(drifted).toMatchObject({ status: 1, stderr: '' });
  expect(drifted.stdout).toMatch(/^missing: gen\/orders\/types\.ts\n/);
});
