import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run, shop } from './run.js';
import { filesIn, temporaryProject } from './temporary-project.js';

test('generate, which is the default, says what it created, new folders in one line, and leaves nothing to do', async () => {
  const root = temporaryProject(shop);
  const first = await run([], { cwd: root });
  expect({ exitCode: first.exitCode, stderr: first.stderr }).toEqual({ exitCode: 0, stderr: '' });
  const count = Object.keys(filesIn(join(root, 'gen'))).length;
  const runtimeCount = Object.keys(filesIn(join(root, 'gen/_runtime'))).length;
  expect(first.stdout).toBe(
    `created gen/_runtime/ (${runtimeCount} files)\ncreated gen/index.ts\n` +
      `created gen/orders/ (7 files)\ncreated gen/payments/ (7 files)\n${count} created, 0 unchanged.\n`,
  );

  const times = (): readonly bigint[] =>
    Object.keys(filesIn(root)).map((path) => statSync(join(root, path), { bigint: true }).mtimeNs);
  const before = times();
  const second = await run(['generate'], { cwd: root });
  expect(second).toEqual({ exitCode: 0, stdout: `Up to date: ${count} unchanged.\n`, stderr: '' });
  expect(times()).toEqual(before);
});

test('--dry-run says what would be done and writes nothing', async () => {
  const root = temporaryProject(shop);
  const { exitCode, stdout } = await run(['--dry-run'], { cwd: root });
  expect(exitCode).toBe(0);
  expect(stdout).toContain('would create gen/orders/ (7 files)\n');
  expect(stdout).toMatch(/\n\d+ to create, 0 unchanged\.\n$/);
  expect(filesIn(root)).toEqual(shop);
});

test('a topic that leaves the config takes its files with it, but for the handler', async () => {
  const root = temporaryProject(shop);
  await run([], { cwd: root });
  writeFileSync(
    join(root, 'gen-msk-consumer.config.json'),
    JSON.stringify({ output: 'gen', topics: { orders: { value: 'schemas/order.avsc' } } }),
  );
  const { exitCode, stdout, stderr } = await run([], { cwd: root });
  expect(exitCode).toBe(0);
  expect(stdout).toContain('deleted gen/payments/event.json\n');
  expect(stdout).toContain('updated gen/index.ts\n');
  expect(Object.keys(filesIn(join(root, 'gen/payments')))).toEqual(['handler.test.ts', 'handler.ts']);
  expect(stderr).toBe(
    'warning orphaned-user-file: its topic is no longer in the config\n' +
      '  at gen/payments/handler.test.ts\n' +
      'warning orphaned-user-file: its topic is no longer in the config\n' +
      '  at gen/payments/handler.ts\n' +
      '  Remove it when you no longer need it.\n',
  );
});

test('--topic confines the run to what matches', async () => {
  const root = temporaryProject(shop);
  const { exitCode, stdout } = await run(['generate', '--topic', 'pay*'], { cwd: root });
  expect(exitCode).toBe(0);
  expect(stdout).toContain('created gen/payments/ (7 files)\n');
  expect(stdout).not.toContain('gen/orders');
  expect((await run(['generate', '--topic', 'refunds'], { cwd: root })).exitCode).toBe(2);
});

test('a file of the team in the way stops the run before anything is written', async () => {
  const root = temporaryProject({ ...shop, 'gen/orders/types.ts': 'mine\n' });
  expect(await run([], { cwd: root })).toEqual({
    exitCode: 2,
    stdout: '',
    stderr:
      'error foreign-file: a file that was not generated is in the way\n' +
      '  at gen/orders/types.ts\n' +
      '  Move the file, or choose another "output" folder.\n',
  });
  expect(filesIn(root)).toEqual({ ...shop, 'gen/orders/types.ts': 'mine\n' });
});

test('a disk that refuses is told of, and nothing is left half done', async () => {
  const root = temporaryProject({ ...shop, gen: 'a file where the output folder belongs' });
  const { exitCode, stdout, stderr } = await run([], { cwd: root });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatch(/^error write-failed: a file is where a folder is needed \(ENOTDIR\)\n {2}at gen\n/);
  expect(filesIn(root)).toEqual({ ...shop, gen: 'a file where the output folder belongs' });
});

test('an edited file is overwritten, and that is said', async () => {
  const root = temporaryProject(shop);
  await run([], { cwd: root });
  const before = filesIn(root);
  writeFileSync(join(root, 'gen/orders/types.ts'), `${before['gen/orders/types.ts'] ?? ''}export {};\n`);
  const { stdout, stderr } = await run([], { cwd: root });
  expect(stdout).toMatch(/^updated gen\/orders\/types\.ts\n1 updated, \d+ unchanged\.\n$/);
  expect(stderr).toContain('warning edited-by-hand: generate overwrites the edit\n  at gen/orders/types.ts\n');
  expect(filesIn(root)).toEqual(before);
});

test('--quiet prints nothing but errors', async () => {
  const root = temporaryProject(shop);
  expect(await run(['--quiet'], { cwd: root })).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  rmSync(join(root, 'schemas/order.avsc'));
  const { exitCode, stdout, stderr } = await run(['--quiet'], { cwd: root });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain('error schema-not-found: ');
  expect(stderr).toMatch(/\n {2}at gen-msk-consumer\.config\.json:1:\d+ \(\/topics\/\w+\/value\)\n/);
});

test('paths are told as seen from the current folder, or in full when they are not below it', async () => {
  const root = temporaryProject({ 'a/gen-msk-consumer.config.json': '{', 'b/x': '' });
  const here = await run(['--cwd', 'a'], { cwd: root });
  expect(here.stderr).toContain('  at a/gen-msk-consumer.config.json:1:2\n');
  const elsewhere = await run(['--config', '../a/gen-msk-consumer.config.json'], { cwd: join(root, 'b') });
  expect(elsewhere.stderr).toContain(`  at ${join(root, 'a/gen-msk-consumer.config.json')}:1:2\n`);
});

test('what a terminal would obey is printed as an escape', async () => {
  const text = JSON.stringify({ topics: { a: { value: 'none', '\u001b[2J\u202Eevil\n': 1 } } });
  const root = temporaryProject({ 'gen-msk-consumer.config.json': text });
  const { stderr } = await run([], { cwd: root });
  expect(stderr).toContain('\\u001b[2J\\u202eevil\\n');
  expect(stderr).toContain('/topics/a/\\u001b[2J\\u202eevil\\u000a)');
  expect(stderr).not.toMatch(/[\u001b\u202e]/);
});

test('colours are for terminals, and not where NO_COLOR or --no-color forbids them', async () => {
  const root = temporaryProject(shop);
  const colored = /\u001b\[/;
  const dryRun = ['--dry-run'];
  expect((await run(dryRun, { cwd: root, isTTY: true })).stdout).toMatch(colored);
  expect((await run(dryRun, { cwd: root })).stdout).not.toMatch(colored);
  expect((await run(dryRun, { cwd: root, isTTY: true, env: { NO_COLOR: '1' } })).stdout).not.toMatch(colored);
  expect((await run([...dryRun, '--no-color'], { cwd: root, isTTY: true })).stdout).not.toMatch(colored);
});

test('a run that builds many topics shows on a terminal how far it is, and clears the line', async () => {
  const topics = Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [`t${String(index)}`, { value: 'string' }]),
  );
  const root = temporaryProject({ 'gen-msk-consumer.config.json': JSON.stringify({ topics }) });
  for (const [command, label] of [
    ['check', 'checking'],
    ['generate', 'generating'],
  ] as const) {
    const { stderr } = await run([command], { cwd: root, isTTY: true });
    expect(stderr).toContain(`\r${label} ############............ 10/20\u001B[K`);
    expect(stderr).toContain(`${label} ${'#'.repeat(24)} 20/20\u001B[K\r\u001B[K`);
  }
  // What is sealed is not built.
  expect((await run(['check'], { cwd: root, isTTY: true })).stderr).toBe('');
  const { stderr } = await run(['check', '--full'], { cwd: root });
  expect(stderr).toBe('');
});
