import type { Experiment } from '../experiment.js';
import { markdownTable } from '../markdown-table.js';
import { cliFile } from '../paths.js';
import { runInTurns } from '../processes.js';
import { median } from '../statistics.js';

const RUNS_PER_ROUND = 3;

export const help: Experiment = {
  name: 'help',
  title: '`--help`',
  about: `Milliseconds of the whole process, ${RUNS_PER_ROUND} runs a round. Goal: 30 ms more than an empty one.`,
  run: ({ rounds }) => {
    const [empty = [], ours = []] = runInTurns(
      [
        { name: 'node', args: ['-e', '0'] },
        { name: 'gen-msk-consumer --help', args: [cliFile, '--help'] },
      ],
      rounds * RUNS_PER_ROUND,
    ).map((costs) => costs.map(({ milliseconds }) => milliseconds));
    const more = median(ours.map((time, round) => time - (empty[round] ?? Number.NaN)));
    return Promise.resolve(
      markdownTable(
        ['ms', 'whole process', 'more than empty'],
        [
          ['`node -e 0`', median(empty).toFixed(0), ''],
          ['`gen-msk-consumer --help`', median(ours).toFixed(0), more.toFixed(0)],
        ],
      ),
    );
  },
};
