import { diagnosticKinds, type DiagnosticCode } from '../../diagnostics/diagnostic-codes.js';
import { findingsOf, verdictOf, type CheckReport, type Finding } from './check-report.js';
import { findingFingerprint } from './finding-fingerprint.js';

/** SARIF 2.1.0 (OASIS), for code scanning. What is about no file, or calls for nothing, is a notification of the run, not a result. */
export function sarifReport(report: CheckReport): string {
  const findings = findingsOf(report);
  const rules = [...new Set(findings.map(({ code }) => code))].sort();
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        // No version: reports of one and the same state are the same, whichever release makes them.
        tool: { driver: { name: 'gen-msk-consumer', rules: rules.map(rule) } },
        // Code scanning keeps the runs of several configs apart by what stands before the last slash.
        automationDetails: { id: ['gen-msk-consumer', ...segments(report.folder), ''].join('/') },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: 'The root of the repository.' } } },
        invocations: [
          {
            executionSuccessful: report.exitCode < 2,
            exitCode: report.exitCode,
            toolConfigurationNotifications: findings
              .filter((finding) => !isResult(finding))
              .map(({ code, severity, message, help }) => ({
                descriptor: { id: code, index: rules.indexOf(code) },
                level: severity,
                message: { text: sentences(message, help) },
              })),
          },
        ],
        results: findings.filter(isResult).map((finding) => result(finding, rules.indexOf(finding.code))),
        properties: { verdict: verdictOf(report) },
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

type Placed = Finding & { readonly file: string };

function isResult(finding: Finding): finding is Placed {
  return finding.file !== undefined && finding.severity !== 'note';
}

function rule(code: DiagnosticCode): object {
  const { title, cause, fix } = diagnosticKinds[code];
  return {
    id: code,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: cause },
    help: { text: fix },
  };
}

function result(finding: Placed, ruleIndex: number): object {
  const { code, severity, message, help, file, line, column, pointer, drift, paste } = finding;
  const text = sentences(message, help);
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: paste === undefined ? text : `${text}\n\n${paste}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: segments(file).map(uriSegment).join('/'), uriBaseId: 'SRCROOT' },
          region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) },
        },
        ...(pointer === undefined || pointer === ''
          ? {}
          : { logicalLocations: [{ fullyQualifiedName: pointer, kind: 'value' }] }),
      },
    ],
    partialFingerprints: {
      'finding/v1': findingFingerprint(finding),
    },
    ...(drift === undefined ? {} : { properties: { state: drift.label } }),
  };
}

function sentences(message: string, help: string): string {
  return /[.!?…]$/.test(message) ? `${message} ${help}` : `${message}. ${help}`;
}

function segments(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '' && segment !== '.');
}

/** A name may hold half of a surrogate pair, which no URI can. */
function uriSegment(name: string): string {
  return encodeURIComponent(name.replaceAll(/\p{Cs}/gu, '\uFFFD'));
}
