import { join } from 'node:path';
import type { Experiment } from '../experiment.js';
import { check, costCell, generatedProject } from '../many-topics.js';
import { markdownTable } from '../markdown-table.js';
import { cliFile, scratchFolder } from '../paths.js';
import { runInTurns } from '../processes.js';
import { avroSchemas } from '../topic-schemas.js';

/** However many rounds there are: whole commands take long. */
const ROUNDS = 5;
const SERVICES = 40;
const TOPICS = 300;

export const monorepo: Experiment = {
  name: 'monorepo',
  title: '`check` of many services',
  about:
    `Seconds of CPU time of the whole process, medians of at most ${ROUNDS} runs, one a round: ${TOPICS} topics in one config, and the same in ` +
    `the configs of ${SERVICES} services, in one process; in brackets the ratio to one config; at the end the most memory ` +
    'held. Goal: ≤ 2×.',
  run: async ({ rounds }) => {
    const schemas = avroSchemas(TOPICS);
    const whole = generatedProject('one-config', schemas);
    for (let service = 0; service < SERVICES; service++) {
      const own = schemas.filter((_, index) => index % SERVICES === service);
      generatedProject(join('monorepo', 'services', `service-${String(service).padStart(2, '0')}`), own);
    }
    const configs = 'services/*/gen-msk-consumer.config.json';
    const root = join(scratchFolder, 'monorepo');
    const measured = await runInTurns(
      [
        check(whole, 'one config'),
        { name: `${SERVICES} configs`, args: [cliFile, 'check', '--quiet', '--cwd', root, '--config', configs] },
      ],
      Math.min(ROUNDS, rounds),
    );
    return markdownTable(
      ['`check`', `CPU s of ${TOPICS} topics`],
      measured.map((task) => [task.name, costCell(task, [measured[0]])]),
    );
  },
};
