import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundlePrograms } from './bundle.js';
import { drawChart } from './draw-chart.js';
import type { Experiment } from './experiment.js';
import { avroDecode } from './experiments/avro-decode.js';
import { avroEvolution } from './experiments/avro-evolution.js';
import { avroHandler } from './experiments/avro-handler.js';
import { avroProjection } from './experiments/avro-projection.js';
import { avroSlowPath } from './experiments/avro-slow-path.js';
import { coldStart } from './experiments/cold-start.js';
import { consumerLoop } from './experiments/consumer-loop.js';
import { generate } from './experiments/generate.js';
import { help } from './experiments/help.js';
import { jsonColdStart } from './experiments/json-cold-start.js';
import { jsonDecode } from './experiments/json-decode.js';
import { jsonGenerate } from './experiments/json-generate.js';
import { jsonShuffledKeys } from './experiments/json-shuffled-keys.js';
import { monorepo } from './experiments/monorepo.js';
import { nodeVersions } from './experiments/node-versions.js';
import { generateProject } from './generated-project.js';
import { benchFolder, chartFile, projectFolder, scratchFolder } from './paths.js';

// npm run bench [-- --only <name>...] [--rounds <n>] [--quick]
// Prints each table as it is measured. A run of everything that is not quick also writes them to RESULTS.md, and draws the
// chart of the README.

const experiments: readonly Experiment[] = [
  avroDecode,
  avroHandler,
  consumerLoop,
  avroEvolution,
  avroProjection,
  avroSlowPath,
  jsonDecode,
  jsonShuffledKeys,
  nodeVersions,
  coldStart,
  jsonColdStart,
  help,
  generate,
  jsonGenerate,
  monorepo,
];

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: 'string', multiple: true }, rounds: { type: 'string' }, quick: { type: 'boolean' } },
  });
  const { quick = false } = values;
  const rounds = Number(values.rounds ?? (quick ? 1 : 11));
  if (!Number.isSafeInteger(rounds) || rounds < 1) throw new Error('--rounds takes a whole number from 1');
  const selected = selectExperiments(values.only);

  const sections = [`# Results\n\n${environment(rounds)}`];
  rmSync(scratchFolder, { recursive: true, force: true });
  await bundlePrograms();
  generateProject();
  for (const experiment of selected) {
    const section = `## ${experiment.title}\n\n${experiment.about}\n\n${await experiment.run({ rounds, quick })}`;
    console.log(`${section}\n`);
    sections.push(section);
  }
  if (values.only !== undefined || quick) return;
  const results = `${sections.join('\n\n')}\n`;
  writeFileSync(join(benchFolder, 'RESULTS.md'), results);
  writeFileSync(chartFile, drawChart(results));
}

function selectExperiments(names: readonly string[] | undefined): readonly Experiment[] {
  if (names === undefined) return experiments;
  const known = experiments.map(({ name }) => name).join(', ');
  return names.map((name) => {
    const named = experiments.find((experiment) => experiment.name === name);
    if (named !== undefined) return named;
    throw new Error(`no experiment ${name}; there are ${known}`);
  });
}

function environment(rounds: number): string {
  const peers = [
    ...['avsc', '@kafkajs/confluent-schema-registry', '@aws-lambda-powertools/kafka', 'avro-js'],
    ...['@ovotech/avro-ts', 'quicktype-core'],
    ...['ajv', 'ajv-formats', 'zod', 'json-schema-to-typescript'],
  ];
  const cores = cpus();
  return [
    `Node ${process.version} on ${process.platform}, ${cores.length} cores (${cores[0]?.model ?? 'unknown'});`,
    `${peers.map((name) => `${name} ${installedVersion(name)}`).join(', ')}.`,
    `Medians of ${rounds} rounds unless a table says otherwise, each candidate in a process of its own, all of them in`,
    'turns; in brackets the ratio to the first line, as the median over the rounds. Before a table of decoders is',
    'measured, all its candidates are shown to decode the same values.',
  ].join('\n');
}

function installedVersion(name: string): string {
  const file = [benchFolder, projectFolder]
    .map((folder) => join(folder, 'node_modules', name, 'package.json'))
    .find(existsSync);
  if (file === undefined) throw new Error(`${name} is not installed: run \`npm ci\` here and in bench/`);
  // npm has written it.
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string };
  return version;
}
