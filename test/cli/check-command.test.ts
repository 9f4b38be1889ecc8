import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { orderSchema, run, shop } from './run.js';
import { filesIn, temporaryProject } from './temporary-project.js';

async function generated(): Promise<string> {
  const root = temporaryProject(shop);
  await run(['--quiet'], { cwd: root });
  return root;
}

function replace(root: string, path: string, from: string | RegExp, to: string): void {
  writeFileSync(join(root, path), (filesIn(root)[path] ?? '').replace(from, to));
}

test('after generate all is in sync', async () => {
  const { exitCode, stdout, stderr } = await run(['check'], { cwd: await generated() });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(/^In sync: \d+ unchanged\.\n$/);
});

test('a schema that changed is shown as a diff, with the command that fixes it; nothing is written', async () => {
  const root = await generated();
  replace(root, 'schemas/order.avsc', '"name":"id"', '"name":"number"');
  const before = filesIn(root);
  const { exitCode, stdout, stderr } = await run(['check', '--topic', 'orders'], { cwd: root });
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  expect(stdout).toContain('changed: gen/orders/types.ts\n  @@ ');
  expect(stdout).toMatch(/\n {2}- +id: string;\n {2}\+ +number: string;\n/);
  expect(stdout).toMatch(
    /\n\n\d drifted, \d+ unchanged\.\nRun `npx gen-msk-consumer generate` and commit the result\.\n$/,
  );
  expect(filesIn(root)).toEqual(before);
});

test('the command that fixes it is for the project that was checked', async () => {
  const root = await generated();
  rmSync(join(root, 'gen/orders/types.ts'));
  const { stdout } = await run(['check', '--cwd', root], { cwd: tmpdir() });
  expect(stdout).toContain(`\nRun \`npx gen-msk-consumer generate --cwd ${root}\` and commit the result.\n`);
});

test('each kind of drift is named', async () => {
  const root = await generated();
  replace(root, 'gen/orders/types.ts', /$/, 'export {};\n');
  replace(root, 'gen/payments/types.ts', /$/, 'export {};\n');
  rmSync(join(root, 'gen/orders/handler.ts'));
  rmSync(join(root, 'gen/orders/event.json'));
  writeFileSync(
    join(root, 'gen-msk-consumer.config.json'),
    JSON.stringify({ output: 'gen', topics: { orders: { value: 'schemas/order.avsc' } } }),
  );
  const { exitCode, stdout } = await run(['check'], { cwd: root });
  expect(exitCode).toBe(1);
  const labels = stdout.split('\n').filter((line) => /^[a-z, ]+: gen/.test(line));
  expect(labels).toEqual([
    'changed: gen/index.ts',
    'missing: gen/orders/event.json',
    'missing: gen/orders/handler.ts',
    'edited by hand: gen/orders/types.ts',
    'stale: gen/payments/consumer.ts',
    'stale: gen/payments/decoder.ts',
    'stale: gen/payments/event.json',
    'stale: gen/payments/fixture.ts',
    'stale, edited by hand: gen/payments/types.ts',
  ]);
  expect(stdout).toContain('Move the edit to your own file; `generate` overwrites this one.\n');
  expect(stdout).toContain('Save what you need from it, then delete it.\n');
});

test('line endings and formatting are not drift', async () => {
  const root = await generated();
  replace(root, 'gen/orders/types.ts', /\n/g, '\r\n');
  replace(root, 'gen/orders/consumer.ts', /;\n/g, '\n');
  const before = filesIn(root);
  const { exitCode, stdout, stderr } = await run(['check'], { cwd: root });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(/^In sync: \d+ unchanged \(1 with other line endings, 1 reformatted\)\.\n$/);
  await run([], { cwd: root });
  expect(filesIn(root)).toEqual(before);
});

test('a long diff is cut, and says how much', async () => {
  const root = await generated();
  const fields = Array.from({ length: 300 }, (_, index) => ({ name: `f${index}`, type: 'string' }));
  const schema = JSON.parse(orderSchema) as object; // An object literal above.
  writeFileSync(join(root, 'schemas/order.avsc'), JSON.stringify({ ...schema, fields }));
  const { stdout } = await run(['check', '--topic', 'orders'], { cwd: root });
  expect(stdout).toMatch(/\n {2}\(\d+ more lines of this diff omitted\)\n/);
});

test('an error in config or schemas is exit code 2, not drift', async () => {
  const root = await generated();
  writeFileSync(join(root, 'schemas/order.avsc'), '{');
  const { exitCode, stdout, stderr } = await run(['check'], { cwd: root });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain('error schema-syntax: ');
});

test('--quiet names the files only', async () => {
  const root = await generated();
  rmSync(join(root, 'gen/orders/types.ts'));
  expect(await run(['check', '--quiet'], { cwd: root })).toEqual({
    exitCode: 1,
    stdout: '',
    stderr:
      'error drift: not there\n  at gen/orders/types.ts\n  Run `npx gen-msk-consumer generate` and commit the result.\n',
  });
});

test('--format json prints one report on stdout, also for an error', async () => {
  const root = await generated();
  rmSync(join(root, 'gen/orders/types.ts'));
  const count = Object.keys(filesIn(join(root, 'gen'))).length;
  const drifted = await run(['check', '--format', 'json'], { cwd: root });
  expect({ ...drifted, stdout: JSON.parse(drifted.stdout) as unknown }).toEqual({
    exitCode: 1,
    stderr: '',
    stdout: {
      version: 1,
      command: 'check',
      dryRun: false,
      exitCode: 1,
      root,
      counts: { unchanged: count, missing: 1 },
      files: [{ path: 'gen/orders/types.ts', state: 'missing' }],
      diagnostics: [
        {
          code: 'drift',
          severity: 'error',
          message: 'not there',
          location: { file: 'gen/orders/types.ts' },
          help: 'Run `npx gen-msk-consumer generate` and commit the result.',
        },
      ],
    },
  });
  const lost = await run(['generate', '--dry-run', '--format', 'json', '--config', 'none.json'], { cwd: root });
  expect({ ...lost, stdout: JSON.parse(lost.stdout) as unknown }).toEqual({
    exitCode: 2,
    stderr: '',
    stdout: {
      version: 1,
      command: 'generate',
      dryRun: true,
      exitCode: 2,
      root: null,
      counts: {},
      files: [],
      impacts: [],
      diagnostics: [
        {
          code: 'config-not-found',
          severity: 'error',
          message: 'the file none.json does not exist',
          help: 'Leave out --config to use gen-msk-consumer.config.json of this folder, or correct the path after it.',
        },
      ],
    },
  });
});

test('check on a clone without generated files names each folder once, and one instruction', async () => {
  const { exitCode, stdout, stderr } = await run(['check'], { cwd: temporaryProject(shop) });
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  const [runtime, index, orders, payments, ...rest] = stdout.split('\n');
  expect([runtime, index, orders, payments].map((line) => line?.replace(/\d+/, 'n'))).toEqual([
    'missing: gen/_runtime/ (n files)',
    'missing: gen/index.ts',
    'missing: gen/orders/ (n files)',
    'missing: gen/payments/ (n files)',
  ]);
  expect(rest).toEqual([
    '',
    expect.stringMatching(/^\d+ drifted, 0 unchanged\.$/),
    'Run `npx gen-msk-consumer generate` and commit the result.',
    '',
  ]);
});
