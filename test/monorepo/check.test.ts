import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JsonReport } from '../../src/commands/json-reports.js';
import { run } from '../cli/run.js';
import { temporaryProject } from '../cli/temporary-project.js';
import { workspace } from './workspace.js';

/** A generated workspace in which a file of one service is missing. */
async function drifted(): Promise<string> {
  const root = temporaryProject(workspace);
  await run(['generate', '--workspaces', '--quiet'], { cwd: root });
  rmSync(join(root, 'services/payments/gen/payments/types.ts'));
  return root;
}

test('one report is grouped by project, with paths from where the command runs, and ends with what to do', async () => {
  const ran = await run(['check', '--workspaces'], { cwd: await drifted() });
  const files = /(\d+) unchanged/.exec(ran.stdout)?.[1] ?? '';
  expect(ran).toEqual({
    exitCode: 1,
    stdout: `services/payments:
missing: services/payments/gen/payments/types.ts

1 drifted, ${files} unchanged.

2 projects: 1 is in sync, 1 is out of sync (files: ${2 * Number(files) + 1} unchanged).
Run \`npx gen-msk-consumer generate --workspaces\` and commit the result.
`,
    stderr: '',
  });
});

test('a project that cannot be loaded hides no result of the others, and the worst exit code counts', async () => {
  const root = await drifted();
  writeFileSync(join(root, 'services/orders/gen-msk-consumer.config.json'), '{ "topics": }');
  const { exitCode, stdout, stderr } = await run(['check', '--workspaces'], { cwd: root });
  expect(exitCode).toBe(2);
  expect(stdout).toContain('missing: services/payments/gen/payments/types.ts\n');
  expect(stdout).toContain('2 projects: 1 could not be checked, 1 is out of sync ');
  expect(stderr).toMatch(
    /^services\/orders:\nerror config-syntax: .*\n {2}at services\/orders\/gen-msk-consumer.config.json:1:13\n/,
  );
});

test('patterns and several values choose configs, as a list that a shell has made of a pattern does', async () => {
  const root = await drifted();
  const [orders = '', payments = ''] = ['orders', 'payments'].map(
    (name) => `services/${name}/gen-msk-consumer.config.json`,
  );
  const selections = [
    ['--config', 'services/*/gen-msk-consumer.config.json'],
    ['--config', orders, '--config', payments],
    ['--config', orders, payments],
  ];
  for (const selection of selections) {
    const { exitCode, stdout } = await run(['check', ...selection], { cwd: root });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('2 projects: 1 is in sync, 1 is out of sync');
  }
  const one = await run(['check', '--config', 'services/o*/gen-msk-consumer.config.json'], { cwd: root });
  expect(one.exitCode).toBe(0);
  expect(one.stdout).toContain('1 project: 1 is in sync');
});

test('the fix that is printed names the same projects', async () => {
  const root = await drifted();
  const { stdout } = await run(['check', '--config', 'services/*/gen-msk-consumer.config.json'], { cwd: root });
  expect(stdout).toContain("`npx gen-msk-consumer generate --config 'services/*/gen-msk-consumer.config.json'`");
  const elsewhere = await run(['check', '--workspaces', '--cwd', root], { cwd: tmpdir() });
  expect(elsewhere.stdout).toContain(`\`npx gen-msk-consumer generate --workspaces --cwd ${root}\``);
});

test('a pattern of topics has to match in one project, and the others are left out', async () => {
  const root = await drifted();
  const chosen = await run(['check', '--workspaces', '--topic', 'ord*'], { cwd: root });
  expect(chosen.exitCode).toBe(0);
  expect(chosen.stdout).toContain('1 project: 1 is in sync');
  const unknown = await run(['check', '--workspaces', '--topic', 'ord*', 'nothing'], { cwd: root });
  expect(unknown.exitCode).toBe(2);
  expect(unknown.stderr).toContain(
    'no topic in any of the configs matches "nothing"\n  Choose from the topics of the configs: orders, payments.\n',
  );
});

test('a pattern or a workspace without configs is an error that says what to do', async () => {
  const root = temporaryProject({ 'package.json': '{}' });
  const pattern = await run(['check', '--config', 'x/*.json'], { cwd: root });
  expect(pattern).toMatchObject({ exitCode: 2, stdout: '' });
  expect(pattern.stderr).toContain('error config-not-found: no file matches "x/*.json"');
  const none = await run(['check', '--workspaces'], { cwd: root });
  expect(none.stderr).toContain('error config-not-found: no "workspaces" in a package.json');
  writeFileSync(join(root, 'package.json'), '{"workspaces":["a"]}');
  const bare = await run(['check', '--workspaces'], { cwd: root });
  expect(bare.stderr).toContain('error config-not-found: none of the 0 packages of the workspace has a config');
});

test('JSON, SARIF, JUnit, Markdown and annotations are one document each', async () => {
  const root = await drifted();
  const reports = ['json=a.json', 'sarif=a.sarif', 'junit=a.xml', 'markdown=a.md'].flatMap((one) => ['--report', one]);
  const { stdout } = await run(['check', '--workspaces', '--format', 'github', ...reports], { cwd: root });
  expect(stdout).toContain('::error file=services/payments/gen/payments/types.ts,');
  const text = (file: string): string => readFileSync(join(root, file), 'utf8');
  const json = JSON.parse(text('a.json')) as JsonReport;
  expect(json.projects).toMatchObject([
    { project: 'services/orders', config: 'services/orders/gen-msk-consumer.config.json', exitCode: 0 },
    { project: 'services/payments', exitCode: 1, counts: { missing: 1 } },
  ]);
  expect(json.exitCode).toBe(1);
  expect(json.files).toEqual([{ path: 'services/payments/gen/payments/types.ts', state: 'missing' }]);
  expect(json.diagnostics.map(({ location }) => location?.file)).toEqual(['services/payments/gen/payments/types.ts']);
  const sarif = JSON.parse(text('a.sarif')) as { readonly runs: readonly object[] };
  expect(sarif.runs).toHaveLength(1);
  expect(JSON.stringify(sarif)).toContain('"uri":"services/payments/gen/payments/types.ts"');
  expect(text('a.xml').match(/<testsuites /g)).toHaveLength(1);
  expect(text('a.xml')).toContain('<testsuite name="services/orders/gen/orders"');
  expect(text('a.xml')).toContain('<testsuite name="services/payments/gen/payments"');
  expect(text('a.md')).toContain('services/payments/gen/payments/types.ts');
});
