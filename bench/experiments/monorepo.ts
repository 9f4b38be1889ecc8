import { join } from 'node:path';
import type { Experiment } from '../experiment.js';
import { check, costCell, generatedProject, writeProject } from '../many-topics.js';
import { markdownTable } from '../markdown-table.js';
import { cliFile, scratchFolder } from '../paths.js';
import { runInTurns, runTask } from '../processes.js';
import { avroSchemas } from '../topic-schemas.js';

/** However many rounds there are: whole commands take long. */
const ROUNDS = 5;
const ALL = { services: 40, topics: 300 } as const;
const QUICK = { services: 8, topics: 40 } as const;

export const monorepo: Experiment = {
  name: 'monorepo',
  title: '`check` of many services',
  about:
    `Seconds of CPU time of the whole process, medians of at most ${ROUNDS} runs, one a round: ${ALL.topics} topics in one config, and the same in ` +
    `the configs of ${ALL.services} services, in one process; in brackets the ratio to one config; at the end the most memory ` +
    'held. Goal: ≤ 2×.',
  run: async ({ rounds, quick }) => {
    const { services, topics } = quick ? QUICK : ALL;
    const schemas = avroSchemas(topics);
    const whole = generatedProject('one-config', schemas);
    for (let service = 0; service < services; service++) {
      const own = schemas.filter((_, index) => index % services === service);
      writeProject(join('monorepo', 'services', `service-${String(service).padStart(2, '0')}`), own);
    }
    const configs = ['--cwd', join(scratchFolder, 'monorepo'), '--config', 'services/*/gen-msk-consumer.config.json'];
    runTask({ name: 'generate of all services', args: [cliFile, 'generate', '--quiet', ...configs] });
    const measured = await runInTurns(
      [check(whole, 'one config'), { name: `${services} configs`, args: [cliFile, 'check', '--quiet', ...configs] }],
      Math.min(ROUNDS, rounds),
    );
    return markdownTable(
      ['`check`', `CPU s of ${topics} topics`],
      measured.map((task) => [task.name, costCell(task, [measured[0]])]),
    );
  },
};
