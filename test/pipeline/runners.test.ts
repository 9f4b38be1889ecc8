import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { dayShare } from '../support/day-share.js';
import { runNode } from './run-node.js';
import { shopProject } from './shop.js';
import { generateProject, repository } from './temp-project.js';

// jest itself is too heavy a dependency for one test. Its tests ask for no more of it than vitest has under the same names.
const jestGlobals = "export { afterEach, beforeEach, expect, test, vi as jest } from 'vitest';\n";

const runners = [
  { testRunner: 'vitest', played: 'vitest' },
  { testRunner: 'jest', played: 'jest, played by vitest' },
];

it.concurrent.each(dayShare(runners, 2))(
  'the generated tests of every topic pass as generated, with $played',
  async ({ testRunner }) => {
    const { root, files } = await generateProject(shopProject({ testRunner }));
    writeFileSync(join(root, 'jest-globals.js'), jestGlobals);
    writeFileSync(
      join(root, 'vitest.config.js'),
      `const alias = { '@jest/globals': import.meta.dirname + '/jest-globals.js' };
export default { resolve: { alias }, test: { include: ['src/**/*.test.ts'], isolate: false } };\n`,
    );
    const tests = Object.keys(files).filter((path) => path.endsWith('.test.ts'));
    const { stdout, status } = await runNode(root, [
      join(repository, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=json',
    ]);
    const report: unknown = JSON.parse(stdout.slice(stdout.indexOf('{')));
    expect(report).toMatchObject({
      success: true,
      numFailedTests: 0,
      numPendingTests: 0,
      numPassedTests: 5 * tests.length,
    });
    expect(status).toBe(0);
  },
);

it.concurrent('the generated tests of topics pass as generated, with node:test', async () => {
  const { root, files } = await generateProject(shopProject({ testRunner: 'node' }));
  // Each file takes a process of its own.
  const tests = dayShare(
    Object.keys(files).filter((path) => path.endsWith('.test.ts')),
    4,
  );
  const paths = tests.map((path) => `src/consumers/${path}`);
  const { stdout, status } = await runNode(root, ['--import', 'tsx', '--test', '--test-reporter=tap', ...paths]);
  expect({ status, failed: /^# fail (\d+)$/m.exec(stdout)?.[1], passed: /^# pass (\d+)$/m.exec(stdout)?.[1] }).toEqual({
    status: 0,
    failed: '0',
    passed: String(5 * tests.length),
  });
});
