import { expect, test } from 'vitest';
import { exampleFiles } from '../../src/init/example-files.js';
import { filesIn, temporaryProject } from '../cli/temporary-project.js';
import { orderSchema, run } from '../cli/run.js';

test('an empty folder is sent to init --example, which writes a project that generates', async () => {
  const root = temporaryProject();
  const empty = await run(['init'], { cwd: root });
  expect(empty.stderr).toContain('or start from an example: `npx gen-msk-consumer init --example`.\n');
  const { exitCode, stdout, stderr } = await run(['init', '--example'], { cwd: root });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toContain(
    'created package.json\ncreated schemas/customers.schema.json\ncreated schemas/orders.avsc\ncreated tsconfig.json\n' +
      'found package.json: ES modules, tests with vitest\n',
  );
  expect(stdout).toContain('\nNext: npm install && npx gen-msk-consumer generate\n');
  const { 'gen-msk-consumer.config.json': config = '', ...others } = filesIn(root);
  expect(others).toEqual(exampleFiles);
  expect(JSON.parse(config)).toMatchObject({
    testRunner: 'vitest',
    topics: { customers: { value: 'schemas/customers.schema.json' }, orders: { value: 'schemas/orders.avsc' } },
  });
  expect((await run(['generate', '--strict', '--quiet'], { cwd: root })).exitCode).toBe(0);
});

test('a package.json that is there stays, and decides the settings', async () => {
  const packageJson = '{ "scripts": { "test": "jest" } }';
  const root = temporaryProject({ 'package.json': packageJson });
  const { stdout } = await run(['init', '--example'], { cwd: root });
  expect(stdout).toContain('chose testRunner: jest (package.json runs jest)\n');
  expect(stdout).toContain('\nNext: npx gen-msk-consumer generate\n');
  expect(filesIn(root)['package.json']).toBe(packageJson);
});

test('a folder that has schemas or a config is left as it is', async () => {
  const schemas = { 'orders.avsc': orderSchema };
  const withSchemas = temporaryProject(schemas);
  const { exitCode, stderr } = await run(['init', '--example'], { cwd: withSchemas });
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr:
      'error usage: the folder has schemas of its own: the example is for an empty folder\n  at orders.avsc\n' +
      '  Run `npx gen-msk-consumer init`, which writes a config for them.\n',
  });
  expect(filesIn(withSchemas)).toEqual(schemas);
  const config = { 'gen-msk-consumer.config.mjs': '' };
  const withConfig = temporaryProject(config);
  expect((await run(['init', '--example'], { cwd: withConfig })).exitCode).toBe(2);
  expect(filesIn(withConfig)).toEqual(config);
});
