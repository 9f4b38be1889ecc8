import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { corpusFiles, corpusText } from '../../test/oracle/corpus.js';
import type { Experiment } from '../experiment.js';
import { hashFiles, measureProject, PROJECT_ROUNDS, type ManyTopics, type MeasuredTask } from '../many-topics.js';
import { markdownTable, times } from '../markdown-table.js';
import { benchFolder, projectFolder } from '../paths.js';
import type { Task } from '../processes.js';
import { median, medianRatio } from '../statistics.js';

const COUNT = 1_000;
const BENCH_SCHEMAS = ['reading', 'order', 'article'] as const;
/** Characters of a schema; there are few larger ones, and they would be most of the work. */
const LARGEST = 20_000;

export const jsonGenerate: Experiment = {
  name: 'json-generate',
  title: '`generate` and `check` of 1,000 JSON Schema topics',
  about:
    `Seconds of the whole process, medians of ${PROJECT_ROUNDS} runs; in brackets the ratios to a program that reads ` +
    'and hashes the same files, and to the command line of json-schema-to-typescript, which makes types only. The ' +
    `workloads’ schemas are those of the tables above; the real ones all ${realSchemas().length} of the test corpus ` +
    'that refer to no other file and are no longer than 20 kB. Both are repeated, with titles of their own. Goals: ' +
    '`generate` ≤ 0.7× json-schema-to-typescript; `check` ≤ 2 s and ≤ 3× reading and hashing.',
  run: () => {
    const columns = [measure('json-topics', workloadSchemas()), measure('real-json-topics', realSchemas())];
    const names = columns[0]?.map(({ name }) => name) ?? [];
    return Promise.resolve(
      markdownTable(
        ['s', 'schemas of the workloads', 'real schemas'],
        names.map((name, row) => [name, ...columns.map((column) => cell(column, row))]),
      ),
    );
  },
};

const PEERS = { hash: 4, types: 5 } as const;

function measure(name: string, texts: readonly string[]): readonly MeasuredTask[] {
  const schemas = Array.from({ length: COUNT }, (_, index) => ({
    extension: 'schema.json' as const,
    text: titled(texts[index % texts.length] ?? '', index),
  }));
  return measureProject({ name, schemas, peers: (project) => [hashFiles(project.root), ...makeTypes(project)] });
}

function makeTypes({ root, beside }: ManyTopics): readonly Task[] {
  const program = join(projectFolder, 'node_modules', 'json-schema-to-typescript', 'dist', 'src', 'cli.js');
  const args = [program, '--input', join(root, 'schemas'), '--output', beside];
  const before = (): void => rmSync(beside, { recursive: true, force: true });
  return [
    { name: 'json-schema-to-typescript’s command line', args, before },
    { name: 'the same with `--no-format`', args: [...args, '--no-format'], before },
  ];
}

function cell(column: readonly MeasuredTask[], row: number): string {
  const own = column[row]?.milliseconds ?? [];
  const ratio = (peer: number): string => times(medianRatio(own, column[peer]?.milliseconds ?? []));
  return `${(median(own) / 1_000).toFixed(2)} (${ratio(PEERS.hash)}, ${ratio(PEERS.types)})`;
}

function workloadSchemas(): readonly string[] {
  return BENCH_SCHEMAS.map((name) => readFileSync(join(benchFolder, 'schemas', `${name}.schema.json`), 'utf8'));
}

function realSchemas(): readonly string[] {
  return corpusFiles('json-schema')
    .map(({ file }) => corpusText(file))
    .filter((text) => text.length <= LARGEST && !/"\$ref"\s*:\s*"[^#]/.test(text));
}

/** With a title that no other schema has. */
function titled(text: string, index: number): string {
  // All are JSON objects.
  const schema = JSON.parse(text) as { readonly title?: string };
  return JSON.stringify({ ...schema, title: `${schema.title ?? 'Value'} ${index}` }, null, 2);
}
