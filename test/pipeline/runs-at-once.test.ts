import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { beforeAll, expect, inject, test } from 'vitest';
import { check } from '../../src/commands/check.js';
import { generate } from '../../src/commands/generate.js';
import { cases } from '../support/day-share.js';
import { readTree, record, writeProject } from './temp-project.js';

const cli = inject('cli');

/** What one run makes of each state in an empty folder. */
let goals: readonly Readonly<Record<string, string>>[] = [];

beforeAll(async () => {
  goals = [await alone(0), await alone(1)];
});

const TOPICS = cases({ full: 16, usual: 8 });

/** Two states of which every tool-owned file differs, and a quarter of the topics come and go. */
function configOf(state: number): object {
  const numbers = Array.from({ length: TOPICS }, (_, index) => index + (state * TOPICS) / 4);
  return {
    importExtension: state === 0 ? '.js' : '.ts',
    topics: Object.fromEntries(numbers.map((number) => [`topic-${number}`, { value: 'order.avsc', key: 'string' }])),
  };
}

function project(state: number): string {
  return writeProject({ config: configOf(state), schemas: { 'order.avsc': record('Order', [['id', 'string']]) } });
}

async function alone(state: number): Promise<Readonly<Record<string, string>>> {
  const root = project(state);
  await generate({ cwd: root });
  return readTree(join(root, 'src/consumers'));
}

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stderr: string;
}

/** A run in a process of its own. */
function start(root: string): {
  readonly kill: () => void;
  readonly isRunning: () => boolean;
  readonly ended: Promise<Ended>;
} {
  const child = spawn(process.execPath, [cli, 'generate', '--quiet', '--no-impacts', '--cwd', root], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (data) => (stderr += String(data)));
  return {
    kill: () => void child.kill('SIGKILL'),
    isRunning: () => child.exitCode === null,
    ended: once(child, 'close').then(([code, signal]: (number | string | null)[]) => ({
      // `close` brings the exit code and the signal; events have no types.
      code: typeof code === 'number' ? code : null,
      signal: typeof signal === 'string' ? signal : null,
      stderr,
    })),
  };
}

function temporaryFiles(root: string): readonly string[] {
  const output = join(root, 'src/consumers');
  if (!existsSync(output)) return [];
  try {
    return readdirSync(output, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tmp'));
  } catch {
    // A folder has gone while the list was made.
    return [];
  }
}

async function errorsOf(root: string): Promise<readonly string[]> {
  const { diagnostics } = await check({ cwd: root });
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, location }) => `${code} ${location?.file ?? ''}`);
}

/** The files without the handlers and tests of topics that are no more: those stay. */
function withoutOrphans(tree: Readonly<Record<string, string>>, goal: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(tree).filter(([path]) => path in goal || !/\/handler(?:\.test)?\.ts$/.test(path)),
  );
}

const fine: Ended = { code: 0, signal: null, stderr: '' };

test.each([2, cases({ full: 8, usual: 4 })])(
  '%i runs at once do what one does, in an empty folder and from one state to another',
  async (count) => {
    const root = project(0);
    for (const state of [0, 1]) {
      writeFileSync(join(root, 'gen-msk-consumer.config.json'), JSON.stringify(configOf(state)));
      const runs = Array.from({ length: count }, () => start(root));
      const ended = await Promise.all(runs.map((one) => one.ended));
      expect(ended.map(({ code, signal, stderr }) => ({ code, signal, errors: stderr.match(/^error.*/gm) }))).toEqual(
        runs.map(() => ({ code: 0, signal: null, errors: null })),
      );
      const goal = goals[state] ?? {};
      expect(temporaryFiles(root)).toEqual([]);
      // User-owned files are those of the state that made them first.
      const tree = withoutOrphans(readTree(join(root, 'src/consumers')), goal);
      expect(Object.keys(tree)).toEqual(Object.keys(goal));
      const toolOwned = Object.keys(goal).filter((path) => !/\/handler(?:\.test)?\.ts$/.test(path));
      expect(toolOwned.filter((path) => tree[path] !== goal[path])).toEqual([]);
      expect(await errorsOf(root)).toEqual([]);
    }
  },
);

/** Four runs at once, one of which was killed while temporary files were on disk; one that was through before that is no victim. */
async function oneOfFourKilled(): Promise<{ readonly root: string; readonly others: readonly Ended[] }> {
  for (;;) {
    const root = project(0);
    const victim = start(root);
    const others = Array.from({ length: 3 }, () => start(root));
    while (victim.isRunning() && temporaryFiles(root).length < 20) await setImmediate();
    victim.kill();
    const { signal, stderr } = await victim.ended;
    const ended = await Promise.all(others.map((one) => one.ended));
    expect(stderr).toBe('');
    if (signal === 'SIGKILL') return { root, others: ended };
  }
}

test('one of several runs is killed while it writes: the others do their work, and the next run clears up after it', async () => {
  const { root, others } = await oneOfFourKilled();
  expect(others).toEqual([fine, fine, fine]);
  expect(await errorsOf(root)).toEqual([]);
  expect(await start(root).ended).toEqual(fine);
  expect(temporaryFiles(root)).toEqual([]);
  expect(readTree(join(root, 'src/consumers'))).toEqual(goals[0]);
});
