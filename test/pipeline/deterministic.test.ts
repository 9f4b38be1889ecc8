import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';

import { generate } from '../../src/commands/generate.js';
import { shopProject } from './shop.js';
import { generateProject, readTree, repository, writeProject } from './temp-project.js';

it('another folder, time zone and locale give the same bytes', async () => {
  const { root, files } = await generateProject(shopProject());
  const elsewhere = writeProject(shopProject());
  const { status, stderr } = spawnSync(process.execPath, [inject('cli'), 'generate', '--quiet', '--cwd', elsewhere], {
    cwd: repository,
    encoding: 'utf8',
    env: { ...process.env, TZ: 'Asia/Kolkata', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(readTree(join(elsewhere, 'src/consumers'))).toEqual(files);
  // Neither a place nor a machine is in any of them.
  const telling = Object.entries(files).filter(
    ([, text]) => text.includes(root) || text.includes(repository) || text.includes(hostname()),
  );
  expect(telling.map(([path]) => path)).toEqual([]);
});

it('a second run writes nothing', async () => {
  const { root, files } = await generateProject(shopProject());
  const times = () =>
    Object.keys(files).map((path) => statSync(join(root, 'src/consumers', path), { bigint: true }).mtimeNs);
  const before = times();
  const second = await generate({ cwd: root });
  expect(second.changes.filter(({ kind }) => kind !== 'unchanged')).toEqual([]);
  expect(times()).toEqual(before);
});
