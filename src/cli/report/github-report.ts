import { printable } from '../printable.js';
import { findingsOf, verdictOf, type CheckReport, type Finding } from './check-report.js';

/** GitHub shows no more annotations of one level than this for a step of a workflow. */
const shownOfLevel = 10;

/** An annotation is read in a corner of a page; the whole diff is in the other formats. */
const diffLines = 20;

/**
 * Workflow commands that GitHub Actions turns into annotations of the pull request, and a last line that is none. The format is
 * that of "Workflow commands for GitHub Actions" and of the escaping in its toolkit (`@actions/core`, command.ts).
 */
export function githubReport(report: CheckReport): string {
  // Notes call for nothing, so they do not disturb the reader of a pull request.
  const findings = findingsOf(report).filter(({ severity }) => severity !== 'note');
  const shown = (['error', 'warning'] as const).flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity).slice(0, shownOfLevel),
  );
  const left = findings.length - shown.length;
  const rest = left === 0 ? '' : ` (${left} more not shown as annotations)`;
  return `${shown.map(annotation).join('')}gen-msk-consumer: ${verdictOf(report)}${rest}.\n`;
}

function annotation(finding: Finding): string {
  const { code, severity, file, line, column } = finding;
  const properties = {
    ...(file === undefined ? {} : { file, line: String(line) }),
    ...(file === undefined || column === undefined ? {} : { col: String(column) }),
    title: `gen-msk-consumer: ${code}`,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`);
  return `::${severity} ${list.join(',')}::${escapeData(textOf(finding))}\n`;
}

function textOf({ message, help, paste, drift }: Finding): string {
  const diff = drift?.diff() ?? [];
  return [
    printable(message),
    printable(help),
    ...(paste === undefined ? [] : paste.split(/\r?\n/).map(printable)),
    ...diff.slice(0, diffLines),
    ...(diff.length > diffLines ? ['…'] : []),
  ].join('\n');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
