import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { check } from '../../src/commands/check.js';
import { generate } from '../../src/commands/generate.js';
import { planOutput } from '../../src/commands/pipeline.js';
import { loadConfig } from '../../src/config/load-config.js';
import { withSealLines } from '../../src/plan/header.js';
import { printSeal } from '../../src/plan/seal.js';
import { agreed, drifted, order, sealedTopics, sealProject, type SealProject } from './seal-project.js';

const ALL = ['events', 'index', 'orders', 'payments', 'texts'];
const CONFIG = 'gen-msk-consumer.config.json';
const card = { title: 'Card', type: 'object', properties: { number: { type: 'string' }, day: { type: 'integer' } } };

let project: SealProject;

function git(...args: readonly string[]): string {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'core.autocrlf=false'];
  return execFileSync('git', [...identity, ...args], { cwd: project.root, encoding: 'utf8', stdio: 'pipe' });
}

beforeAll(async () => {
  project = await sealProject();
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '-m', 'Generated');
});

beforeEach(() => {
  git('reset', '--quiet', '--hard');
  git('clean', '-fdq');
});

/** Commits on a branch of its own what a change and `generate` make of main. */
async function branch(name: string, change: () => void | Promise<void>, topics?: readonly string[]): Promise<void> {
  git('checkout', '--quiet', '-b', name, 'main');
  await change();
  await generate({ cwd: project.root, ...(topics === undefined ? {} : { topics }) });
  git('add', '.');
  git('commit', '--quiet', '-m', name);
}

/** As if another version of the tool, which makes the same of the schemas, had written the seals of files. */
async function byOtherTool(files: readonly string[]): Promise<void> {
  const config = await loadConfig({ cwd: project.root });
  const planned = config.ok ? await planOutput(config.value) : config;
  for (const file of files) {
    const path = `src/consumers/${file}`;
    const seal = planned.ok ? planned.value.seals.get(path)?.('other') : undefined;
    const text = readFileSync(join(project.root, path), 'utf8');
    writeFileSync(join(project.root, path), withSealLines(text, `\n${printSeal(seal ?? {})}`));
  }
}

test('two branches that change different schemas merge without a conflict, and nothing has to be built', async () => {
  await branch('order', () =>
    project.write(
      'schemas/order.avsc',
      order({ name: 'paid', type: { type: 'bytes', logicalType: 'decimal', precision: 9 } }),
    ),
  );
  await branch('card', () => project.write('schemas/card.json', card));
  git('merge', '--quiet', '--no-edit', 'order');
  expect(git('status', '--porcelain')).toBe('');
  expect(await sealedTopics(project.root)).toEqual(ALL);
  expect(drifted(await agreed(project.root))).toEqual([]);
});

test('a branch changes a schema, another one a setting of all topics, and one side wins: what it made is built again', async () => {
  await branch('schema', () => project.write('schemas/order.avsc', order({ name: 'more', type: 'int' })));
  await branch('setting', () => {
    const config = JSON.parse(readFileSync(join(project.root, CONFIG), 'utf8')) as object;
    project.write(CONFIG, { ...config, defaults: { long: 'number' } });
  });
  git('merge', '--quiet', '--no-edit', '-X', 'ours', 'schema');
  expect(await sealedTopics(project.root)).toEqual(ALL.filter((topic) => topic !== 'orders'));
  await agreed(project.root);
  await generate({ cwd: project.root });
  expect(await sealedTopics(project.root)).toEqual(ALL);
});

test('a branch changes a schema without generate: after a merge with one that generated, check reports it', async () => {
  git('checkout', '--quiet', '-b', 'forgotten', 'main');
  project.write('schemas/order.avsc', order({ name: 'forgotten', type: 'int' }));
  git('commit', '--quiet', '-am', 'forgotten');
  await branch('generated', () => project.write('schemas/card.json', card));
  git('merge', '--quiet', '--no-edit', 'forgotten');
  expect(drifted(await agreed(project.root))).toContain('changed src/consumers/orders/types.ts');
});

test('a branch upgrades the tool, another one generates with the old version: nothing is taken for in sync unseen', async () => {
  await branch('upgraded', () => byOtherTool(['orders/consumer.ts', 'texts/consumer.ts', 'index.ts']));
  await branch('old', () => project.write('schemas/card.json', card));
  git('merge', '--quiet', '--no-edit', 'upgraded');
  expect(await sealedTopics(project.root)).toEqual(['events', 'payments']);
  const { seals, ...result } = await agreed(project.root);
  expect(drifted({ ...result, seals })).toEqual([]);
  expect(seals.map(({ path }) => path)).toEqual(
    ['index.ts', 'orders/consumer.ts', 'texts/consumer.ts'].map((file) => `src/consumers/${file}`),
  );
});

test('a run for one topic leaves the seals of the others', async () => {
  await branch(
    'partial',
    () => {
      project.write('schemas/order.avsc', order({ name: 'partial', type: 'int' }));
      project.write('schemas/card.json', card);
    },
    ['orders'],
  );
  expect(await sealedTopics(project.root)).toEqual(ALL.filter((topic) => topic !== 'payments'));
  expect(drifted(await agreed(project.root))).toContain('changed src/consumers/payments/types.ts');
  expect(drifted(await agreed(project.root, { topics: ['orders'] }))).toEqual([]);
});

test('a run for one topic does not say of the others that they were built with what is included now', async () => {
  await branch(
    'included',
    () => project.write('schemas/common/more.avsc', { type: 'enum', name: 'More', symbols: ['A'] }),
    ['texts'],
  );
  expect(await sealedTopics(project.root)).not.toContain('orders');
  await generate({ cwd: project.root });
  expect(await sealedTopics(project.root)).toEqual(ALL);
});

test('seals that only another version of the tool made stale are renewed when that is asked for', async () => {
  git('checkout', '--quiet', '-b', 'renewed', 'main');
  await byOtherTool(['orders/consumer.ts', 'events/consumer.ts']);
  expect((await generate({ cwd: project.root })).seals).toEqual([]);
  const renewed = await generate({ cwd: project.root, seal: true });
  expect(renewed.seals.map(({ path }) => path)).toEqual([
    'src/consumers/events/consumer.ts',
    'src/consumers/orders/consumer.ts',
  ]);
  expect(git('status', '--porcelain')).toBe('');
});

test('check --since looks at the topics that differ from a revision', async () => {
  git('checkout', '--quiet', '-b', 'since', 'main');
  const looked = async (): Promise<readonly string[]> => {
    const { changes } = await check({ cwd: project.root, since: 'main' });
    return changes.flatMap(({ path }) => /^src\/consumers\/(\w+)\/types\.ts$/.exec(path)?.[1] ?? []);
  };
  // What it includes may be anywhere.
  expect(await looked()).toEqual(['orders']);
  project.write('schemas/card.json', card);
  expect(await looked()).toEqual(['orders', 'payments']);
  project.write('src/consumers/texts/new.ts', 'export {};\n');
  expect(await looked()).toEqual(['orders', 'payments', 'texts']);
  project.write(CONFIG, `${readFileSync(join(project.root, CONFIG), 'utf8')}\n`);
  expect(await looked()).toEqual(['events', 'orders', 'payments', 'texts']);
  expect((await check({ cwd: project.root, since: 'nowhere' })).diagnostics).toMatchObject([
    { code: 'revision-unknown' },
  ]);
});
