import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, inject, test, vi } from 'vitest';
import { writeDeadLetter } from '../../src/runtime/dead-letter/envelope.js';
import { temporaryProject } from '../cli/temporary-project.js';
import { rawRecord } from '../runtime/raw-event.js';
import { cases, daySeed } from '../support/day-share.js';

const LETTERS = 24;

/** Notes each record before and after its work, so that a kill may come between. */
const HANDLER = `
  import { appendFileSync } from 'node:fs';
  import { setTimeout } from 'node:timers/promises';
  export const handler = async ({ records }) => {
    for (const { partition, offset } of Object.values(records).flat()) {
      await setTimeout(2);
      appendFileSync('handled', partition + '/' + offset + '\\n');
      await setTimeout(2);
    }
  };`;

test('redrive that is killed at random moments handles every letter, in order, and none that it had recorded again', async () => {
  const root = project();
  const lines = (name: string): readonly string[] =>
    existsSync(join(root, name)) ? readFileSync(join(root, name), 'utf8').split('\n').slice(0, -1) : [];
  /** What the file of progress says is settled. */
  const settled = (): readonly string[] =>
    lines('progress.jsonl').map((line) => /orders-(\d+)@(\d+)/.exec(line)?.slice(1).join('/') ?? '');
  const kills = cases({ full: 12, usual: 2 });
  const moments = fc.sample(fc.integer({ min: 1, max: 5 }), { seed: daySeed, numRuns: kills });
  const runs: (readonly string[])[] = [];
  for (const after of [...moments, undefined]) {
    const [begin, before] = [lines('handled').length, settled()];
    const argv = ['redrive', 'letters', '--progress', 'progress.jsonl', '--handler', 'handler.mjs'];
    const child = spawn(process.execPath, [inject('cli'), ...argv], { cwd: root, stdio: 'ignore' });
    const ended = once(child, 'exit') as Promise<[number | null]>;
    if (after === undefined) expect(await ended).toEqual([0, null]);
    else {
      await vi.waitUntil(() => lines('handled').length >= begin + after || child.exitCode !== null, {
        timeout: 60_000,
        interval: 1,
      });
      child.kill('SIGKILL');
      await ended;
    }
    const handled = lines('handled').slice(begin);
    expect(handled.filter((name) => before.includes(name))).toEqual([]);
    runs.push(handled);
  }
  const all = letterPlaces().map(([partition, offset]) => `${partition}/${offset}`);
  expect([...new Set(lines('handled'))]).toEqual(all);
  expect(new Set(settled())).toEqual(new Set(all));
  // Of each kill, at most the record that was being handled comes again.
  expect(lines('handled').length).toBeLessThanOrEqual(LETTERS + kills);
});

function letterPlaces(): readonly (readonly [partition: number, offset: number])[] {
  return Array.from({ length: LETTERS }, (_, index) => [Math.floor(index / 8), index % 8] as const);
}

function project(): string {
  const root = temporaryProject({
    'gen-msk-consumer.config.json': JSON.stringify({ topics: { orders: { value: 'order.avsc' } } }),
    'order.avsc': '{ "type": "record", "name": "Order", "fields": [] }',
    'handler.mjs': HANDLER,
  });
  mkdirSync(join(root, 'letters'));
  for (const [partition, offset] of letterPlaces())
    writeFileSync(
      join(root, 'letters', `${partition}-${offset}.json`),
      writeDeadLetter({
        record: rawRecord(partition, offset),
        code: 'attempts-exhausted',
        reason: 'the shop is closed',
        stage: 'handle the record',
        schemaId: undefined,
        key: `orders/${partition}/${offset}`,
        cluster: undefined,
        attempts: 3,
        failedAt: 0,
      }),
    );
  return root;
}
