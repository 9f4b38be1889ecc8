import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { generate } from '../../src/commands/generate.js';
import { readHeader } from '../../src/plan/header.js';
import { cases } from '../support/day-share.js';
import { readTree, record, writeProject } from './temp-project.js';

const ROUNDS = cases({ full: 6, usual: 3 });
const TOPICS = cases({ full: 40, usual: 20 });

/** The command line, compiled: a child that has to compile it first would be killed while it does. */
const cli = inject('cli');

/** Two states that a team goes to and fro between: every tool-owned file differs, and half of the topics come and go. */
function configOf(state: number): object {
  const numbers = Array.from({ length: TOPICS }, (_, index) => (state === 0 ? index : index + TOPICS / 2));
  return {
    importExtension: state === 0 ? '.js' : '.ts',
    topics: Object.fromEntries(numbers.map((number) => [`topic-${number}`, { value: 'order.avsc', key: 'string' }])),
  };
}

const schemas = {
  'order.avsc': record('Order', [
    ['id', 'string'],
    ['total', 'long'],
  ]),
};

const isHandler = (path: string) => /\/handler(?:\.test)?\.ts$/.test(path);

/** What a handler's text is but for the ends of its imports, which follow the config. */
const teams = (text: string): string => text.replaceAll(/\.[jt]s';$/gm, "';");

const ofTeam = (tree: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(tree).map(([path, text]) => [path, isHandler(path) ? teams(text) : text]));

const OWN = '\n// Our own code.\n';

/** What is generated from each state in an empty folder. */
async function fresh(state: number): Promise<Readonly<Record<string, string>>> {
  const root = writeProject({ config: configOf(state), schemas });
  await generate({ cwd: root });
  return readTree(join(root, 'src/consumers'));
}

/** Runs `generate` and kills it as soon as `isTime` says so of the names of the files below the output folder. */
async function killedGenerate(root: string, isTime: (names: readonly string[]) => boolean): Promise<boolean> {
  const child = spawn(process.execPath, [cli, 'generate', '--quiet', '--no-impacts', '--cwd', root], {
    stdio: 'inherit',
  });
  // Events have no types: `exit` brings the exit code and the signal.
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  while (child.exitCode === null && !isTime(namesBelow(join(root, 'src/consumers')))) await setImmediate();
  child.kill('SIGKILL');
  const [, signal] = await ended;
  return signal === 'SIGKILL';
}

function namesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    // A folder that was there is gone: the child is at its last step.
    return [];
  }
}

test(`generate of ${TOPICS} topics, killed at ${ROUNDS} moments: files are whole, the next run makes it right, handlers stay`, async () => {
  const expected = [await fresh(0), await fresh(1)];
  const root = writeProject({ config: configOf(0), schemas });
  const output = join(root, 'src/consumers');
  const moments = fc.sample(
    fc.record({ staged: fc.boolean(), part: fc.double({ min: 0.01, max: 0.99, noNaN: true }) }),
    { numRuns: ROUNDS, seed: 20_261_123 },
  );
  const owned: Record<string, string> = {};
  let killed = 0;

  for (const [round, { staged, part }] of moments.entries()) {
    const state = round % 2;
    const goal = expected[state] ?? {};
    const before = new Set(Object.keys(existsSync(output) ? readTree(output) : {}));
    const created = Object.keys(goal).filter((path) => !before.has(path)).length;
    writeFileSync(join(root, 'gen-msk-consumer.config.json'), JSON.stringify(configOf(state)));

    // Either so many temporary files have been written, or so many of the new files are in place.
    const isTime = staged
      ? (names: readonly string[]) =>
          names.filter((name) => name.endsWith('.tmp')).length >= part * Object.keys(goal).length
      : (names: readonly string[]) =>
          names.filter((name) => name in goal && !before.has(name)).length >= part * created;
    if (await killedGenerate(root, isTime)) killed++;

    for (const [path, text] of Object.entries(readTree(output))) {
      if (path.endsWith('.tmp')) continue;
      if (isHandler(path)) {
        expect({ path, text: teams(text) }).toEqual({ path, text: teams(owned[path] ?? goal[path] ?? '') });
      } else if (path.endsWith('.ts'))
        expect({ path, header: readHeader(text)?.state }).toEqual({ path, header: 'unmodified' });
      else expect([expected[0]?.[path], expected[1]?.[path]]).toContain(text);
    }

    const { diagnostics } = await generate({ cwd: root, impacts: false });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const tree = readTree(output);
    const orphans = Object.keys(owned).filter((path) => !(path in goal));
    const kept = [...Object.keys(goal), ...orphans].flatMap((path): (readonly [string, string])[] => {
      const text = owned[path];
      return text === undefined ? [] : [[path, text]];
    });
    expect(ofTeam(tree)).toEqual(ofTeam({ ...goal, ...Object.fromEntries(kept) }));

    for (const path of Object.keys(tree).filter((each) => isHandler(each) && !(each in owned))) {
      appendFileSync(join(output, path), OWN);
      owned[path] = `${tree[path] ?? ''}${OWN}`;
    }
  }
  expect(killed).toBeGreaterThan(ROUNDS / 2);
});
