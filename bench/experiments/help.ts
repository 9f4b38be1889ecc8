import type { Experiment } from '../experiment.js';
import { writeProject } from '../many-topics.js';
import { markdownTable } from '../markdown-table.js';
import { cliFile } from '../paths.js';
import { runInTurns, runTask } from '../processes.js';
import { median } from '../statistics.js';
import { avroSchemas } from '../topic-schemas.js';

const RUNS_PER_ROUND = 3;

export const help: Experiment = {
  name: 'help',
  title: 'The least commands',
  about:
    `Milliseconds of CPU time of the whole process, ${RUNS_PER_ROUND} runs a round, and how much more than an empty one. ` +
    'Goals: `--help` ≤ 30 ms more, `check` of one unchanged topic ≤ 150 ms more.',
  run: async ({ rounds }) => {
    const root = writeProject('one-topic', avroSchemas(1));
    runTask({ name: 'generate', args: [cliFile, 'generate', '--quiet', '--cwd', root] });
    const measured = await runInTurns(
      [
        { name: '`node -e 0`', args: ['-e', '0'] },
        { name: '`gen-msk-consumer --help`', args: [cliFile, '--help'] },
        { name: '`gen-msk-consumer check`, one topic', args: [cliFile, 'check', '--quiet', '--cwd', root] },
      ],
      rounds * RUNS_PER_ROUND,
    );
    const empty = measured[0]?.costs ?? [];
    return markdownTable(
      ['CPU ms', 'whole process', 'more than empty'],
      measured.map(({ name, costs }, index) => {
        const more = median(costs.map(({ seconds }, round) => seconds - (empty[round]?.seconds ?? Number.NaN)));
        const whole = median(costs.map(({ seconds }) => seconds));
        return [name, milliseconds(whole), index === 0 ? '' : milliseconds(more)];
      }),
    );
  },
};

function milliseconds(seconds: number): string {
  return (1_000 * seconds).toFixed(0);
}
