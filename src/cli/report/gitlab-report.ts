import { posix } from 'node:path';
import { findingsOf, type CheckReport, type Finding } from './check-report.js';
import { findingFingerprint } from './finding-fingerprint.js';

/** GitLab's code quality report ("Code Quality report format"): what a merge request shows next to the changed lines. */
export function gitlabReport(report: CheckReport): string {
  // Notes call for nothing, so they do not disturb the reader of a merge request.
  const findings = findingsOf(report).filter(({ severity }) => severity !== 'note');
  const issues = findings.map((finding): GitlabIssue => ({
    description: `${finding.message}. ${finding.help}`,
    check_name: finding.code,
    fingerprint: findingFingerprint(finding),
    severity: finding.severity === 'error' ? 'major' : 'minor',
    location: { path: finding.file ?? placeOfProject(report), lines: { begin: finding.line } },
  }));
  return `${JSON.stringify(issues, null, 2)}\n`;
}

interface GitlabIssue {
  readonly description: string;
  readonly check_name: Finding['code'];
  readonly fingerprint: string;
  readonly severity: 'major' | 'minor';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/** Every issue needs a file; one about none of them is shown at the project's package.json. */
function placeOfProject({ folder }: CheckReport): string {
  return posix.join(folder, 'package.json');
}
