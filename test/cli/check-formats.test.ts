import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run, shop } from './run.js';
import { filesIn, temporaryProject } from './temporary-project.js';

/** A repository whose folder `services/shop` holds the project, generated, with one file missing. */
async function drifted(): Promise<{ readonly repository: string; readonly root: string }> {
  const files = Object.entries(shop).map(([path, text]): [string, string] => [`services/shop/${path}`, text]);
  const repository = temporaryProject(Object.fromEntries(files));
  mkdirSync(join(repository, '.git'));
  const root = join(repository, 'services/shop');
  await run(['--quiet'], { cwd: root });
  rmSync(join(root, 'gen/orders/types.ts'));
  return { repository, root };
}

const annotation =
  '::error file=services/shop/gen/orders/types.ts,line=1,title=gen-msk-consumer%3A drift::missing: not there%0ARun `npx gen-msk-consumer generate` and commit the result.\n';

test('--format prints one report on stdout, with paths as the repository has them', async () => {
  const { root } = await drifted();
  const { exitCode, stdout, stderr } = await run(['check', '--format', 'github'], { cwd: root });
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  expect(stdout).toMatch(/^::error .*\ngen-msk-consumer: 1 file has drifted, \d+ unchanged\.\n$/);
  expect(stdout.startsWith(annotation)).toBe(true);
});

test('--report writes reports to files beside what is printed, and makes their folder', async () => {
  const { root } = await drifted();
  const argv = [
    'check',
    '--report',
    'sarif=out/drift.sarif',
    '--report',
    'junit=out/a=b.xml',
    '--report',
    'markdown=c.md',
  ];
  const { exitCode, stdout, stderr } = await run(argv, { cwd: root });
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  expect(stdout).toContain('missing: gen/orders/types.ts\n');
  const written = filesIn(root);
  expect(written['out/drift.sarif']).toBe((await run(['check', '--format', 'sarif'], { cwd: root })).stdout);
  expect(written['out/a=b.xml']).toBe((await run(['check', '--format', 'junit'], { cwd: root })).stdout);
  expect(written['c.md']).toBe((await run(['check', '--format', 'markdown'], { cwd: root })).stdout);
});

test('a report that cannot be written is an error, and the others are written', async () => {
  const { root } = await drifted();
  writeFileSync(join(root, 'out'), '');
  const argv = ['check', '--quiet', '--report', 'sarif=out/drift.sarif', '--report', 'markdown=c.md'];
  const { exitCode, stderr } = await run(argv, { cwd: root });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('error write-failed: ');
  expect(filesIn(root)['c.md']).toMatch(/^<!-- gen-msk-consumer check services%2Fshop -->\n/);
});

test('where a job of GitHub has no .git, paths are as its workspace has them', async () => {
  const { repository, root } = await drifted();
  rmSync(join(repository, '.git'), { recursive: true });
  const alone = await run(['check', '--format', 'github'], { cwd: root });
  expect(alone.stdout).toContain('file=gen/orders/types.ts,');
  const inJob = await run(['check', '--format', 'github'], { cwd: root, env: { GITHUB_WORKSPACE: repository } });
  expect(inJob.stdout).toContain('file=services/shop/gen/orders/types.ts,');
  const elsewhere = await run(['check', '--format', 'github'], { cwd: root, env: { GITHUB_WORKSPACE: '/nowhere' } });
  expect(elsewhere.stdout).toContain('file=gen/orders/types.ts,');
});

test('line endings do not hide what has drifted', async () => {
  const { root } = await drifted();
  const path = join(root, 'gen/orders/consumer.ts');
  writeFileSync(path, `${readFileSync(path, 'utf8').replaceAll('\n', '\r\n')}// mine\r\n`);
  const { stdout } = await run(['check'], { cwd: root });
  const diff = stdout.slice(0, stdout.indexOf('missing: ')).split('\n');
  expect(diff.filter((line) => /^ {2}[+-]/.test(line))).toEqual(['  -// mine']);
});

test('--breaking finds the change of a schema since a revision, at the schema file', async () => {
  const root = temporaryProject(shop);
  await run(['--quiet'], { cwd: root });
  const git = (...argv: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...argv], {
      cwd: root,
      encoding: 'utf8',
    });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '--message=first');
  const inSync = await run(['check', '--breaking', 'main', '--format', 'github'], { cwd: root });
  expect(inSync).toEqual({
    exitCode: 0,
    stdout: expect.stringMatching(/^gen-msk-consumer: in sync, \d+ unchanged\.\n$/) as string,
    stderr: '',
  });

  const schema = join(root, 'schemas/order.avsc');
  writeFileSync(schema, readFileSync(schema, 'utf8').replace('"type":"string"', '"type":"int"'));
  await run(['--quiet'], { cwd: root });
  const broken = await run(['check', '--breaking', 'main', '--format', 'github'], { cwd: root });
  expect(broken.exitCode).toBe(1);
  expect(broken.stdout).toMatch(
    /^::error file=schemas\/order\.avsc,line=1,title=gen-msk-consumer%3A breaking-change::/,
  );
  expect(broken.stdout).toMatch(/\ngen-msk-consumer: in sync, 2 problems, \d+ unchanged\.\n$/);

  const text = await run(['check', '--breaking', 'main'], { cwd: root });
  expect(text.stdout).toMatch(/^In sync: /);
  expect(text.stderr).toContain('error breaking-change: orders value, since main: ');
  const unknown = await run(['check', '--breaking', 'no-such-revision'], { cwd: root });
  expect(unknown.exitCode).toBe(2);
});

test('what has drifted is said although something else could not be checked', async () => {
  const { root } = await drifted();
  const { exitCode, stdout, stderr } = await run(['check', '--breaking', 'main'], { cwd: root });
  expect(exitCode).toBe(2);
  expect(stdout).toMatch(/^missing: gen\/orders\/types\.ts\n/);
  expect(stderr).toMatch(/^error \S+: /);
});

test('the line of a changed file is that of the change, not that of the hash in its header', async () => {
  const { root } = await drifted();
  await run(['--quiet'], { cwd: root });
  const path = join(root, 'gen/orders/types.ts');
  const lines = readFileSync(path, 'utf8').split('\n');
  const line = lines.findIndex((text) => text.includes('id: string')) + 1;
  const hash = lines.findIndex((text) => text.startsWith('// Body hash: ')) + 1;
  writeFileSync(
    join(root, 'schemas/order.avsc'),
    readFileSync(join(root, 'schemas/order.avsc'), 'utf8').replace('"id"', '"no"'),
  );
  const changed = await run(['check', '--format', 'github'], { cwd: root });
  expect(changed.stdout).toContain(`file=services/shop/gen/orders/types.ts,line=${line},`);
  await run(['--quiet'], { cwd: root });
  writeFileSync(path, readFileSync(path, 'utf8').replace(/hash: ./, 'hash: x'));
  const edited = await run(['check', '--format', 'github'], { cwd: root });
  expect(edited.stdout).toContain(`file=services/shop/gen/orders/types.ts,line=${hash},`);
});

test('--format gitlab is a code quality report: each problem once, with its file and line', async () => {
  const { root } = await drifted();
  const { exitCode, stdout } = await run(['check', '--format', 'gitlab'], { cwd: root });
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toEqual([
    {
      description: 'missing: not there. Run `npx gen-msk-consumer generate` and commit the result.',
      check_name: 'drift',
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      severity: 'major',
      location: { path: 'services/shop/gen/orders/types.ts', lines: { begin: 1 } },
    },
  ]);
});
