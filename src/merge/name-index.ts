import { ts } from 'ts-morph';
import { groupBy } from '../diagnostics/group-by.js';
import type { ParsedFile } from './parse-user-file.js';

/** The names of a file, and what each of them stands for by the rules of scope. */
export interface NameIndex {
  /** Whether the file uses a name for anything at all. */
  readonly has: (name: string) => boolean;
  /** Where the thing that a name declares is used; the declaration itself left out. */
  readonly references: (declared: ts.Identifier) => readonly ts.Identifier[];
  /** What an identifier stands for inside the file. */
  readonly symbolOf: (use: ts.Identifier) => ts.Symbol | undefined;
}

/** Indexes the names of a parsed file. */
export function nameIndex({ nodes, checker }: ParsedFile): NameIndex {
  const identifiers = groupBy(nodes.filter(ts.isIdentifier), ({ text }) => text);

  function has(name: string): boolean {
    return identifiers.has(name);
  }

  function references(declared: ts.Identifier): readonly ts.Identifier[] {
    const symbol = checker.getSymbolAtLocation(declared);
    if (symbol === undefined) return [];
    return occurrences(declared.text).filter((use) => use !== declared && symbolOf(use) === symbol);
  }

  function occurrences(name: string): readonly ts.Identifier[] {
    return identifiers.get(name) ?? [];
  }

  function symbolOf(use: ts.Identifier): ts.Symbol | undefined {
    const { parent } = use;
    if (ts.isShorthandPropertyAssignment(parent)) return checker.getShorthandAssignmentValueSymbol(parent);
    if (ts.isExportSpecifier(parent) && parent.parent.parent.moduleSpecifier === undefined) {
      return parent.propertyName === undefined || parent.propertyName === use
        ? checker.getExportSpecifierLocalTargetSymbol(parent)
        : undefined;
    }
    return checker.getSymbolAtLocation(use);
  }

  return { has, references, symbolOf };
}
