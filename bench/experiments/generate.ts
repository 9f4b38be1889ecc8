import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Experiment } from '../experiment.js';
import { markdownTable, times, wholeNumber } from '../markdown-table.js';
import { hashFiles, measureProject, PROJECT_ROUNDS, type NamedSchema } from '../many-topics.js';
import { benchFolder } from '../paths.js';
import { median, medianRatio } from '../statistics.js';

const SIZES = [100, 300, 1_000, 3_000] as const;
const SCHEMAS = ['flat.avsc', 'order.v2.avsc', 'article.avsc'] as const;

export const generate: Experiment = {
  name: 'generate',
  title: '`generate` and `check` of many topics',
  about:
    `Seconds of the whole process, medians of ${PROJECT_ROUNDS} runs; in brackets the ratio to a program that reads and ` +
    'hashes the same files: schemas, config and all that is generated; at the end the most memory held. Goals: `check` ≤ 3×, ' +
    '`generate` linear.',
  run: () => {
    const columns = SIZES.map((size) =>
      measureProject({ name: `${size}-topics`, schemas: schemas(size), peers: ({ root }) => [hashFiles(root)] }),
    );
    const names = columns[0]?.map(({ name }) => name) ?? [];
    const cell = (column: (typeof columns)[number], row: number): string => {
      const own = column[row]?.milliseconds ?? [];
      const peer = column.at(-1)?.milliseconds ?? [];
      const memory = median(column[row]?.megabytes ?? []);
      return `${(median(own) / 1_000).toFixed(2)} (${times(medianRatio(own, peer))}), ${wholeNumber(memory)} MB`;
    };
    return Promise.resolve(
      markdownTable(
        ['s', ...SIZES.map((size) => `${wholeNumber(size)} topics`)],
        names.map((name, row) => [name, ...columns.map((column) => cell(column, row))]),
      ),
    );
  },
};

/** The same few schemas over and over, each copy with a namespace of its own. */
function schemas(count: number): readonly NamedSchema[] {
  const texts = SCHEMAS.map((file) => readFileSync(join(benchFolder, 'schemas', file), 'utf8'));
  return Array.from({ length: count }, (_, index) => ({
    extension: 'avsc',
    text: (texts[index % texts.length] ?? '').replace('"bench"', `"bench.n${index}"`),
  }));
}
