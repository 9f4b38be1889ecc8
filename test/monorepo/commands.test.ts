import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JsonDiffReport } from '../../src/commands/json-reports.js';
import { run } from '../cli/run.js';
import { filesIn, temporaryProject } from '../cli/temporary-project.js';
import { gitProject } from '../diff/git-project.js';
import { confluentServer } from '../registry/confluent-server.js';
import { record, registryConfig } from '../registry/registry-project.js';
import { services, workspace } from './workspace.js';

test('generate writes all projects and prints each under its name', async () => {
  const root = temporaryProject(workspace);
  const { exitCode, stdout, stderr } = await run(['generate', '--workspaces'], { cwd: root });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(/^services\/orders:\ncreated services\/orders\/gen\/_runtime\/ \(\d+ files\)\n/);
  expect(stdout).toMatch(/\n2 projects: 2 changed\. \d+ created, 0 unchanged\.\n$/);
  const again = await run(['generate', '--workspaces', '--format', 'json'], { cwd: root });
  expect(JSON.parse(again.stdout)).toMatchObject({ root, files: [], projects: [{ exitCode: 0 }, { exitCode: 0 }] });
});

test.each([
  ['Yarn', { 'package.json': '{"workspaces":{"packages":["services/*"]}}' }],
  ['pnpm', { 'package.json': '{}', 'pnpm-workspace.yaml': 'packages:\n  - services/*\n  - "!services/payments"\n' }],
])('--workspaces reads what %s reads, from a folder of a package too', async (name, files) => {
  const root = temporaryProject({ ...services, ...files });
  const { stdout } = await run(['generate', '--workspaces', '--dry-run', '--format', 'json'], {
    cwd: join(root, 'services/orders'),
  });
  const { projects } = JSON.parse(stdout) as { readonly projects: readonly { readonly project: string }[] };
  expect(projects.map(({ project }) => project)).toEqual(name === 'pnpm' ? ['.'] : ['.', '../payments']);
});

test('a command for one project refuses several configs, and --watch says that it watches one', async () => {
  const root = temporaryProject(workspace);
  const two = [
    '--config',
    'services/orders/gen-msk-consumer.config.json',
    '--config',
    'services/payments/gen-msk-consumer.config.json',
  ];
  const list = await run(['list', ...two], { cwd: root });
  expect(list.exitCode).toBe(2);
  expect(list.stderr).toContain("error: option '--config' names several files, and 'list' works on one project\n");
  const watch = await run(['generate', '--watch', '--workspaces'], { cwd: root });
  expect(watch.exitCode).toBe(2);
  expect(watch.stderr).toContain(
    "error: option '--watch' works on one project, and cannot be used with '--workspaces'\n",
  );
});

test('diff compares all projects with a revision', async () => {
  const { root } = gitProject(workspace);
  const file = join(root, 'services/orders/schemas/order.avsc');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"type":"string"', '"type":"long"'));
  const text = await run(['diff', '--workspaces', '--no-impacts'], { cwd: root });
  expect(text.exitCode).toBe(1);
  expect(text.stdout).toContain(
    'services/orders:\norders value: services/orders/schemas/order.avsc\n  ~ id: string -> long',
  );
  expect(text.stdout).toContain('Breaks: 1 topic changed, 1 unchanged.\n');
  const json = await run(['diff', '--workspaces', '--format', 'json', '--topic', 'orders'], { cwd: root });
  const report = JSON.parse(json.stdout) as JsonDiffReport;
  expect(report.topics.map(({ project, topic, change }) => [project, topic, change])).toEqual([
    ['services/orders', 'orders', 'changed'],
  ]);
  expect(report.projects).toMatchObject([{ project: 'services/orders', exitCode: 1, effect: 'breaks' }]);
});

test('pull asks a registry that projects share once for each version', async () => {
  let requests = 0;
  const server = await confluentServer({ intercept: () => (requests++, false) });
  server.store.register('orders-value', { schema: record('shop.Order', 'id') });
  const config = registryConfig({ url: server.url, topics: { orders: 'orders-value' } });
  const root = temporaryProject({
    'a/gen-msk-consumer.config.json': config,
    'b/gen-msk-consumer.config.json': config,
  });
  await run(['pull', '--config', 'a/gen-msk-consumer.config.json'], { cwd: root });
  const ofOne = requests;
  requests = 0;
  const { exitCode, stdout } = await run(['pull', '--config', '*/gen-msk-consumer.config.json'], { cwd: root });
  expect({ exitCode, requests }).toEqual({ exitCode: 0, requests: expect.any(Number) as number });
  expect(requests).toBeLessThanOrEqual(ofOne + 1);
  expect(stdout).toContain('b:\ncreated b/registry/orders-value/subject.json\n');
  expect(filesIn(root)['b/registry/orders-value/v1.avsc']).toBe(filesIn(root)['a/registry/orders-value/v1.avsc']);
});
