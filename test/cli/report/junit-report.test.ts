import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { junitReport } from '../../../src/cli/report/junit-report.js';
import { attacked, drifted, inSync, lost, reportOf } from './sample-reports.js';

const schema = readFileSync(new URL('../../formats/jenkins-junit.xsd', import.meta.url), 'utf8');

async function faultsOf(contents: string): Promise<readonly string[]> {
  const { errors } = await validateXML({ xml: [{ fileName: 'junit.xml', contents }], schema: [schema] });
  return errors.map(({ message }) => message);
}

test.each([
  ['in sync', inSync],
  ['drifted', drifted],
  ['attacked', attacked],
  ['lost', lost],
  ['empty', reportOf([])],
])('the report of a project that is %s is valid by the schema of JUnit', async (_, report) => {
  expect(await faultsOf(junitReport(report))).toEqual([]);
});

test('a report with a wrong element is not valid: the schema does look', async () => {
  expect(await faultsOf(junitReport(inSync).replace('<testcase', '<testcas e=""'))).not.toEqual([]);
});

test.each([
  ['in-sync', inSync],
  ['drifted', drifted],
  ['attacked', attacked],
  ['lost', lost],
])('%s: a test for every file, failed where it has drifted', async (name, report) => {
  await expect(junitReport(report)).toMatchFileSnapshot(`golden/${name}.junit.xml`);
});

test('a project without files gives no tests', () => {
  expect(junitReport(reportOf([]))).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="gen-msk-consumer" tests="0" failures="0" errors="0">\n</testsuites>\n',
  );
});
