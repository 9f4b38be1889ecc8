import { ts } from 'ts-morph';
import { doubleQuoted } from './double-quoted.js';
import type { ParsedFile } from './parse-user-file.js';

/** How a file is written, as far as inserted lines have to match it. */
export interface FileStyle {
  readonly quote: "'" | '"';
  readonly semicolon: ';' | '';
  readonly lineEnd: '\n' | '\r\n';
  /** What indents by one level. */
  readonly indent: string;
  /** Between a brace and what it holds on its line. */
  readonly braceSpace: ' ' | '';
}

/** What most of the file does; as generated files do where it does neither. */
export function fileStyle({ source, nodes, text }: ParsedFile): FileStyle {
  let quotes = 0;
  let semicolons = 0;
  let spaces = 0;
  for (const node of nodes) {
    if (ts.isStringLiteral(node)) quotes += text[node.getStart(source)] === '"' ? 1 : -1;
    if (endsWithSemicolon(node)) semicolons += text[node.end - 1] === ';' ? 1 : -1;
    if (ts.isNamedImports(node) || ts.isObjectBindingPattern(node) || ts.isObjectLiteralExpression(node)) {
      const inside = text.charAt(node.getStart(source) + 1);
      if (!/[\r\n}]/.test(inside)) spaces += inside === ' ' ? 1 : -1;
    }
  }
  const lines = text.split('\n');
  const returns = lines.filter((line) => line.endsWith('\r')).length;
  const indented = lines.flatMap((line) => /^(\t| +)\S/.exec(line)?.[1] ?? []);
  const tabs = indented.filter((indent) => indent === '\t').length;
  const widths = indented.filter((indent) => indent !== '\t').map((indent) => indent.length);
  return {
    quote: quotes > 0 ? '"' : "'",
    semicolon: semicolons < 0 ? '' : ';',
    lineEnd: returns * 2 > lines.length - 1 ? '\r\n' : '\n',
    indent: tabs > widths.length ? '\t' : ' '.repeat(widths.filter((width) => width > 1).sort((a, b) => a - b)[0] ?? 2),
    braceSpace: spaces < 0 ? '' : ' ',
  };
}

function endsWithSemicolon(node: ts.Node): boolean {
  return (
    ts.isImportDeclaration(node) ||
    ts.isExpressionStatement(node) ||
    ts.isVariableStatement(node) ||
    ts.isReturnStatement(node) ||
    ts.isThrowStatement(node) ||
    ts.isBreakStatement(node)
  );
}

/** A literal of generated code in the file's quotes. */
export function inQuotes(literal: string, quote: FileStyle['quote']): string {
  return quote === '"' ? doubleQuoted(literal) : literal;
}

/** The white space before what stands at a place, up to the start of its line; undefined where other code is before it. */
export function indentAt(text: string, at: number): string | undefined {
  const start = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
  const before = text.slice(start, at);
  return /^\s*$/.test(before) ? before : undefined;
}

/** Where code ends with the comments that follow it on its line. */
export function endOfLineComments(text: string, end: number): number {
  return ts.getTrailingCommentRanges(text, end)?.at(-1)?.end ?? end;
}

/** Whether nothing but white space follows on the line. */
export function isLineEnd(text: string, at: number): boolean {
  const rest = /[^\S\r\n]*(?:[\r\n]|$)/y;
  rest.lastIndex = at;
  return rest.test(text);
}
