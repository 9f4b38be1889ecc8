import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isFullRun } from '../support/day-share.js';
import { kinds } from './kinds.js';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gen-msk-consumer-kinds-')));
const tested = kinds.filter(({ isUsual }) => isUsual || isFullRun);
let tarball = '';

beforeAll(() => {
  // What the build made.
  runIn(repository, ['npm', 'pack', '--ignore-scripts', '--silent', '--pack-destination', folder]);
  tarball = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '');
  // In a usual run, what the projects need is installed once for all of them.
  if (!isFullRun) write(folder, { 'package.json': '{ "private": true }' });
  if (!isFullRun) install(folder, new Set(tested.flatMap(({ files }) => packagesOf(files['package.json'] ?? ''))));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(tested)(
  '$name: from an empty folder to a tested and bundled handler, and on to the next schema',
  ({ name, files, chosen, bundle }) => {
    const root = join(folder, name.replaceAll(/\W+/g, '-'));
    write(root, { ...files, ...schemas });
    const run = (...command: readonly string[]): Ran => runIn(root, command);
    const generator = (...argv: readonly string[]): Ran => run(bin('gen-msk-consumer'), ...argv);
    const negative = (...argv: readonly string[]): Ran => runIn(root, [bin('gen-msk-consumer'), ...argv], 1);

    if (isFullRun) install(root);
    else symlinkSync('../node_modules', join(root, 'node_modules'), 'dir');
    const { stdout, stderr } = generator('init', '--yes');
    expect(stderr).not.toContain('project-setup');
    expect(stdout).toContain('chose framing: confluent ');
    expect(stdout).toContain(`chose testRunner: ${chosen.testRunner} `);
    expect(stdout).toContain(`chose importExtension: ${chosen.importExtension || '""'} `);
    generator('generate');
    // In a usual run, after the schema has changed.
    if (isFullRun) run(bin('tsc'), '--noEmit', '-p', '.');
    run('npm', 'test');
    bundleAndInvoke(root, bundle);

    run('git', 'init', '--quiet');
    write(root, { '.gitignore': '/node_modules\nbuild\ndist\n' });
    run('git', 'add', '--all');
    run('git', '-c', 'user.name=x', '-c', 'user.email=x@example.com', 'commit', '--quiet', '-m', 'before');
    const note = { name: 'note', type: ['null', 'string'], default: null };
    write(root, { 'schemas/orders.avsc': JSON.stringify({ ...order, fields: [...order.fields, note] }) });
    // Bytes without a schema id do not show which of the two schemas wrote them.
    expect(negative('diff').stdout).toMatch(/^ {2}\+ note: string \| null {2}breaks$/m);
    expect(negative('check').stdout).toContain('changed: src/consumers/orders/types.ts');
    generator('generate');
    generator('check', '--strict');
    run(bin('tsc'), '--noEmit', '-p', '.');
    bundleAndInvoke(root, bundle);
  },
);

const order = {
  type: 'record',
  name: 'Order',
  namespace: 'shop',
  fields: [
    { name: 'id', type: 'string' },
    { name: 'count', type: 'long' },
    { name: 'total', type: { type: 'bytes', logicalType: 'decimal', precision: 10, scale: 2 } },
    { name: 'at', type: { type: 'long', logicalType: 'timestamp-millis' } },
  ],
};

const schemas = {
  'schemas/orders.avsc': JSON.stringify(order),
  'schemas/customers.schema.json': JSON.stringify({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Customer',
    type: 'object',
    required: ['id', 'email'],
    properties: {
      id: { type: 'string' },
      email: { type: 'string', format: 'email' },
      tier: { enum: ['gold', 'silver'] },
    },
  }),
};

/** Installs the package that the build made in a project, with others. */
function install(root: string, packages: Iterable<string> = []): void {
  const quietly = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  runIn(root, ['npm', 'install', '--save-dev', ...quietly, tarball, ...packages]);
}

/** The packages that a project needs for its development, with their versions. */
function packagesOf(packageJson: string): readonly string[] {
  const { devDependencies = {} } = JSON.parse(packageJson) as { readonly devDependencies?: Record<string, string> };
  return Object.entries(devDependencies).map(([name, version]) => `${name}@${version}`);
}

/** A command of an installed package, as `npx` runs it. */
function bin(name: string): string {
  return `node_modules/.bin/${name}`;
}

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** Bundles each handler as the team would, and runs the bundle on the sample event, as Lambda would. */
function bundleAndInvoke(root: string, options: readonly string[]): void {
  for (const topic of ['orders', 'customers']) {
    const source = `src/consumers/${topic}`;
    const bundled = ['--bundle', '--platform=node', ...options, `--outdir=dist/${topic}`];
    runIn(root, [bin('esbuild'), `${source}/handler.ts`, ...bundled, '--log-level=warning']);
    const [file = ''] = readdirSync(join(root, 'dist', topic));
    const program = `
      const { handler } = await import('./dist/${topic}/${file}');
      await handler(JSON.parse(fs.readFileSync('${source}/event.json', 'utf8')));
      console.log('handled');`;
    expect(runIn(root, ['node', '--input-type=module', '-e', `import fs from 'node:fs';${program}`]).stdout).toMatch(
      /^handled$/m,
    );
  }
}

interface Ran {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command that has to end with a status. */
function runIn(cwd: string, [program = '', ...argv]: readonly string[], status = 0): Ran {
  const env = { ...process.env, NODE_ENV: '', CI: 'true', npm_config_update_notifier: 'false' };
  const result = spawnSync(program, argv, { cwd, env, encoding: 'utf8' });
  const { stdout, stderr } = result;
  if (result.status !== status)
    throw new Error(`${program} ${argv.join(' ')}: ${String(result.status)}\n${stdout}\n${stderr}`);
  return { stdout, stderr };
}
