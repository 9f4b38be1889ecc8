import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JsonInitReport } from '../../src/commands/json-reports.js';
import { run } from '../cli/run.js';
import { filesIn, temporaryProject } from '../cli/temporary-project.js';
import { workspace } from './workspace.js';

const config = 'gen-msk-consumer.config.json';

/** A workspace without configs, in which the tool is installed at the root. */
function bare(): string {
  const root = temporaryProject({
    ...workspace,
    'node_modules/gen-msk-consumer/config.schema.json': '{}',
    'node_modules/vitest/package.json': '{}',
  });
  for (const service of ['orders', 'payments']) rmSync(join(root, 'services', service, config));
  return root;
}

test('at the root of a workspace, init writes a config for each package with schemas', async () => {
  const root = bare();
  const { exitCode, stdout, stderr } = await run(['init', '--yes'], { cwd: root });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(/^services\/orders:\nfound services\/orders\/package\.json: /);
  expect(stdout).toContain(`created services/payments/${config} with topic order\n`);
  expect(stdout).toContain('npx gen-msk-consumer init --force --framing glue --cwd services/payments\n');
  expect(stdout).toMatch(/\nNext: npx gen-msk-consumer generate --workspaces\n$/);
  expect(Object.keys(filesIn(root)).filter((path) => path.endsWith(config))).toEqual([
    `services/orders/${config}`,
    `services/payments/${config}`,
  ]);
  expect(JSON.parse(filesIn(root)[`services/orders/${config}`] ?? '')).toMatchObject({
    $schema: '../../node_modules/gen-msk-consumer/config.schema.json',
  });
  expect((await run(['generate', '--workspaces', '--quiet', '--dry-run'], { cwd: root })).exitCode).toBe(0);
});

test('packages that have a config keep it, and JSON is one document', async () => {
  const root = bare();
  writeFileSync(join(root, 'services/orders', config), '{}');
  const { stdout } = await run(['init', '--format', 'json'], { cwd: root });
  const report = JSON.parse(stdout) as JsonInitReport;
  expect(report.created).toEqual([`services/payments/${config}`]);
  expect(report.projects).toMatchObject([{ project: 'services/payments', exitCode: 0, topics: ['order'] }]);
  expect(filesIn(root)[`services/orders/${config}`]).toBe('{}');
});

test('in a package, init is about that package', async () => {
  const root = bare();
  const { stdout } = await run(['init'], { cwd: join(root, 'services/orders') });
  expect(stdout).toMatch(new RegExp(`\ncreated ${config} with topic order\n`));
  expect(filesIn(root)[`services/payments/${config}`]).toBeUndefined();
});
