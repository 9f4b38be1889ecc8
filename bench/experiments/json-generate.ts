import { join } from 'node:path';
import { programFile } from '../bundle.js';
import type { Experiment, ExperimentOptions } from '../experiment.js';
import { check, costCell, generatedProject, generations, hashFiles, moveAway, ownTypes } from '../many-topics.js';
import { markdownTable } from '../markdown-table.js';
import { benchFolder, projectFolder } from '../paths.js';
import { runInTurns, type MeasuredTask, type Task } from '../processes.js';
import { jsonSchemas, realJsonSchemas, realSchemas, type TopicSchema } from '../topic-schemas.js';

const COUNT = 1_000;
const QUICK_COUNT = 10;
/** However many rounds there are: whole commands take long. */
const ROUNDS = 5;

export const jsonGenerate: Experiment = {
  name: 'json-generate',
  title: '`generate` and `check` of 1,000 JSON Schema topics',
  about:
    `Seconds of CPU time of the whole process, medians of at most ${ROUNDS} runs, one a round; in brackets the ratios to a program that reads ` +
    'and hashes the same files, and to the command line of json-schema-to-typescript, which makes types only, as quicktype ' +
    `does here; at the end the most memory held. The workloads’ schemas are those of the tables above; the real ones all ` +
    `${realSchemas().length} of the test corpus that refer to no other file and are no longer than 20 kB. Both are repeated, ` +
    'with titles of their own. Goals: into an empty folder ≤ 1.2× json-schema-to-typescript; nothing changed ≤ 2.5× ' +
    'reading and hashing for `check` and ≤ 3× for `generate`.',
  run: async (options) => {
    const count = options.quick ? QUICK_COUNT : COUNT;
    const columns = [
      await measure('json-topics', jsonSchemas(count), options),
      await measure('real-json-topics', realJsonSchemas(count), options),
    ];
    return markdownTable(
      ['CPU s', 'schemas of the workloads', 'real schemas'],
      (columns[0] ?? []).map(({ name }, row) => [
        name,
        ...columns.map((column) => costCell(column[row], column.slice(0, 2))),
      ]),
    );
  },
};

function measure(
  name: string,
  schemas: readonly TopicSchema[],
  { rounds }: ExperimentOptions,
): Promise<readonly MeasuredTask[]> {
  const root = generatedProject(name, schemas);
  return runInTurns(
    [hashFiles(root), ...makeTypes(root), ownTypes(root), check(root), ...generations(root)],
    Math.min(ROUNDS, rounds),
  );
}

function makeTypes(root: string): readonly Task[] {
  const program = join(projectFolder, 'node_modules', 'json-schema-to-typescript', 'dist', 'src', 'cli.js');
  const [schemas, output] = [join(root, 'schemas'), `${root}-types`];
  const args = [program, '--input', schemas, '--output', output];
  const before = (): void => moveAway(output);
  return [
    { name: 'json-schema-to-typescript’s command line', args, before },
    { name: 'the same with `--no-format`', args: [...args, '--no-format'], before },
    { name: 'quicktype', args: [programFile('make-types'), 'quicktype', benchFolder, schemas, output], before },
  ];
}
