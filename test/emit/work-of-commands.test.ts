import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, inject, test } from 'vitest';
import { tempFolder } from '../support/temp-folder.js';

// Guards the time that building topics and checking them take by what can be counted, so that it does not depend on the machine.

/** How much more there may be than when the counts below were taken. */
const MARGIN = 1.2;

/** Functions, branches and turns of loops that are run for one topic more. To be taken down again when a command takes less. */
const TAKEN_DOWN = {
  'order.v2.avsc': { generate: 206_095, check: 770 },
  'order.schema.json': { generate: 365_078, check: 742 },
};

type Schema = keyof typeof TAKEN_DOWN;

/** What each command takes for a project with so many topics of one schema. */
function stepsFor(schema: Schema, topics: number): Record<'generate' | 'check', number> {
  const root = tempFolder();
  const text = readFileSync(fileURLToPath(new URL(`../../bench/schemas/${schema}`, import.meta.url)), 'utf8');
  const names = Array.from({ length: topics }, (_, index) => `topic-${index}`);
  for (const name of names) writeFileSync(join(root, `${name}.${schema}`), text);
  const config = { topics: Object.fromEntries(names.map((name) => [name, { value: `${name}.${schema}` }])) };
  writeFileSync(join(root, 'gen-msk-consumer.config.json'), JSON.stringify(config));
  return { generate: stepsOf('generate', root), check: stepsOf('check', root) };
}

/** The counts of all blocks of the tool's own code, as V8 takes them for coverage. */
function stepsOf(command: string, root: string): number {
  const folder = join(root, 'coverage', command);
  mkdirSync(folder, { recursive: true });
  const { status, stderr } = spawnSync(process.execPath, [inject('cli'), command, '--quiet', '--cwd', root], {
    env: { ...process.env, NODE_V8_COVERAGE: folder },
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const counts = readdirSync(folder).flatMap((name) => {
    // As V8 writes it.
    const { result } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Coverage;
    const own = result.filter(({ url }) => url.includes('/dist/'));
    return own.flatMap(({ functions }) => functions).flatMap(({ ranges }) => ranges.map(({ count }) => count));
  });
  return counts.reduce((sum, count) => sum + count, 0);
}

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
  }[];
}

describe('what a topic more takes is no more than it was', () => {
  test.each(Object.keys(TAKEN_DOWN) as Schema[])('%s', (schema) => {
    const [few, many] = [stepsFor(schema, 2), stepsFor(schema, 6)];
    const { generate, check } = TAKEN_DOWN[schema];
    const taken = { generate: (many.generate - few.generate) / 4, check: (many.check - few.check) / 4 };
    expect(taken.generate).toBeGreaterThan(0);
    expect(taken.generate).toBeLessThan(generate * MARGIN);
    expect(taken.check).toBeGreaterThan(0);
    expect(taken.check).toBeLessThan(check * MARGIN);
  });
});
