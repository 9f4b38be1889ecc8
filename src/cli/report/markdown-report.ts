import { diagnosticKinds } from '../../diagnostics/diagnostic-codes.js';
import { findingsOf, verdictOf, type CheckReport, type Finding } from './check-report.js';
import { fencedCode, htmlCode } from './markdown-code.js';

/** GitHub takes no comment of more than 65,536 characters. */
const sizeLimit = 65_000;

/** What a table may take of it. */
const tableLimit = 15_000;

/**
 * A comment for a pull request: the verdict, what was found and how to fix it, then the diffs, as far as they fit. Its
 * first line is a mark that identifies the comment and, in a repository with several configs, its config.
 */
export function markdownReport(report: CheckReport): string {
  // Notes call for nothing.
  const findings = findingsOf(report).filter(({ severity }) => severity !== 'note');
  const blocks = [
    `<!-- gen-msk-consumer check ${encodeMark(report.folder)} -->`,
    `### gen-msk-consumer: ${verdictOf(report)}`,
    ...table(
      ['file', 'state'],
      findings.flatMap(({ drift, file = '' }) => (drift === undefined ? [] : [[htmlCode(file), drift.label]])),
    ),
    ...table(['', 'message', 'where'], findings.filter(({ drift }) => drift === undefined).map(remarkRow)),
    ...mending(findings, report.folder),
  ];
  const text = blocks.join('\n\n');
  return `${text}${diffs(findings, sizeLimit - text.length)}\n`;
}

/** Nothing in it ends the HTML comment. */
function encodeMark(folder: string): string {
  return encodeURIComponent(folder === '' ? '.' : folder.replaceAll(/\p{Cs}/gu, '\uFFFD')).replaceAll('-', '%2D');
}

function remarkRow({ severity, code, message, file, line, paste }: Finding): readonly string[] {
  const place = file === undefined ? '' : htmlCode(`${file}:${line}`);
  const lines = (paste ?? '').split(/\r?\n/).filter((text) => text.trim() !== '');
  return [`${severity} \`${code}\``, [message, ...lines].map(htmlCode).join('<br>'), place];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const lines = [head, head.map(() => '---')].map(row);
  let size = 0;
  for (const cells of rows) {
    const line = row(cells);
    size += line.length + 1;
    if (size > tableLimit) break;
    lines.push(line);
  }
  const left = rows.length - (lines.length - 2);
  return left === 0 ? [lines.join('\n')] : [lines.join('\n'), `… and ${left} more.`];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** What there is to do, each thing once. The fixes of the table of codes are Markdown as they stand. */
function mending(findings: readonly Finding[], folder: string): readonly string[] {
  const fixes = new Set(
    findings
      .filter(({ severity }) => severity === 'error')
      .map(({ code, help }) => (help === diagnosticKinds[code].fix ? help : htmlCode(help))),
  );
  if (fixes.size === 0) return [];
  const list = [...fixes].slice(0, 10).map((fix) => `- ${fix}`);
  return [`To fix this${folder === '' ? '' : `, in ${htmlCode(folder)}`}:`, list.join('\n')];
}

function diffs(findings: readonly Finding[], room: number): string {
  let text = '';
  let left = 0;
  for (const { drift, file = '' } of findings) {
    const lines = drift?.diff() ?? [];
    if (lines.length === 0) continue;
    const summary = `<details><summary>${htmlCode(file)}</summary>`;
    const block = `\n\n${summary}\n\n${fencedCode(lines, 'diff')}\n\n</details>`;
    // Behind them there must be room to say that some are left out.
    if (text.length + block.length > room - 100) left++;
    else text += block;
  }
  return left === 0 ? text : `${text}\n\nThe diffs of ${left} files were omitted: the comment is at its size limit.`;
}
