import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { run, shop } from '../cli/run.js';
import { filesIn, temporaryProject } from '../cli/temporary-project.js';

const cli = inject('cli');

/** Permissions do not count for root: where the tests run as root, the child runs as nobody. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

interface Ran {
  readonly status: number | null;
  readonly stderr: string;
}

/** Runs `generate` in a process of its own. `limit`: the size of the largest file that it may write, in KiB. */
function generated(root: string, limit?: number): Ran {
  const [command, args] =
    limit === undefined
      ? [process.execPath, [cli, 'generate', '--no-impacts']]
      : ['bash', ['-c', `ulimit -f ${limit}; exec "$0" "$@"`, process.execPath, cli, 'generate', '--no-impacts']];
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8', cwd: root, ...nobody });
  return { status, stderr };
}

/** A project of which the user that the child runs as is the owner, generated once and then with another schema. */
async function changedProject(): Promise<string> {
  const root = temporaryProject(shop);
  expect(await run(['--quiet'], { cwd: root })).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  const schema = join(root, 'schemas/order.avsc');
  writeFileSync(schema, readFileSync(schema, 'utf8').replace('"id"', '"key"'));
  own(root);
  return root;
}

function own(root: string): void {
  if (nobody.uid === undefined) return;
  for (const path of ['', ...readdirSync(root, { recursive: true, encoding: 'utf8' })])
    chownSync(join(root, path), nobody.uid, nobody.gid);
}

interface Fault {
  readonly make: (root: string) => void;
  readonly mend: (root: string) => void;
  readonly error: string;
}

function withMode(path: string, mode: number, usual: number): Pick<Fault, 'make' | 'mend'> {
  return { make: (root) => chmodSync(join(root, path), mode), mend: (root) => chmodSync(join(root, path), usual) };
}

const denied = 'permission is missing (EACCES)';

test.each<[string, Fault]>([
  [
    'a read-only file',
    { ...withMode('gen/orders/types.ts', 0o444, 0o644), error: `write-failed: ${denied}\n  at gen/orders/types.ts` },
  ],
  [
    'a file that cannot be read',
    { ...withMode('gen/orders/types.ts', 0o000, 0o644), error: `unreadable: ${denied}\n  at gen/orders/types.ts` },
  ],
  [
    'a read-only folder',
    { ...withMode('gen/payments', 0o555, 0o755), error: `write-failed: ${denied}\n  at gen/payments/consumer.ts` },
  ],
  [
    'a folder that cannot be read',
    { ...withMode('gen/payments', 0o300, 0o755), error: `unreadable: ${denied}\n  at gen/payments` },
  ],
])('%s: a clear error, nothing is changed, and once it is mended all is done', async (_, { make, mend, error }) => {
  const root = await changedProject();
  const before = filesIn(root);
  make(root);
  const { status, stderr } = generated(root);
  mend(root);
  expect(status).toBe(2);
  expect(stderr).toContain(`error ${error}\n`);
  expect(filesIn(root)).toEqual(before);
  expect(generated(root)).toMatchObject({ status: 0 });
  expect((await run(['check'], { cwd: root })).exitCode).toBe(0);
});

test('a project in which nothing may be written: a clear error, and no folder is left behind', () => {
  const root = temporaryProject(shop);
  own(root);
  chmodSync(root, 0o555);
  const { status, stderr } = generated(root);
  chmodSync(root, 0o755);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: expect.stringMatching(/^error write-failed: permission is missing \(EACCES\)\n {2}at gen\/\S+\n/) as string,
  });
  expect(readdirSync(root).sort()).toEqual(['gen-msk-consumer.config.json', 'schemas']);
});

test('a disk that takes no more in the midst of a file: nothing is half-written', async () => {
  const root = await changedProject();
  const before = filesIn(root);
  rmSync(join(root, 'gen/_runtime'), { recursive: true });
  const without = filesIn(root);
  const { status, stderr } = generated(root, 8);
  expect(status).toBe(2);
  expect(stderr).toMatch(
    /^error write-failed: the file is larger than is allowed \(EFBIG\)\n {2}at gen\/_runtime\/\S+\n/m,
  );
  expect(filesIn(root)).toEqual(without);
  expect(existsSync(join(root, 'gen/_runtime'))).toBe(false);
  expect(generated(root)).toMatchObject({ status: 0 });
  expect(Object.keys(filesIn(root))).toEqual(Object.keys(before));
});

test.each<[string, (root: string, outside: string) => void, string]>([
  [
    'a folder that is a link out of the project',
    (root, outside) => {
      rmSync(join(root, 'gen/orders'), { recursive: true });
      symlinkSync(outside, join(root, 'gen/orders'));
    },
    "path-outside: a symbolic link leads outside the config's folder\n  at gen/orders/consumer.ts",
  ],
  [
    'a file that is a link out of the project',
    (root, outside) => {
      rmSync(join(root, 'gen/orders/types.ts'));
      symlinkSync(join(outside, 'theirs.ts'), join(root, 'gen/orders/types.ts'));
    },
    "path-outside: a symbolic link leads outside the config's folder\n  at gen/orders/types.ts",
  ],
  [
    'a handler that is a link to nowhere',
    (root) => {
      rmSync(join(root, 'gen/orders/handler.ts'));
      symlinkSync(join(root, 'nowhere.ts'), join(root, 'gen/orders/handler.ts'));
    },
    'foreign-file: a broken symbolic link is in the way\n  at gen/orders/handler.ts',
  ],
  [
    'an output folder that is a link out of the project',
    (root, outside) => {
      rmSync(join(root, 'gen'), { recursive: true });
      symlinkSync(outside, join(root, 'gen'));
    },
    "path-outside: output: a symbolic link leads outside the config's folder\n  at gen-msk-consumer.config.json:1:11 (/output)",
  ],
  [
    'a folder where a file belongs',
    (root) => {
      rmSync(join(root, 'gen/orders/types.ts'));
      mkdirSync(join(root, 'gen/orders/types.ts/ours'), { recursive: true });
    },
    'foreign-file: a folder is in the way\n  at gen/orders/types.ts',
  ],
  [
    'a file where a folder belongs',
    (root) => {
      rmSync(join(root, 'gen/orders'), { recursive: true });
      writeFileSync(join(root, 'gen/orders'), 'ours');
    },
    'write-failed: something else is in the way (EEXIST)\n  at gen/orders/consumer.ts',
  ],
])('%s: a clear error, and nothing is changed, inside or outside', async (_, make, error) => {
  const root = await changedProject();
  const outside = temporaryProject({ 'theirs.ts': 'theirs', 'types.ts': 'theirs' });
  make(root, outside);
  const before = [filesIn(root), filesIn(outside)];
  const { exitCode, stderr } = await run(['--no-impacts'], { cwd: root });
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`error ${error}\n`);
  expect([filesIn(root), filesIn(outside)]).toEqual(before);
});
