import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchFolder, cliFile, scratchFolder } from './paths.js';
import { runTask } from './processes.js';
import { workloads, type Workload } from './workloads.js';

/** Settings under which generated code gives the types that avsc gives. */
const avscTypes = { long: 'number', timestampMillis: 'number' };

export const output = join(scratchFolder, 'project', 'src', 'consumers');

/** Generates a consumer for every workload, by the built command line; throws when that does not work. */
export function generateProject(): void {
  const root = join(scratchFolder, 'project');
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  cpSync(join(benchFolder, 'schemas'), join(root, 'schemas'), { recursive: true });
  writeFileSync(join(root, 'gen-msk-consumer.config.json'), JSON.stringify(config(), null, 2));
  if (!existsSync(cliFile)) throw new Error('there is no dist/cli/bin.js: run `npm run build` first');
  runTask({ name: 'gen-msk-consumer generate', args: [cliFile, 'generate', '--quiet', '--cwd', root] });
  for (const topic of Object.keys(config().topics)) {
    for (const file of ['decoder.ts', 'consumer.ts']) {
      if (!existsSync(join(output, topic, file))) throw new Error(`generate wrote no ${file} for the topic ${topic}`);
    }
  }
}

/** Each workload of Avro twice: with avsc's types under its own name, and with the default types as `<topic>-default`. */
function config() {
  const topics = workloads.flatMap(topicsOf);
  return { defaults: { framing: 'confluent' }, adapters: ['memory', 'dynamodb'], topics: Object.fromEntries(topics) };
}

function topicsOf({ topic, format, writer, reader }: Workload): readonly (readonly [string, object])[] {
  if (format === 'json') {
    const settings = { key: 'string', framing: 'none', value: `schemas/${reader}` };
    return [
      [topic, settings],
      [`${topic}-parsed`, { ...settings, jsonParser: 'generated' }],
    ];
  }
  const files = writer === reader ? [writer] : [writer, reader];
  const value = { versions: Object.fromEntries(files.map((file, index) => [index + 1, `schemas/${file}`])) };
  return [
    [topic, { key: 'string', value, ...avscTypes }],
    [`${topic}-default`, { key: 'string', value }],
  ];
}
