import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { check, type CheckResult } from '../../src/commands/check.js';
import { generate } from '../../src/commands/generate.js';
import { planOutput } from '../../src/commands/pipeline.js';
import type { RunOptions } from '../../src/commands/compare-with-disk.js';
import { loadConfig } from '../../src/config/load-config.js';
import { nodeFileSystem } from '../../src/plan/node-file-system.js';
import { tempFolder } from '../support/temp-folder.js';

export const money = {
  type: 'record',
  name: 'Money',
  namespace: 'shop',
  fields: [{ name: 'amount', type: 'string' }],
};

export function order(...fields: readonly object[]): object {
  return {
    type: 'record',
    name: 'Order',
    namespace: 'shop',
    fields: [{ name: 'id', type: 'string' }, { name: 'total', type: 'shop.Money' }, ...fields],
  };
}

const payment = {
  title: 'Payment',
  type: 'object',
  properties: { card: { $ref: 'card.json' }, kind: { type: 'string', pattern: '^(a+)+$' } },
};

const events = ['Opened', 'Closed'].map((name) => ({
  type: 'record',
  name,
  namespace: 'shop',
  fields: [{ name: 'at', type: 'long' }],
}));

export interface SealProject {
  readonly root: string;
  readonly write: (path: string, content: unknown) => void;
}

/** Files of a project: a text as it is, anything else as JSON. */
export const projectFiles: Readonly<Record<string, unknown>> = {
  'gen-msk-consumer.config.json': {
    output: 'src/consumers',
    templates: 'templates',
    topics: {
      orders: { value: { file: 'schemas/order.avsc', include: ['schemas/common/*.avsc'] }, key: 'string' },
      // Its pattern gives a warning, and its reference is looked for in a second place.
      payments: { value: 'schemas/payment.json' },
      events: { value: 'schemas/events.avsc' },
      texts: { value: 'string', key: 'string' },
    },
  },
  'schemas/order.avsc': order(),
  'schemas/common/money.avsc': money,
  'schemas/payment.json': payment,
  'schemas/card.json': { title: 'Card', type: 'object', properties: { number: { type: 'string' } } },
  'schemas/events.avsc': events,
  'templates/README.md': 'Our templates.',
};

/** A generated project in a folder of its own. */
export async function sealProject(files: Readonly<Record<string, unknown>> = projectFiles): Promise<SealProject> {
  const root = tempFolder();
  const write = writerTo(root);
  for (const [path, content] of Object.entries(files)) write(path, content);
  const { diagnostics } = await generate({ cwd: root });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return { root, write };
}

/** The answer of `check`, which has to be the same whether it trusts seals or builds every topic. */
export async function agreed(root: string, options: Pick<RunOptions, 'topics' | 'strict'> = {}): Promise<CheckResult> {
  const fast = await check({ ...options, cwd: root });
  const full = await check({ ...options, cwd: root, full: true });
  expect(fast).toEqual(full);
  return fast;
}

/** The topics that a run takes from the disk as they are, and `index` where it takes the index so. */
export async function sealedTopics(root: string, patterns?: readonly string[]): Promise<readonly string[]> {
  const config = await loadConfig({ cwd: root });
  if (!config.ok) throw new Error(JSON.stringify(config.problems));
  const planned = await planOutput(config.value, { patterns, sealed: nodeFileSystem(root) });
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems));
  const paths = planned.value.files.filter(({ found }) => found !== undefined).map(({ path }) => path);
  return [...new Set(paths.map((path) => path.split('/').at(-2)?.replace('consumers', 'index') ?? ''))].sort();
}

/** The paths that `check` reports, with their state. */
export function drifted({ changes }: CheckResult): readonly string[] {
  return changes.filter(({ kind }) => kind !== 'unchanged').map(({ kind, path }) => `${kind} ${path}`);
}

/** Writes files of a folder: a text as it is, anything else as JSON. */
export function writerTo(root: string): SealProject['write'] {
  return (path, content) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  };
}
