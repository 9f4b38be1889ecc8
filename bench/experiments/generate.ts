import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleProgram } from '../bundle.js';
import type { Experiment } from '../experiment.js';
import { markdownTable, times } from '../markdown-table.js';
import { benchFolder, cliFile, scratchFolder } from '../paths.js';
import { runInTurns, type Task } from '../processes.js';
import { median, medianRatio } from '../statistics.js';

const SIZES = [250, 1_000] as const;
const ROUNDS = 3;
const SCHEMAS = ['flat.avsc', 'order.v2.avsc', 'article.avsc'] as const;

export const generate: Experiment = {
  name: 'generate',
  title: '`generate` and `check` of many topics',
  about:
    `Seconds of the whole process, medians of ${ROUNDS} runs; in brackets the ratio to a program that reads and ` +
    'hashes the same files: schemas, config and all that is generated. Goals: `check` ≤ 3×, `generate` linear.',
  run: () => {
    const columns = SIZES.map(measure);
    const names = columns[0]?.map(({ name }) => name) ?? [];
    return Promise.resolve(
      markdownTable(
        ['s', ...SIZES.map((size) => `${size} topics`)],
        names.map((name, row) => [name, ...columns.map((column) => column[row]?.text ?? '')]),
      ),
    );
  },
};

function measure(topics: number): { readonly name: string; readonly text: string }[] {
  const root = join(scratchFolder, `${topics}-topics`);
  writeProject(root, topics);
  const command = (name: string) => [cliFile, name, '--quiet', '--cwd', root];
  const tasks: readonly Task[] = [
    {
      name: '`generate` into an empty folder',
      args: command('generate'),
      before: () => rmSync(join(root, 'src'), { recursive: true, force: true }),
    },
    { name: '`generate`, nothing changed', args: command('generate') },
    { name: '`check`, nothing changed', args: command('check') },
    { name: 'read and hash all files', args: [bundleProgram('hash-files'), root] },
  ];
  const milliseconds = runInTurns(tasks, ROUNDS);
  const peer = milliseconds.at(-1) ?? [];
  return tasks.map(({ name }, index) => {
    const own = milliseconds[index] ?? [];
    return { name, text: `${(median(own) / 1_000).toFixed(2)} (${times(medianRatio(own, peer))})` };
  });
}

/** The same few schemas over and over, each copy with a namespace and a topic of its own. */
function writeProject(root: string, count: number): void {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(join(root, 'schemas'), { recursive: true });
  const texts = SCHEMAS.map((file) => readFileSync(join(benchFolder, 'schemas', file), 'utf8'));
  const topics: Record<string, object> = {};
  for (let index = 0; index < count; index++) {
    const topic = `topic-${String(index).padStart(4, '0')}`;
    const schema = (texts[index % texts.length] ?? '').replace('"bench"', `"bench.n${index}"`);
    writeFileSync(join(root, 'schemas', `${topic}.avsc`), schema);
    topics[topic] = { key: 'string', value: `schemas/${topic}.avsc` };
  }
  const config = { output: 'src/consumers', defaults: { framing: 'confluent' }, topics };
  writeFileSync(join(root, 'gen-msk-consumer.config.json'), JSON.stringify(config, null, 2));
}
