import { ts } from 'ts-morph';
import type { ModuleMention } from './module-mentions.js';
import { consumeName, consumerModule, isHandler } from './module-paths.js';
import type { NameIndex } from './name-index.js';
import { bare, placeOf, type ParsedFile } from './parse-user-file.js';
import type { MergeRemark, UserFile } from './user-file.js';

/** A remark on a handler through which no record passes any more: nothing in it uses the topic's consumer. */
export function wiringRemarks(
  file: UserFile,
  mentions: readonly ModuleMention[],
  parsed: ParsedFile,
  index: NameIndex,
): readonly MergeRemark[] {
  if (!isHandler(file)) return [];
  const consume = consumeName(file);
  if (consume === undefined || usesConsumer(file, consume, mentions, parsed) || mayUseElsewhere(parsed, index))
    return [];
  const at = declaredHandler(parsed)?.getStart(parsed.source) ?? 0;
  const message = `the handler does not use ${consume}: it gets undecoded records, or none`;
  return [{ kind: 'consumer-unused', message, ...placeOf(parsed, at) }];
}

/** Whether the consumer is imported by its name, from wherever, or the whole of its module is. */
function usesConsumer(
  file: UserFile,
  consume: string,
  mentions: readonly ModuleMention[],
  { source }: ParsedFile,
): boolean {
  const former = [...(file.modules.get(consumerModule(file))?.renamed ?? [])].filter(([, now]) => now === consume);
  const names = new Set([consume, ...former.map(([before]) => before)]);
  const isConsumer = ({ propertyName, name }: ts.ImportSpecifier | ts.ExportSpecifier) =>
    names.has((propertyName ?? name).text);
  const byName = source.statements.some((statement) => {
    if (ts.isImportDeclaration(statement)) {
      const bindings = statement.importClause?.namedBindings;
      return bindings !== undefined && ts.isNamedImports(bindings) && bindings.elements.some(isConsumer);
    }
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined) return false;
    const clause = statement.exportClause;
    return clause !== undefined && ts.isNamedExports(clause) && clause.elements.some(isConsumer);
  });
  return byName || mentions.some(({ by, target }) => target.path === consumerModule(file) && takesWhole(by));
}

/** Whether what names a module takes all of it. */
function takesWhole(by: ts.Node): boolean {
  if (ts.isImportDeclaration(by)) {
    const bindings = by.importClause?.namedBindings;
    return bindings !== undefined && ts.isNamespaceImport(bindings);
  }
  if (ts.isExportDeclaration(by)) return by.exportClause === undefined || ts.isNamespaceExport(by.exportClause);
  return ts.isExternalModuleReference(by) || ts.isCallExpression(by);
}

/** Whether the exported handler comes from a module of the team's own, which may use the consumer in its place. */
function mayUseElsewhere({ source, checker }: ParsedFile, index: NameIndex): boolean {
  for (const statement of source.statements) {
    if (!ts.isExportDeclaration(statement)) continue;
    const clause = statement.exportClause;
    if (statement.moduleSpecifier === undefined) continue;
    if (
      clause === undefined ||
      (ts.isNamedExports(clause) && clause.elements.some(({ name }) => name.text === 'handler'))
    ) {
      return true;
    }
  }
  const symbol = checker.getSymbolAtLocation(source);
  const handler = symbol === undefined ? undefined : symbol.exports?.get(ts.escapeLeadingUnderscores('handler'));
  const seen = new Set<ts.Node>();
  const comesFromOutside = (node: ts.Node | undefined): boolean => {
    if (node === undefined || seen.has(node)) return false;
    seen.add(node);
    if (ts.isImportSpecifier(node) || ts.isNamespaceImport(node) || ts.isImportClause(node)) return isOwn(node);
    if (ts.isExportSpecifier(node)) {
      return checker.getExportSpecifierLocalTargetSymbol(node)?.declarations?.some(comesFromOutside) ?? false;
    }
    if (ts.isVariableDeclaration(node)) return comesFromOutside(node.initializer);
    if (!ts.isExpression(node)) return false;
    const expression = bare(node);
    if (ts.isIdentifier(expression)) return index.symbolOf(expression)?.declarations?.some(comesFromOutside) ?? false;
    if (ts.isPropertyAccessExpression(expression)) return comesFromOutside(expression.expression);
    if (ts.isCallExpression(expression) || ts.isNewExpression(expression)) {
      return comesFromOutside(expression.expression) || (expression.arguments ?? []).some(comesFromOutside);
    }
    return ts.isAwaitExpression(expression) && comesFromOutside(expression.expression);
  };
  return handler?.declarations?.some(comesFromOutside) ?? false;
}

/** Whether a name is imported from a file of the team's: by a relative path or a path alias, not from a package. */
function isOwn(node: ts.Node): boolean {
  const declaration = ts.findAncestor(node, ts.isImportDeclaration);
  const specifier = declaration?.moduleSpecifier;
  return specifier !== undefined && ts.isStringLiteralLike(specifier) && /^(?:\.|#|~|@\/|\/)/.test(specifier.text);
}

/** The name `handler` where it is declared. */
function declaredHandler({ source, nodes }: ParsedFile): ts.Node | undefined {
  for (const node of nodes) {
    if (!ts.isVariableDeclaration(node) && !ts.isFunctionDeclaration(node)) continue;
    if (node.name?.getText(source) === 'handler') return node.name;
  }
  return undefined;
}
