import { ts } from 'ts-morph';
import type { ModuleMention } from './module-mentions.js';
import type { NameIndex } from './name-index.js';
import { bare, type ParsedFile } from './parse-user-file.js';
import type { Splice } from './splice.js';

/** A name of a module that a file uses. */
export interface ImportedName {
  readonly name: string;
  readonly node: ts.Node;
  /** What makes the file use another name of the module, in all places; `isAlias` where the old name stays inside the file. */
  rename(to: string): { readonly splices: readonly Splice[]; readonly isAlias: boolean };
}

/** The names that one mention of a module brings into the file. */
export function importedNames({ by, literal }: ModuleMention, parsed: ParsedFile, index: NameIndex): ImportedName[] {
  const names = new Names(parsed, index);
  if (ts.isImportDeclaration(by)) {
    const bindings = by.importClause?.namedBindings;
    if (bindings === undefined) return [];
    if (ts.isNamespaceImport(bindings)) return names.membersOfName(bindings.name);
    return bindings.elements.map((element) => names.ofImport(element));
  }
  if (ts.isExportDeclaration(by)) {
    const clause = by.exportClause;
    return clause !== undefined && ts.isNamedExports(clause) ? clause.elements.map((e) => names.ofReExport(e)) : [];
  }
  if (ts.isExternalModuleReference(by)) {
    return ts.isImportEqualsDeclaration(by.parent) ? names.membersOfName(by.parent.name) : [];
  }
  if (ts.isImportTypeNode(by)) {
    let first = by.qualifier;
    while (first !== undefined && ts.isQualifiedName(first)) first = first.left;
    return first === undefined ? [] : [names.ofMember(first)];
  }
  if (ts.isCallExpression(by) && literal === by.arguments[0]) {
    const { expression } = by;
    const yields =
      expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === 'require');
    return yields ? names.membersOf(by) : [];
  }
  return [];
}

class Names {
  private readonly parsed: ParsedFile;
  private readonly index: NameIndex;

  constructor(parsed: ParsedFile, index: NameIndex) {
    this.parsed = parsed;
    this.index = index;
  }

  /** `import { Order }`, `import { Order as O }`. */
  ofImport({ name, propertyName }: ts.ImportSpecifier): ImportedName {
    if (propertyName !== undefined) return this.ofMember(propertyName);
    return {
      name: name.text,
      node: name,
      rename: (to) => {
        if (this.index.has(to)) return { splices: [this.before(name, `${to} as `)], isAlias: true };
        const uses = this.index.references(name).map((use) => this.ofReference(use, to));
        return { splices: [this.instead(name, to), ...uses], isAlias: false };
      },
    };
  }

  /** `export { Order } from`: other modules go on using the old name. */
  ofReExport({ name, propertyName }: ts.ExportSpecifier): ImportedName {
    if (propertyName !== undefined) return this.ofMember(propertyName);
    return {
      name: name.text,
      node: name,
      rename: (to) => ({ splices: [this.before(name, `${to} as `)], isAlias: true }),
    };
  }

  /** A name that stands for nothing but the module's own. */
  ofMember(node: ts.Identifier | ts.StringLiteralLike): ImportedName {
    const quoted =
      ts.isStringLiteralLike(node) && !ts.isImportSpecifier(node.parent) && !ts.isExportSpecifier(node.parent);
    const splice = (to: string): Splice =>
      quoted ? { start: this.start(node) + 1, end: node.end - 1, text: to } : this.instead(node, to);
    return { name: node.text, node, rename: (to) => ({ splices: [splice(to)], isAlias: false }) };
  }

  /** What is read of a local name that holds the whole module. */
  membersOfName(local: ts.Identifier): ImportedName[] {
    return this.index.references(local).flatMap((use) => this.membersOf(use));
  }

  /** What is read of an expression, or a qualified name, that is the module or a promise of it. */
  membersOf(whole: ts.Node): ImportedName[] {
    const { parent } = whole;
    if (ts.isAwaitExpression(parent) || (ts.isExpression(parent) && bare(parent) !== parent))
      return this.membersOf(parent);
    if (ts.isQualifiedName(parent) && parent.left === whole) return [this.ofMember(parent.right)];
    if (ts.isElementAccessExpression(parent) && parent.expression === whole) {
      return ts.isStringLiteralLike(parent.argumentExpression) ? [this.ofMember(parent.argumentExpression)] : [];
    }
    if (ts.isVariableDeclaration(parent) && parent.initializer === whole) return this.membersOfBinding(parent.name);
    if (ts.isPropertyAccessExpression(parent) && parent.expression === whole) {
      const { name } = parent;
      if (!ts.isIdentifier(name)) return [];
      return name.text === 'then' ? this.membersOfPromised(parent) : [this.ofMember(name)];
    }
    return [];
  }

  /** `.then(({ Order }) => …)`, `.then((types) => …)`. */
  private membersOfPromised(then: ts.PropertyAccessExpression): ImportedName[] {
    const call = then.parent;
    const callback = ts.isCallExpression(call) && call.expression === then ? call.arguments[0] : undefined;
    if (callback === undefined || !(ts.isArrowFunction(callback) || ts.isFunctionExpression(callback))) return [];
    const parameter = callback.parameters[0];
    return parameter === undefined ? [] : this.membersOfBinding(parameter.name);
  }

  private membersOfBinding(name: ts.BindingName): ImportedName[] {
    if (ts.isIdentifier(name)) return this.membersOfName(name);
    if (!ts.isObjectBindingPattern(name)) return [];
    return name.elements.flatMap((element): ImportedName[] => {
      if (element.dotDotDotToken !== undefined) return [];
      const { propertyName, name: local } = element;
      if (propertyName !== undefined) {
        return ts.isIdentifier(propertyName) || ts.isStringLiteralLike(propertyName)
          ? [this.ofMember(propertyName)]
          : [];
      }
      if (!ts.isIdentifier(local)) return [];
      const splices = (to: string) => [this.before(local, `${to}: `)];
      return [{ name: local.text, node: local, rename: (to) => ({ splices: splices(to), isAlias: true }) }];
    });
  }

  private ofReference(use: ts.Identifier, to: string): Splice {
    const { parent } = use;
    if (ts.isShorthandPropertyAssignment(parent)) return this.instead(use, `${use.text}: ${to}`);
    if (ts.isExportSpecifier(parent) && parent.propertyName === undefined) return this.before(use, `${to} as `);
    return this.instead(use, to);
  }

  private start(node: ts.Node): number {
    return node.getStart(this.parsed.source);
  }

  private instead(node: ts.Node, text: string): Splice {
    return { start: this.start(node), end: node.end, text };
  }

  private before(node: ts.Node, text: string): Splice {
    const start = this.start(node);
    return { start, end: start, text };
  }
}
