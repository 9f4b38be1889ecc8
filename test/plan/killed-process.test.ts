import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { comparePlan } from '../../src/plan/compare-plan.js';
import { isRunning } from '../../src/plan/is-running.js';
import { nodeFileSystem } from '../../src/plan/node-file-system.js';
import { writeChanges } from '../../src/plan/write-changes.js';
import { filesIn, temporaryProject } from '../cli/temporary-project.js';
import { plans } from './endless-writer.js';
import { cases } from '../support/day-share.js';
import { contentsOf } from './sample-plan.js';

const rounds = cases({ full: 20, usual: 8 });

test('a process killed at any moment leaves whole files and the handlers; the next run makes the rest right', async () => {
  const tools = temporaryProject();
  const script = join(tools, 'writer.mjs');
  await build({
    stdin: {
      contents: `import { writeEndlessly } from './endless-writer.ts'; writeEndlessly(process.argv[2]);`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: script,
  });
  const [one, two] = plans;
  const possible = [contentsOf(one), contentsOf(two)];
  let interrupted = 0;
  const enough = rounds / 4;

  // Until enough of them were killed while they wrote a file, which is a matter of chance.
  for (let round = 0; round < rounds || (interrupted < enough && round < 20 * rounds); round++) {
    const root = temporaryProject({
      'out/a/handler.ts': 'written by hand',
      'out/c/handler.test.ts': 'written by hand',
    });
    const writer = spawn(process.execPath, [script, root], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(writer, 'exit');
    // Another moment in each round; where exactly the writer then is, no one knows.
    for (let dots = 0; dots <= (round % rounds) * 23;) dots += String((await once(writer.stdout, 'data'))[0]).length;
    writer.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);

    const left = filesIn(root);
    if (Object.keys(left).some((path) => path.endsWith('.tmp'))) interrupted++;
    for (const [path, text] of Object.entries(left).filter(([path]) => !path.endsWith('.tmp'))) {
      expect([...possible.map((contents) => contents[path]), 'written by hand']).toContain(text);
    }
    const fileSystem = nodeFileSystem(root);
    expect(writeChanges(comparePlan(one, fileSystem), fileSystem, { id: process.pid, isRunning })).toEqual([]);
    const right = {
      ...contentsOf(one),
      'out/a/handler.ts': 'written by hand',
      'out/c/handler.test.ts': 'written by hand',
    };
    const { orphans, rest } = splitOrphans(filesIn(root));
    expect(rest).toEqual(right);
    expect(orphans.every((path) => left[path] === possible[1]?.[path])).toBe(true);
    expect(
      comparePlan(one, fileSystem).changes.filter(({ kind }) => kind !== 'unchanged' && kind !== 'orphan'),
    ).toEqual([]);
  }
  expect(interrupted).toBeGreaterThanOrEqual(enough);
});

/** Handlers of the topics that only the other plan has: user-owned, so they stay. */
function splitOrphans(files: Readonly<Record<string, string>>) {
  const isOrphan = (path: string): boolean => /^out\/[ef]\/handler(\.test)?\.ts$/.test(path);
  return {
    orphans: Object.keys(files).filter(isOrphan),
    rest: Object.fromEntries(Object.entries(files).filter(([path]) => !isOrphan(path))),
  };
}
