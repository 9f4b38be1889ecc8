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
  const file: NamedFile = { parsed, index };
  if (ts.isImportDeclaration(by)) {
    const bindings = by.importClause?.namedBindings;
    if (bindings === undefined) return [];
    if (ts.isNamespaceImport(bindings)) return membersOfName(file, bindings.name);
    return bindings.elements.map((element) => ofImport(file, element));
  }
  if (ts.isExportDeclaration(by)) {
    const clause = by.exportClause;
    return clause !== undefined && ts.isNamedExports(clause) ? clause.elements.map((e) => ofReExport(file, e)) : [];
  }
  if (ts.isExternalModuleReference(by)) {
    return ts.isImportEqualsDeclaration(by.parent) ? membersOfName(file, by.parent.name) : [];
  }
  if (ts.isImportTypeNode(by)) {
    let first = by.qualifier;
    while (first !== undefined && ts.isQualifiedName(first)) first = first.left;
    return first === undefined ? [] : [ofMember(file, first)];
  }
  if (ts.isCallExpression(by) && literal === by.arguments[0]) {
    const { expression } = by;
    const yields =
      expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === 'require');
    return yields ? membersOf(file, by) : [];
  }
  return [];
}

interface NamedFile {
  readonly parsed: ParsedFile;
  readonly index: NameIndex;
}

/** `import { Order }`, `import { Order as O }`. */
function ofImport(file: NamedFile, { name, propertyName }: ts.ImportSpecifier): ImportedName {
  if (propertyName !== undefined) return ofMember(file, propertyName);
  return {
    name: name.text,
    node: name,
    rename: (to) => {
      if (file.index.has(to)) return { splices: [before(file, name, `${to} as `)], isAlias: true };
      const uses = file.index.references(name).map((use) => ofReference(file, use, to));
      return { splices: [instead(file, name, to), ...uses], isAlias: false };
    },
  };
}

/** `export { Order } from`: other modules go on using the old name. */
function ofReExport(file: NamedFile, { name, propertyName }: ts.ExportSpecifier): ImportedName {
  if (propertyName !== undefined) return ofMember(file, propertyName);
  return {
    name: name.text,
    node: name,
    rename: (to) => ({ splices: [before(file, name, `${to} as `)], isAlias: true }),
  };
}

/** A name that stands for nothing but the module's own. */
function ofMember(file: NamedFile, node: ts.Identifier | ts.StringLiteralLike): ImportedName {
  const quoted =
    ts.isStringLiteralLike(node) && !ts.isImportSpecifier(node.parent) && !ts.isExportSpecifier(node.parent);
  const splice = (to: string): Splice =>
    quoted ? { start: startOf(file, node) + 1, end: node.end - 1, text: to } : instead(file, node, to);
  return { name: node.text, node, rename: (to) => ({ splices: [splice(to)], isAlias: false }) };
}

/** What is read of a local name that holds the whole module. */
function membersOfName(file: NamedFile, local: ts.Identifier): ImportedName[] {
  return file.index.references(local).flatMap((use) => membersOf(file, use));
}

/** What is read of an expression, or a qualified name, that is the module or a promise of it. */
function membersOf(file: NamedFile, whole: ts.Node): ImportedName[] {
  const { parent } = whole;
  if (ts.isAwaitExpression(parent) || (ts.isExpression(parent) && bare(parent) !== parent))
    return membersOf(file, parent);
  if (ts.isQualifiedName(parent) && parent.left === whole) return [ofMember(file, parent.right)];
  if (ts.isElementAccessExpression(parent) && parent.expression === whole) {
    return ts.isStringLiteralLike(parent.argumentExpression) ? [ofMember(file, parent.argumentExpression)] : [];
  }
  if (ts.isVariableDeclaration(parent) && parent.initializer === whole) return membersOfBinding(file, parent.name);
  if (ts.isPropertyAccessExpression(parent) && parent.expression === whole) {
    const { name } = parent;
    if (!ts.isIdentifier(name)) return [];
    return name.text === 'then' ? membersOfPromised(file, parent) : [ofMember(file, name)];
  }
  return [];
}

/** `.then(({ Order }) => …)`, `.then((types) => …)`. */
function membersOfPromised(file: NamedFile, then: ts.PropertyAccessExpression): ImportedName[] {
  const call = then.parent;
  const callback = ts.isCallExpression(call) && call.expression === then ? call.arguments[0] : undefined;
  if (callback === undefined || !(ts.isArrowFunction(callback) || ts.isFunctionExpression(callback))) return [];
  const parameter = callback.parameters[0];
  return parameter === undefined ? [] : membersOfBinding(file, parameter.name);
}

function membersOfBinding(file: NamedFile, name: ts.BindingName): ImportedName[] {
  if (ts.isIdentifier(name)) return membersOfName(file, name);
  if (!ts.isObjectBindingPattern(name)) return [];
  return name.elements.flatMap((element): ImportedName[] => {
    if (element.dotDotDotToken !== undefined) return [];
    const { propertyName, name: local } = element;
    if (propertyName !== undefined) {
      return ts.isIdentifier(propertyName) || ts.isStringLiteralLike(propertyName)
        ? [ofMember(file, propertyName)]
        : [];
    }
    if (!ts.isIdentifier(local)) return [];
    const splices = (to: string) => [before(file, local, `${to}: `)];
    return [{ name: local.text, node: local, rename: (to) => ({ splices: splices(to), isAlias: true }) }];
  });
}

function ofReference(file: NamedFile, use: ts.Identifier, to: string): Splice {
  const { parent } = use;
  if (ts.isShorthandPropertyAssignment(parent)) return instead(file, use, `${use.text}: ${to}`);
  if (ts.isExportSpecifier(parent) && parent.propertyName === undefined) return before(file, use, `${to} as `);
  return instead(file, use, to);
}

function startOf(file: NamedFile, node: ts.Node): number {
  return node.getStart(file.parsed.source);
}

function instead(file: NamedFile, node: ts.Node, text: string): Splice {
  return { start: startOf(file, node), end: node.end, text };
}

function before(file: NamedFile, node: ts.Node, text: string): Splice {
  const start = startOf(file, node);
  return { start, end: start, text };
}
