import { ts } from 'ts-morph';
import { endOfLineComments, indentAt, isLineEnd, type FileStyle } from './file-style.js';
import { nodesOf, type ParsedFile } from './parse-user-file.js';
import type { Splice } from './splice.js';

/** A new case: what it is of, and the statement that it holds, both as code. */
interface NewCase {
  readonly literal: string;
  readonly statement: string;
}

/** Puts cases into a switch, before its default, written like those that are there. */
export function insertCases(
  { caseBlock }: ts.SwitchStatement,
  cases: readonly NewCase[],
  { source, text }: ParsedFile,
  style: FileStyle,
): Splice {
  const { clauses } = caseBlock;
  const at = boundary(clauses);
  const before = clauses[at - 1];
  const model = [before, ...clauses].find(
    (clause) => clause !== undefined && ts.isCaseClause(clause) && clause.statements.length > 0,
  );
  const example = model ?? clauses[0];
  const end = endOfLineComments(text, before?.end ?? caseBlock.getStart(source) + 1);
  const indent = example === undefined ? undefined : indentAt(text, example.getStart(source));
  if (indent === undefined || !isLineEnd(text, end)) {
    const inline = cases.map(({ literal, statement }) => ` case ${literal}: ${statement.replace(/;?$/, ';')}`);
    const last = before?.statements.at(-1);
    const isOpen = last !== undefined && !/[;}]$/.test(text.slice(last.getStart(source), last.end));
    return { start: end, end, text: `${isOpen ? ';' : ''}${inline.join('')}` };
  }
  const print = caseLines(model, { text, source, indent, style });
  const apart = areApart(clauses, source, text) ? style.lineEnd : '';
  const printed = cases.map((added) => style.lineEnd + print(added).join(style.lineEnd));
  const lines = before === undefined ? printed.map((lines) => lines + apart) : printed.map((lines) => apart + lines);
  return { start: end, end, text: lines.join('') };
}

/** Before which clause a new one changes nothing of the others: as near to the default, or the end, as can be. */
function boundary(clauses: ts.NodeArray<ts.CaseOrDefaultClause>): number {
  const fallback = clauses.findIndex((clause) => ts.isDefaultClause(clause));
  let at = fallback > 0 ? fallback : clauses.length;
  while (at > 0 && !leaves(clauses[at - 1]?.statements ?? [])) at--;
  return at;
}

/** Whether control never runs past the end of the statements. */
function leaves(statements: readonly ts.Statement[]): boolean {
  const last = statements.at(-1);
  return last !== undefined && (ts.isBreakStatement(last) || jumps(last, leaves));
}

/** The same without `break`, which leaves no more than a switch within. */
function returns(statements: readonly ts.Statement[]): boolean {
  const last = statements.at(-1);
  return last !== undefined && jumps(last, returns);
}

function jumps(last: ts.Statement, inside: (statements: readonly ts.Statement[]) => boolean): boolean {
  if (ts.isReturnStatement(last) || ts.isThrowStatement(last) || ts.isContinueStatement(last)) return true;
  if (ts.isBlock(last)) return inside(last.statements);
  if (ts.isIfStatement(last)) {
    return last.elseStatement !== undefined && inside([last.thenStatement]) && inside([last.elseStatement]);
  }
  if (!ts.isSwitchStatement(last)) return false;
  const { clauses } = last.caseBlock;
  const hasDefault = clauses.some((clause) => ts.isDefaultClause(clause));
  return (
    hasDefault &&
    clauses.every(({ statements }, at) =>
      statements.length === 0 ? at < clauses.length - 1 : returns(statements) && !mayBreak(statements),
    )
  );
}

/** Whether a `break` stands anywhere in it, of whatever it is. */
function mayBreak(statements: readonly ts.Statement[]): boolean {
  return statements.some((statement) => nodesOf(statement).some((node) => ts.isBreakStatement(node)));
}

interface Surroundings {
  readonly text: string;
  readonly source: ts.SourceFile;
  readonly indent: string;
  readonly style: FileStyle;
}

/** How a case is written in lines, after one that is there. */
function caseLines(
  model: ts.CaseOrDefaultClause | undefined,
  around: Surroundings,
): (added: NewCase) => readonly string[] {
  const { text, source, indent, style } = around;
  const deeper = indent + style.indent;
  const [first] = model?.statements ?? [];
  if (model === undefined || first === undefined) {
    return ({ literal, statement }) => [`${indent}case ${literal}:`, deeper + statement];
  }
  const start = first.getStart(source);
  const own = indentAt(text, start);
  if (!ts.isBlock(first)) {
    if (own === undefined) return ({ literal, statement }) => [`${indent}case ${literal}: ${statement}`];
    return ({ literal, statement }) => [`${indent}case ${literal}:`, own + statement];
  }
  const inner = first.statements[0] === undefined ? deeper : indentAt(text, first.statements[0].getStart(source));
  if (own === undefined && inner === undefined) {
    return ({ literal, statement }) => [`${indent}case ${literal}: { ${statement} }`];
  }
  const body = inner ?? deeper;
  if (own === undefined) {
    return ({ literal, statement }) => [`${indent}case ${literal}: {`, body + statement, `${indent}}`];
  }
  return ({ literal, statement }) => [`${indent}case ${literal}:`, `${own}{`, body + statement, `${own}}`];
}

/** Whether an empty line stands between the clauses. */
function areApart(clauses: ts.NodeArray<ts.CaseOrDefaultClause>, source: ts.SourceFile, text: string): boolean {
  for (const [index, clause] of clauses.entries()) {
    const next = clauses[index + 1];
    if (next === undefined || clause.statements.length === 0) continue;
    return /\n[^\S\n]*\n/.test(text.slice(clause.end, next.getStart(source)));
  }
  return false;
}
