import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { pull } from '../src/commands/pull.js';

/**
 * `node --import tsx bench/pull.ts`: how long `pull` takes for 1,000 subjects of three versions from a registry (in a process of its
 * own) that answers after 20 ms, against asking for the same one after the other; and how long when nothing is new.
 */
const [subjects, versions, latency] = [1000, 3, 20];
const server = spawn(
  process.execPath,
  ['--import', 'tsx', join(import.meta.dirname, 'pull-server.ts'), ...[subjects, versions, latency].map(String)],
  { stdio: ['pipe', 'pipe', 'inherit'] },
);
const url = await new Promise<string>((ready) =>
  server.stdout.once('data', (text: Buffer) => ready(text.toString().trim())),
);
const root = mkdtempSync(join(tmpdir(), 'gen-msk-consumer-pull-'));
try {
  const topics = Array.from({ length: subjects }, (_, index) => [`topic-${index}`, { value: { strategy: 'topic' } }]);
  const config = { registry: { type: 'confluent', url }, topics: Object.fromEntries(topics) as object };
  writeFileSync(join(root, 'gen-msk-consumer.config.json'), JSON.stringify(config));

  const single = performance.now();
  const sample = 40;
  for (let index = 0; index < sample; index++)
    await (await fetch(`${url}/subjects/topic-${index}-value/versions`)).json();
  const sequential = ((performance.now() - single) / sample) * subjects * (1 + versions);

  for (const name of ['first pull', 'nothing new']) {
    const start = performance.now();
    const { diagnostics, changes } = await pull({ cwd: root });
    const time = performance.now() - start;
    if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics.slice(0, 3)));
    const changed = changes.filter(({ kind }) => kind !== 'unchanged').length;
    const share = (sequential / time).toFixed(1);
    console.log(
      `${name}: ${(time / 1000).toFixed(2)} s, ${share} times as fast as one by one, ${changed} files changed`,
    );
  }
} finally {
  server.stdin.end();
  rmSync(root, { recursive: true });
}
