import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load-config.js';
import { init } from '../../src/commands/init.js';
import { orderSchema, run } from './run.js';
import { filesIn, temporaryProject } from './temporary-project.js';

const file = 'gen-msk-consumer.config.json';

const schemas = {
  'schemas/orders.v1.avsc': orderSchema,
  'schemas/orders.v2.avsc': orderSchema,
  'schemas/orders-key.avsc': '"string"',
  'schemas/events.avsc': '{ "type": "record", "name": "Event", "fields": [{ "name": "at", "type": "Place" }] }',
  'schemas/[common]/place.avsc': '{ "type": "enum", "name": "Place", "symbols": ["HERE"] }',
};

test('writes a config for what it found, says what it chose and why, and the next command works', async () => {
  const root = temporaryProject(schemas);
  expect(await run(['init'], { cwd: root })).toEqual({
    exitCode: 0,
    stdout:
      'chose framing: confluent (the default: no file shows how producers frame their records); ' +
      'to change it: npx gen-msk-consumer init --force --framing glue\n' +
      'chose key: string (topic events has no key schema: text, unless bytes are asked for); ' +
      'to change it: npx gen-msk-consumer init --force --key none\n' +
      'chose testRunner: vitest (the default: there is no package.json)\n' +
      'chose importExtension: .js (the default)\n' +
      `created ${file} with topics events, orders\nNext: npx gen-msk-consumer generate\n`,
    stderr:
      'warning ids-guessed: the schema ids of topic orders were taken from the numbers in the file names\n' +
      `  at ${file}\n  List the registry's ids: "versions": { "<id>": "<file>" }.\n`,
  });
  expect(JSON.parse(filesIn(root)[file] ?? '')).toEqual({
    $schema: './node_modules/gen-msk-consumer/config.schema.json',
    output: 'src/consumers',
    testRunner: 'vitest',
    include: ['schemas/\\[common\\]/place.avsc'],
    defaults: { framing: 'confluent' },
    topics: {
      events: { key: 'string', value: 'schemas/events.avsc' },
      orders: {
        key: 'schemas/orders-key.avsc',
        value: { versions: { 1: 'schemas/orders.v1.avsc', 2: 'schemas/orders.v2.avsc' } },
      },
    },
  });
  expect((await run([], { cwd: root })).exitCode).toBe(0);
});

test('keys without a schema are raw bytes where they are asked for', async () => {
  const root = temporaryProject(schemas);
  const { stdout } = await run(['init', '--key', 'none'], { cwd: root });
  expect(stdout).toContain('chose key: none (topic events has no key schema: raw bytes, as given); ');
  expect(await loadConfig({ cwd: root })).toMatchObject({ value: { topics: [{ key: { kind: 'bytes' } }, {}] } });
});

test('flags say what a person would be asked, and --topic chooses', async () => {
  const root = temporaryProject(schemas);
  const flags = ['--output', 'lib', '--test-runner', 'jest', '--import-extension', '', '--framing', 'confluent'];
  const { exitCode, stderr } = await run(['init', '--yes', '--topic', 'ord*', ...flags], { cwd: root });
  expect(exitCode).toBe(0);
  expect(stderr).toBe(
    'warning ids-guessed: the schema ids of topic orders were taken from the numbers in the file names\n' +
      `  at ${file}\n  List the registry's ids: "versions": { "<id>": "<file>" }.\n`,
  );
  expect(await loadConfig({ cwd: root })).toMatchObject({
    ok: true,
    value: {
      output: 'lib',
      testRunner: 'jest',
      importExtension: '',
      topics: [{ topic: 'orders', value: { framing: 'confluent', versions: [{ id: '1' }, { id: '2' }] } }],
    },
  });
});

test('with UUIDs for ids only the newest version is taken, and that is said', async () => {
  const root = temporaryProject(schemas);
  const { stderr } = await run(['init', '--framing', 'glue'], { cwd: root });
  expect(stderr).toContain(
    'warning ids-guessed: topic orders has only the newest schema: the ids of framing "glue" are UUIDs\n',
  );
  expect(await loadConfig({ cwd: root })).toMatchObject({
    value: { topics: [{}, { value: { versions: [{ id: null, file: 'schemas/orders.v2.avsc' }] } }] },
  });
});

test('versions keep their order beyond nine', async () => {
  const root = temporaryProject(Object.fromEntries([10, 9, 1, 100].map((n) => [`orders.v${n}.avsc`, orderSchema])));
  await run(['init', '--framing', 'confluent'], { cwd: root });
  expect(await loadConfig({ cwd: root })).toMatchObject({
    value: { topics: [{ value: { versions: [{ id: '1' }, { id: '9' }, { id: '10' }, { id: '100' }] } }] },
  });
});

test.each([
  [{ devDependencies: { vitest: '4' } }, 'vitest'],
  [{ devDependencies: { 'ts-jest': '29' } }, 'jest'],
  [{ scripts: { test: 'node --import tsx --test src/**/*.test.ts' } }, 'node'],
  [{ scripts: { test: 'mocha' } }, 'vitest'],
])('a package.json with %j speaks of %s', async (packageJson, testRunner) => {
  const root = temporaryProject({ ...schemas, 'package.json': JSON.stringify(packageJson) });
  await run(['init'], { cwd: root });
  expect(await loadConfig({ cwd: root })).toMatchObject({ value: { testRunner } });
});

test('a config that is there is kept, unless --force is given', async () => {
  const root = temporaryProject({ ...schemas, [file]: 'mine' });
  expect(await run(['init'], { cwd: root })).toEqual({
    exitCode: 2,
    stdout: '',
    stderr:
      `error config-exists: the folder already has a config\n  at ${file}\n` +
      '  Edit the config, or run `npx gen-msk-consumer init --force`.\n',
  });
  expect(filesIn(root)[file]).toBe('mine');
  expect((await run(['init', '--force'], { cwd: root })).exitCode).toBe(0);
  expect(await loadConfig({ cwd: root })).toMatchObject({ ok: true });
});

test('a config of another kind is in the way even with --force, as two would be', async () => {
  const root = temporaryProject({ ...schemas, 'gen-msk-consumer.config.ts': '' });
  const { exitCode, stderr } = await run(['init', '--force'], { cwd: root });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('  at gen-msk-consumer.config.ts\n  Edit it, or remove it first.\n');
});

test('without schemas there is nothing to write; files that are none are named', async () => {
  const root = temporaryProject({
    'broken.avsc': '{',
    'data.avro': 'Obj\u0001binary',
    'node_modules/x/a.avsc': orderSchema,
    'dist/a.avsc': orderSchema,
    '.hidden/a.avsc': orderSchema,
    'package.json': '{}',
  });
  const { exitCode, stdout, stderr } = await run(['init'], { cwd: root });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain(
    'error no-schemas: no Avro or JSON Schema of a record was found in this folder or its subfolders\n',
  );
  expect(stderr).toContain('warning schema-skipped: it is not JSON\n  at broken.avsc\n');
  expect(stderr.match(/ {2}at /g)).toHaveLength(1);
  expect((await run(['init', '--cwd', 'none'], { cwd: root })).exitCode).toBe(2);
});

test('--topic that matches nothing names what there is', async () => {
  const { exitCode, stderr } = await run(['init', '--topic', 'x'], { cwd: temporaryProject(schemas) });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('error topic-not-found: --topic does not match any of the topics found: events, orders\n');
});

test('nothing is asked where nobody can answer: no terminal, CI, --yes, --quiet, --format json', async () => {
  const calls: readonly (readonly [readonly string[], boolean, Readonly<Record<string, string>>])[] = [
    [['init'], false, {}],
    [['init'], true, { CI: 'true' }],
    [['init', '--yes'], true, {}],
    [['init', '--quiet'], true, {}],
    [['init', '--format', 'json'], true, {}],
  ];
  for (const [argv, isTTY, env] of calls) {
    // A question would wait for an answer for ever.
    expect((await run(argv, { cwd: temporaryProject(schemas), isTTY, env })).exitCode).toBe(0);
  }
});

test('--format json prints what was done', async () => {
  const root = temporaryProject(schemas);
  const { stdout } = await run(['init', '--format', 'json'], { cwd: root });
  expect(JSON.parse(stdout)).toEqual({
    version: 1,
    command: 'init',
    exitCode: 0,
    root,
    file,
    created: [],
    topics: ['events', 'orders'],
    findings: [],
    decisions: [
      {
        setting: 'framing',
        value: 'confluent',
        reason: 'the default: no file shows how producers frame their records',
        change: 'npx gen-msk-consumer init --force --framing glue',
      },
      expect.objectContaining({ setting: 'key', value: 'string' }),
      expect.objectContaining({ setting: 'testRunner', value: 'vitest' }),
      { setting: 'importExtension', value: '.js', reason: 'the default' },
    ],
    diagnostics: [
      {
        code: 'ids-guessed',
        severity: 'warning',
        message: expect.any(String) as string,
        location: { file },
        help: expect.any(String) as string,
      },
    ],
  });
});

test('the library asks through `choose`; null calls it off, and nothing is written', async () => {
  const root = temporaryProject(schemas);
  expect(await init({ cwd: root, choose: () => Promise.resolve(null) })).toEqual({
    root,
    file: null,
    created: [],
    topics: [],
    findings: [],
    decisions: [],
    diagnostics: [],
  });
  expect(filesIn(root)).toEqual(schemas);
  const chosen = await init({
    cwd: root,
    choose: (found) => Promise.resolve({ ...found, topics: found.topics.slice(0, 1), output: 'elsewhere' }),
  });
  expect(chosen).toMatchObject({ root, file, topics: ['events'], diagnostics: [] });
  expect(await loadConfig({ cwd: root })).toMatchObject({
    value: { output: 'elsewhere', topics: [{ topic: 'events' }] },
  });
});

test('a config that appears while the person is asked is not overwritten', async () => {
  const root = temporaryProject(schemas);
  await init({
    cwd: root,
    choose: (found) => {
      writeFileSync(join(root, file), 'mine');
      return Promise.resolve(found);
    },
  });
  expect(filesIn(root)[file]).toBe('mine');
});
