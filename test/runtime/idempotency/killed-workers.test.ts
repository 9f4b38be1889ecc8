import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import type { WorkerEvent } from './claim-worker.js';
import { isFullRun } from '../../support/day-share.js';
import { localDynamoDb } from './local-dynamodb.js';

const WORKERS = 8;
const KEYS = Number(process.env['CLAIMED_KEYS'] ?? (isFullRun ? 1_000 : 4));

const keys = Array.from({ length: KEYS }, (_, index) => `key-${index}`);

async function bundleWorker(folder: string): Promise<string> {
  const outfile = path.join(folder, 'worker.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('claim-worker.ts', import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    minify: true,
    outfile,
  });
  return outfile;
}

/** Runs one worker until it ends by itself, with a new process for each that was killed. */
async function runWorker(args: readonly string[], events: WorkerEvent[]): Promise<number> {
  for (let kills = 0; ; kills++) {
    const completed = new Set(events.filter(({ kind }) => kind === 'completed').map(({ key }) => key));
    const remaining = keys.filter((key) => !completed.has(key)).join(',');
    const worker = spawn(process.execPath, [...args, remaining], {
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const closed = once(worker, 'close');
    for await (const line of createInterface(worker.stdout)) events.push(JSON.parse(line) as WorkerEvent);
    const [code, signal] = (await closed) as [number | null, NodeJS.Signals | null];
    if (signal === 'SIGKILL') continue;
    expect(code).toBe(0);
    return kills;
  }
}

test(`${WORKERS} processes, killed at random: each of ${KEYS} keys completes once (scenario 22)`, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'claims-'));
  const local = await localDynamoDb();
  try {
    const script = await bundleWorker(folder);
    const events: WorkerEvent[] = [];
    const kills = await Promise.all(
      Array.from({ length: WORKERS }, () => runWorker([script, local.endpoint, local.tableName], events)),
    );

    for (const key of keys) {
      const item = await local.item(key);
      const of = (kind: WorkerEvent['kind']) => events.filter((event) => event.key === key && event.kind === kind);
      const tokens = of('claimed').map(({ token }) => token);
      expect(new Set(tokens).size, `${key}: each token is given once`).toBe(tokens.length);
      expect(item?.['s'], `${key} is completed`).toBe('D');
      expect(of('completed').length, `${key} is completed once`).toBeLessThanOrEqual(1);
      // One that was killed before it could report is known by the item.
      for (const { token, id } of of('completed'))
        expect({ token: `${token}`, id }).toEqual({ token: item?.['t'], id: item?.['c'] });
      expect(of('completing').map(({ id }) => id)).toContain(item?.['c']);
      for (const { token } of of('superseded'))
        expect(token, `${key}: only an old token is refused`).toBeLessThan(Number(item?.['t']));
    }
    const killed = kills.reduce((sum, count) => sum + count);
    const superseded = events.filter(({ kind }) => kind === 'superseded').length;
    console.log(`${KEYS} keys, ${killed} kills, ${superseded} late completions refused`);
    expect(killed).toBeGreaterThanOrEqual(KEYS);
  } finally {
    await local.close();
    await rm(folder, { recursive: true });
  }
}, 3_600_000);
