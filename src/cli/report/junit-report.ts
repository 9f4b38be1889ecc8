import { posix } from 'node:path';
import { diagnosticKinds } from '../../diagnostics/diagnostic-codes.js';
import type { ChangeKind } from '../../plan/change.js';
import { printable } from '../printable.js';
import { findingsOf, type CheckReport, type Finding } from './check-report.js';
import { escapeAttribute, escapeXml } from './escape-xml.js';
import { groupBy } from '../../diagnostics/group-by.js';

/**
 * JUnit's XML, as Jenkins and GitLab read it: a suite for each folder with a test for every generated file, and a test for each
 * problem or remark about anything else. No times and no host: the same state gives the same text.
 */
export function junitReport(report: CheckReport): string {
  const tests = testsOf(report);
  const suites = groupBy(tests, ({ suite }) => suite);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="gen-msk-consumer"${counts(tests)}>`,
    ...[...suites].flatMap(([name, ofSuite]) => [
      `  <testsuite name="${attribute(name)}"${counts(ofSuite)}>`,
      ...ofSuite.flatMap(printTest),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Test {
  readonly suite: string;
  readonly name: string;
  readonly findings: readonly Finding[];
  /** What a test that passes has to say all the same. */
  readonly remark: string | undefined;
}

function testsOf(report: CheckReport): readonly Test[] {
  const byFile = groupBy(findingsOf(report), ({ file }) => file);
  const ofFiles = report.result.changes.map(({ kind, path }): Test => {
    const file = posix.join(report.folder, path);
    const findings = byFile.get(file) ?? [];
    byFile.delete(file);
    return { suite: posix.dirname(file), name: posix.basename(file), findings, remark: remarks[kind] };
  });
  const others = [...byFile].flatMap(([file = 'gen-msk-consumer', findings]) =>
    findings.map((finding): Test => {
      const place = finding.file === undefined ? '' : `:${finding.line}`;
      return { suite: file, name: `${finding.code}${place}`, findings: [finding], remark: undefined };
    }),
  );
  return [...ofFiles, ...others];
}

const remarks: Readonly<Partial<Record<ChangeKind, string>>> = {
  'line-endings': 'as generated except for line endings',
  formatted: 'as generated except for formatting',
};

/** An error: the question could not be answered. A failure: drift. */
function outcomeOf({ findings }: Test): 'error' | 'failure' | 'passed' {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return 'passed';
  return errors.some(({ code }) => diagnosticKinds[code].exitCode > 1) ? 'error' : 'failure';
}

function counts(tests: readonly Test[]): string {
  const outcomes = tests.map(outcomeOf);
  const count = (outcome: string): number => outcomes.filter((one) => one === outcome).length;
  return ` tests="${tests.length}" failures="${count('failure')}" errors="${count('error')}"`;
}

function printTest(test: Test): readonly string[] {
  const { suite, name, findings, remark } = test;
  const outcome = outcomeOf(test);
  const errors = findings.filter(({ severity }) => severity === 'error');
  const others = findings.filter(({ severity }) => severity !== 'error');
  const said = [...others.map(textOf), ...(remark === undefined ? [] : [remark])];
  const inside = [
    ...errors.map((error) => {
      const head = `${outcome} type="${error.code}" message="${attribute(error.message)}"`;
      return `      <${head}>${escapeXml(textOf(error))}</${outcome}>`;
    }),
    ...(said.length === 0 ? [] : [`      <system-out>${escapeXml(said.join('\n\n'))}</system-out>`]),
  ];
  const start = `    <testcase classname="${attribute(suite)}" name="${attribute(name)}"`;
  return inside.length === 0 ? [`${start}/>`] : [`${start}>`, ...inside, '    </testcase>'];
}

function textOf({ message, help, file, line, column, drift, paste }: Finding): string {
  const place = file === undefined ? [] : [`${file}:${line}${column === undefined ? '' : `:${column}`}`];
  const pasted = paste === undefined ? [] : paste.split(/\r?\n/);
  return [...[message, ...place, help, ...pasted].map(printable), ...(drift?.diff() ?? [])].join('\n');
}

function attribute(text: string): string {
  return escapeAttribute(printable(text));
}
