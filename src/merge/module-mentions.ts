import { ts } from 'ts-morph';
import { importTarget, publicTarget, type ImportTarget } from './module-paths.js';
import type { ParsedFile } from './parse-user-file.js';
import type { Edit } from './splice.js';
import type { UserFile } from './user-file.js';

/** A place where a file names a module by a relative path. */
export interface ModuleMention {
  readonly literal: ts.StringLiteralLike;
  /** The import, export, call or type that names it. */
  readonly by: ts.Node;
  readonly target: ImportTarget;
}

/** All of them, in the order of the file. */
export function moduleMentions(file: UserFile, { nodes }: ParsedFile): readonly ModuleMention[] {
  const mentions: ModuleMention[] = [];
  for (const node of nodes) {
    const literal = namedModule(node);
    if (literal === undefined || !ts.isStringLiteralLike(literal)) continue;
    const target = importTarget(file, literal.text);
    if (target !== undefined)
      mentions.push({ literal, by: node, target: publicTarget(file, namesTaken(node), target) });
  }
  return mentions;
}

/** The edits that make imports end, and lead, where they have to. */
export function specifierEdits(mentions: readonly ModuleMention[], { source, text }: ParsedFile): readonly Edit[] {
  return mentions.flatMap(({ literal, target: { specifier } }) => {
    if (specifier === literal.text) return [];
    const start = literal.getStart(source) + 1;
    const quote = text.charAt(start - 1);
    const escaped = specifier.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
    return [
      {
        summary: `changed the import of '${literal.text}' to '${specifier}'`,
        splices: [{ start, end: literal.end - 1, text: escaped }],
      },
    ];
  });
}

/** The names that an import or export statement takes of a module; undefined where it takes others, or all. */
function namesTaken(node: ts.Node): readonly string[] | undefined {
  if (ts.isImportDeclaration(node)) {
    const bindings = node.importClause?.namedBindings;
    if (bindings === undefined || node.importClause?.name !== undefined || !ts.isNamedImports(bindings))
      return undefined;
    return bindings.elements.map(({ name, propertyName }) => (propertyName ?? name).text);
  }
  if (!ts.isExportDeclaration(node) || node.exportClause === undefined) return undefined;
  if (!ts.isNamedExports(node.exportClause)) return undefined;
  return node.exportClause.elements.map(({ name, propertyName }) => (propertyName ?? name).text);
}

/** The expression in which a node names a module; it need not be a literal. */
function namedModule(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isExternalModuleReference(node)) return node.expression;
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  if (ts.isModuleDeclaration(node)) return node.name;
  if (ts.isCallExpression(node)) return takesModule(node.expression) ? node.arguments[0] : undefined;
  // `new URL('./event.json', import.meta.url)`: a path relative to the file.
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'URL') {
    return node.arguments?.[1] !== undefined && isImportMeta(node.arguments[1]) ? node.arguments[0] : undefined;
  }
  return undefined;
}

/** Whether the first argument of what is called is a module: imports, and the mocks of vitest, jest and node:test. */
function takesModule(callee: ts.Expression): boolean {
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
  if (ts.isIdentifier(callee)) return callee.text === 'require';
  if (!ts.isPropertyAccessExpression(callee)) return false;
  const { expression: object, name } = callee;
  if (ts.isMetaProperty(object)) return name.text === 'resolve';
  if (ts.isIdentifier(object) && object.text === 'require') return name.text === 'resolve';
  if (ts.isIdentifier(object) && (object.text === 'vi' || object.text === 'jest')) return MOCKS.has(name.text);
  const mock = ts.isPropertyAccessExpression(object) ? object.name : object;
  return ts.isIdentifier(mock) && mock.text === 'mock' && name.text === 'module';
}

const MOCKS: ReadonlySet<string> = new Set([
  ...['mock', 'unmock', 'doMock', 'doUnmock', 'dontMock', 'deepUnmock', 'setMock'],
  ...['importActual', 'importMock', 'requireActual', 'requireMock'],
  ...['createMockFromModule', 'unstable_mockModule', 'unstable_unmockModule'],
]);

function isImportMeta(node: ts.Node): boolean {
  return ts.isPropertyAccessExpression(node) && ts.isMetaProperty(node.expression);
}
