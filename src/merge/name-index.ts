import { ts } from 'ts-morph';
import type { ParsedFile } from './parse-user-file.js';

/** The names of a file, and what each of them stands for by the rules of scope. */
export class NameIndex {
  private readonly checker: ts.TypeChecker;
  private readonly identifiers = new Map<string, ts.Identifier[]>();

  constructor({ nodes, checker }: ParsedFile) {
    this.checker = checker;
    for (const node of nodes) {
      if (!ts.isIdentifier(node)) continue;
      const known = this.identifiers.get(node.text);
      if (known === undefined) this.identifiers.set(node.text, [node]);
      else known.push(node);
    }
  }

  /** Whether the file uses a name for anything at all. */
  has(name: string): boolean {
    return this.identifiers.has(name);
  }

  /** Where the thing that a name declares is used; the declaration itself left out. */
  references(declared: ts.Identifier): readonly ts.Identifier[] {
    const symbol = this.checker.getSymbolAtLocation(declared);
    if (symbol === undefined) return [];
    return this.occurrences(declared.text).filter((use) => use !== declared && this.symbolOf(use) === symbol);
  }

  occurrences(name: string): readonly ts.Identifier[] {
    return this.identifiers.get(name) ?? [];
  }

  /** What an identifier stands for inside the file. */
  symbolOf(use: ts.Identifier): ts.Symbol | undefined {
    const { parent } = use;
    if (ts.isShorthandPropertyAssignment(parent)) return this.checker.getShorthandAssignmentValueSymbol(parent);
    if (ts.isExportSpecifier(parent) && parent.parent.parent.moduleSpecifier === undefined) {
      return parent.propertyName === undefined || parent.propertyName === use
        ? this.checker.getExportSpecifierLocalTargetSymbol(parent)
        : undefined;
    }
    return this.checker.getSymbolAtLocation(use);
  }
}
