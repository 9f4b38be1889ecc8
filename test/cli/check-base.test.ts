import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gitProject } from '../diff/git-project.js';
import { run, shop } from './run.js';

test('--base shows of an edited file what each side has changed since a revision', async () => {
  const { root, commit } = gitProject(shop);
  await run(['--quiet', '--topic', 'orders'], { cwd: root });
  commit({});
  const types = join(root, 'gen/orders/types.ts');
  writeFileSync(types, readFileSync(types, 'utf8').replace('id: string;', 'id: number;'));
  const schema = join(root, 'schemas/order.avsc');
  writeFileSync(schema, readFileSync(schema, 'utf8').replace(']}', ',{"name":"note","type":"string"}]}'));
  const { exitCode, stdout } = await run(['check', '--topic', 'orders', '--base', 'HEAD'], { cwd: root });
  expect(exitCode).toBe(1);
  const [, of = ''] = stdout.split('edited by hand: gen/orders/types.ts\n');
  expect(
    of
      .split('\n')
      .filter((line) => /^ {2}(?:[+-] |\w)/.test(line))
      .slice(0, 5),
  ).toEqual([
    '  edited by hand since HEAD:',
    '  -  id: string;',
    '  +  id: number;',
    '  changed by generate since HEAD:',
    '  +  note: string;',
  ]);
  const unknown = await run(['check', '--topic', 'orders', '--base', 'nope'], { cwd: root });
  expect(unknown.exitCode).toBe(2);
  expect(unknown.stderr).toContain('error revision-unknown: the commit "nope" was not found\n');
});
