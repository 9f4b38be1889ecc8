import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { filesIn, temporaryProject } from '../cli/temporary-project.js';
import { ciProject, runStep, writeProgram, type StepResult } from './ci-project.js';

/** What GitLab documents of a job, as far as this one uses it; every value of a variable is a text. */
const job = z
  .strictObject({
    'gen-msk-consumer': z.strictObject({
      stage: z.literal('test'),
      image: z.string(),
      needs: z.array(z.string()),
      variables: z.record(z.string().regex(/^[A-Z_]+$/), z.string()),
      script: z.array(z.string()),
      artifacts: z.strictObject({
        when: z.literal('always'),
        paths: z.array(z.string()),
        reports: z.strictObject({ junit: z.string() }),
      }),
    }),
  })
  .parse(parse(readFileSync(new URL('../../ci/gitlab.yml', import.meta.url), 'utf8')))['gen-msk-consumer'];

/** Runs the job's script as GitLab's runner does: its lines one after the other in one shell, up to the first that fails. */
function runJob(repository: string, variables: Readonly<Record<string, string>>): StepResult {
  const bin = temporaryProject();
  writeProgram(join(bin, 'npm'), 'test "$*" = ci');
  const env = {
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    CI_PROJECT_DIR: repository,
    ...job.variables,
    ...variables,
  };
  return runStep(['sh', '-e', '-c'], job.script.join('\n'), { cwd: repository, env });
}

test('the report of the job is where the job leaves it, and in it what has drifted', async () => {
  const { repository, root } = await ciProject();
  rmSync(join(root, 'gen/orders/types.ts'));
  const variables = {
    GEN_MSK_CONSUMER_FOLDER: 'services/shop',
    GEN_MSK_CONSUMER_CONFIG: 'gen-msk-consumer.config.json',
  };
  const ran = runJob(repository, variables);
  expect(ran).toMatchObject({ status: 1, stderr: '' });
  expect(ran.stdout).toMatch(/^missing: gen\/orders\/types\.ts\n/);
  expect(job.artifacts.paths).toEqual([job.artifacts.reports.junit]);
  expect(filesIn(repository)[job.artifacts.reports.junit]).toMatch(
    /<testcase classname="services\/shop\/gen\/orders" name="types\.ts">\n +<failure type="drift"/,
  );
});

test('what is in sync passes', async () => {
  const { repository } = await ciProject();
  const ran = runJob(repository, { GEN_MSK_CONSUMER_FOLDER: 'services/shop' });
  expect(ran).toMatchObject({ status: 0, stderr: '' });
});

test('variables are arguments whatever is in them, and run nothing', async () => {
  const { repository, root } = await ciProject();
  const hostile = '$(touch hacked); touch hacked " \' --quiet';
  const ran = runJob(repository, { GEN_MSK_CONSUMER_FOLDER: 'services/shop', GEN_MSK_CONSUMER_CONFIG: hostile });
  expect(ran.status).toBe(2);
  expect(ran.stderr).toMatch(/^error config-not-found: /);
  expect(Object.keys(filesIn(root)).filter((path) => path.includes('hacked'))).toEqual([]);
});
