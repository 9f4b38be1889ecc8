import { readFileSync } from 'node:fs';
import ajvDraft04 from 'ajv-draft-04';
import ajvFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import type { CheckReport } from '../../../src/cli/report/check-report.js';
import { sarifReport } from '../../../src/cli/report/sarif-report.js';
import { attacked, drifted, inSync, lost, reportOf } from './sample-reports.js';

const schema = new URL('../../formats/sarif-2.1.0-rtm.5.json', import.meta.url);
const ajv = new ajvDraft04.default({ strict: false, allErrors: true, unicodeRegExp: false });
ajvFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')) as object);

/** The parts of a log that these tests look at. */
interface Log {
  readonly runs: readonly [
    {
      readonly automationDetails: { readonly id: string };
      readonly results: readonly {
        readonly ruleId: string;
        readonly locations: readonly [
          {
            readonly physicalLocation: {
              readonly artifactLocation: { readonly uri: string };
              readonly region: { readonly startLine: number };
            };
          },
        ];
        readonly partialFingerprints: Readonly<Record<string, string>>;
      }[];
    },
  ];
}

function logOf(report: CheckReport): Log {
  return JSON.parse(sarifReport(report)) as Log; // What the schema below says of it.
}

function resultsOf(report: CheckReport): Log['runs'][0]['results'] {
  return logOf(report).runs[0].results;
}

test.each([
  ['in sync', inSync],
  ['drifted', drifted],
  ['attacked', attacked],
  ['lost', lost],
])('the log of a project that is %s is valid by the schema of SARIF 2.1.0', (_, report) => {
  validate(logOf(report));
  expect(validate.errors).toBeNull();
});

test('a log without the results is not valid: the schema does look', () => {
  expect(validate({ ...logOf(inSync), runs: [{ tool: {} }] })).toBe(false);
});

test('what is in sync has no results', async () => {
  expect(resultsOf(inSync)).toEqual([]);
  await expect(sarifReport(inSync)).toMatchFileSnapshot('golden/in-sync.sarif');
});

test('each kind of drift and each problem is a result with its line, rule and mending', async () => {
  await expect(sarifReport(drifted)).toMatchFileSnapshot('golden/drifted.sarif');
});

test('what is about no file is a notification, and the run no success', async () => {
  await expect(sarifReport(lost)).toMatchFileSnapshot('golden/lost.sarif');
});

test('hostile names are relative URIs that lead to the file, and nowhere else', () => {
  const [result] = resultsOf(attacked);
  const uri = result?.locations[0].physicalLocation.artifactLocation.uri ?? '';
  expect(uri).toMatch(/^[\w.~!'()*%-]+(\/[\w.~!'()*%-]+)*$/);
  const path = `${attacked.folder}/${attacked.result.changes[0]?.path ?? ''}`;
  expect(decodeURIComponent(uri)).toBe(path.replaceAll('\uD800', '\uFFFD'));
  expect(new URL(uri, 'file:///repository/').href).toBe(`file:///repository/${uri}`);
});

test('a fingerprint is the same wherever in the file its finding stands, and another for each finding', () => {
  const at = (line: number, message = 'x'): CheckReport =>
    reportOf([], [{ code: 'schema-invalid', severity: 'error', message, location: { file: 'a.avsc', line } }]);
  const fingerprint = (report: CheckReport): unknown => resultsOf(report)[0]?.partialFingerprints;
  expect(fingerprint(at(1))).toEqual(fingerprint(at(99)));
  expect(fingerprint(at(1))).not.toEqual(fingerprint(at(1, 'y')));
  const all = resultsOf(drifted).map(({ partialFingerprints }) => JSON.stringify(partialFingerprints));
  expect(new Set(all).size).toBe(all.length);
});

test('the fingerprint of a drifted file is that of the file, whatever has drifted in it', () => {
  const edited = (actual: string): CheckReport =>
    reportOf([
      { kind: 'changed', path: 'gen/a.ts', actual, expected: { path: 'gen/a.ts', owner: 'tool', content: '1\n2\n' } },
    ]);
  const [one, other] = [resultsOf(edited('0\n2\n'))[0], resultsOf(edited('1\n3\n'))[0]];
  expect(one?.locations[0].physicalLocation.region).toEqual({ startLine: 1 });
  expect(other?.locations[0].physicalLocation.region).toEqual({ startLine: 2 });
  expect(one?.partialFingerprints).toEqual(other?.partialFingerprints);
});

test('the runs of two configs of one repository have categories of their own', () => {
  expect(logOf(inSync).runs[0].automationDetails.id).toBe('gen-msk-consumer/services/shop/');
  expect(logOf(lost).runs[0].automationDetails.id).toBe('gen-msk-consumer/');
});
