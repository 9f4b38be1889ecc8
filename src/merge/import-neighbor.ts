import { ts } from 'ts-morph';
import { compareText, isSorted } from './sort-order.js';

/** An import, and whether a new one follows it or precedes it. */
interface ImportNeighbor {
  readonly node: ts.ImportDeclaration;
  readonly isBefore: boolean;
}

/**
 * The import next to which one of a relative path stands in order: those of parent folders first, then by their paths.
 * Undefined in a file that has no such import, or has them in another order.
 */
export function importNeighbor({ statements }: ts.SourceFile, path: string): ImportNeighbor | undefined {
  const relative = statements.filter(isRelativeImport);
  const values = relative.filter(({ importClause }) => importClause !== undefined && !isTypeOnly(importClause));
  const sorted = [relative, values].find((list) => isSorted(list, (a, b) => comparePaths(pathOf(a), pathOf(b)))) ?? [];
  const previous = sorted.findLast((node) => comparePaths(pathOf(node), path) <= 0);
  if (previous !== undefined) return { node: previous, isBefore: true };
  const [next] = sorted;
  return next === undefined ? undefined : { node: next, isBefore: false };
}

/** Whether the compiler alone sees what an import names. */
export function isTypeOnly(clause: ts.ImportClause): boolean {
  return clause.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

/** An import of names: one that is there for its effects stands where it has to run. */
function isRelativeImport(statement: ts.Statement): statement is ts.ImportDeclaration {
  return (
    ts.isImportDeclaration(statement) && statement.importClause !== undefined && /^\.\.?(\/|$)/.test(pathOf(statement))
  );
}

function pathOf({ moduleSpecifier }: ts.ImportDeclaration): string {
  return ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : '';
}

function comparePaths(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  const at = left.findIndex((segment, index) => segment !== right[index]);
  if (at < 0) return left.length - right.length;
  const [one = '', other = ''] = [left[at], right[at]];
  return upwards(other) - upwards(one) || compareText(one.toLowerCase(), other.toLowerCase());
}

/** How far a segment leads up: `..` further than `.`, and a name not at all. */
function upwards(segment: string): number {
  return ['.', '..'].indexOf(segment) + 1;
}
