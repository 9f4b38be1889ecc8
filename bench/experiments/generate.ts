import { join } from 'node:path';
import { programFile } from '../bundle.js';
import type { Experiment, ExperimentOptions } from '../experiment.js';
import { check, costCell, formatOutput, generatedProject, generations, hashFiles, ownTypes } from '../many-topics.js';
import { markdownTable, wholeNumber } from '../markdown-table.js';
import { benchFolder } from '../paths.js';
import { runInTurns, type MeasuredTask } from '../processes.js';
import { avroSchemas, type TopicSchema } from '../topic-schemas.js';

/** However many rounds there are: whole commands take long. */
const ROUNDS = 5;
/** Topics with a schema of which a part is ignored, with a warning. */
const WITH_WARNINGS = 100;

export const generate: Experiment = {
  name: 'generate',
  title: '`generate` and `check` of many topics',
  about:
    `Seconds of CPU time of the whole process, medians of at most ${ROUNDS} runs, one a round; in brackets the ratio to a program that reads and ` +
    'hashes the same files: schemas, config and all that is generated; at the end the most memory held. avro-ts makes the ' +
    `types only. ${WITH_WARNINGS} of the topics of one row have a warning. Goals: nothing changed ≤ 2.5× for \`check\` and ` +
    '≤ 3× for `generate`, with warnings ≤ 4×, after prettier ≤ 8×; into an empty folder ≤ 2× avro-ts.',
  run: async (options) => {
    const sizes = options.quick ? [20] : [1_000, 5_000];
    const columns: (readonly MeasuredTask[])[] = [];
    for (const [index, size] of sizes.entries()) columns.push(await measure(size, index === 0, options));
    const names = columns[0]?.map(({ name }) => name) ?? [];
    const cell = (column: readonly MeasuredTask[], name: string): string => {
      const own = column.find((task) => task.name === name);
      return own === undefined ? '' : costCell(own, [column[0]]);
    };
    return markdownTable(
      ['CPU s', ...sizes.map((size) => `${wholeNumber(size)} topics`)],
      names.map((name) => [name, ...columns.map((column) => cell(column, name))]),
    );
  },
};

async function measure(
  size: number,
  isSmallest: boolean,
  { rounds }: ExperimentOptions,
): Promise<readonly MeasuredTask[]> {
  const root = generatedProject(`${size}-topics`, avroSchemas(size));
  const tasks = [hashFiles(root), check(root), ...generations(root)];
  if (!isSmallest) return runInTurns(tasks, Math.min(ROUNDS, rounds));
  const warned = generatedProject(`${size}-topics-warned`, withWarnings(size));
  const formatted = generatedProject(`${size}-topics-formatted`, avroSchemas(size));
  await formatOutput(formatted);
  const types = join(root, '..', `${size}-topics-types`);
  return runInTurns(
    [
      ...tasks,
      check(warned, '`check`, some topics with warnings'),
      check(formatted, '`check`, after prettier over all output'),
      ownTypes(root),
      {
        name: '@ovotech/avro-ts, types only',
        args: [programFile('make-types'), 'avro-ts', benchFolder, join(root, 'schemas'), types],
      },
    ],
    Math.min(ROUNDS, rounds),
  );
}

function withWarnings(size: number): readonly TopicSchema[] {
  const ignored =
    '{ "name": "odd", "type": { "type": "bytes", "logicalType": "decimal", "precision": 2, "scale": 5 } }';
  return avroSchemas(size).map((schema, index) =>
    index >= WITH_WARNINGS ? schema : { ...schema, text: schema.text.replace('"fields": [', `"fields": [${ignored},`) },
  );
}
