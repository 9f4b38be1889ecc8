import { expect, test } from 'vitest';
import { githubReport } from '../../../src/cli/report/github-report.js';
import { attacked, drifted, inSync, lost, reportOf } from './sample-reports.js';
import { workflowCommands } from './workflow-commands.js';

test('what is in sync is one line, and no annotation', () => {
  expect(githubReport(inSync)).toBe(
    'gen-msk-consumer: in sync, 3 unchanged (1 with other line endings, 1 reformatted).\n',
  );
});

test('each kind of drift and each problem is an annotation at its line, with its mending', async () => {
  await expect(githubReport(drifted)).toMatchFileSnapshot('golden/drifted.github.txt');
});

test('what is about no file is an annotation of the run', () => {
  expect(workflowCommands(githubReport(lost))).toEqual([
    {
      command: 'error',
      properties: { title: 'gen-msk-consumer: config-not-found' },
      data: 'the file none.json does not exist\nRun `npx gen-msk-consumer init`, or name the file with --config.',
    },
  ]);
});

test('hostile names and messages give the annotations that they should, and no other command', () => {
  const commands = workflowCommands(githubReport(attacked));
  expect(commands.map(({ command }) => command)).toEqual(['error', 'error', 'warning']);
  const [changed, invalid] = commands;
  expect(changed?.properties).toEqual({
    file: `${attacked.folder}/${attacked.result.changes[0]?.path ?? ''}`,
    line: '1',
    title: 'gen-msk-consumer: drift',
  });
  expect(invalid?.properties['line']).toBe('3');
  expect(invalid?.data).toContain(' #1 %0A,a:b=c');
  // What a terminal would obey, the log shows.
  expect(commands.map(({ data }) => data).join('')).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u202E]/);
  expect(changed?.data).toContain('\n-\\u001b[31m\n-::error::x\n');
});

test('no more annotations than GitHub shows, and how many are left', () => {
  const stale = Array.from({ length: 25 }, (_, index) => ({ kind: 'stale' as const, path: `gen/${index}/types.ts` }));
  const orphans = Array.from({ length: 12 }, (_, index) => ({
    kind: 'orphan' as const,
    path: `gen/${index}/handler.ts`,
  }));
  const text = githubReport(reportOf([...stale, ...orphans]));
  const levels = workflowCommands(text).map(({ command }) => command);
  expect(levels).toEqual([...Array<string>(10).fill('error'), ...Array<string>(10).fill('warning')]);
  expect(text).toMatch(
    /\ngen-msk-consumer: 25 files have drifted, 0 unchanged \(17 more not shown as annotations\)\.\n$/,
  );
});

test('a long diff is cut', () => {
  const lines = Array.from({ length: 60 }, (_, index) => `line ${index}\n`);
  const expected = { path: 'gen/a.ts', owner: 'tool' as const, content: 'other\n' };
  const report = reportOf([{ kind: 'changed', path: 'gen/a.ts', actual: lines.join(''), expected }]);
  const [annotation] = workflowCommands(githubReport(report));
  expect(annotation?.data.split('\n')).toHaveLength(23);
  expect(annotation?.data).toMatch(/\n…$/);
});
