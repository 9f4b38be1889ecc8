import { ts } from 'ts-morph';
import { addTo } from '../diagnostics/group-by.js';
import { assignedValue, isTakenApart } from './assignment.js';
import type { TypeChange } from './changed-types.js';
import type { FieldImpact } from './impact.js';
import { propertiesOf, symbolsAt, type NameNode } from './property-at.js';
import { typeKey } from './type-key.js';
import { useExpression } from './use-text.js';

/** A place in code that uses something of a generated type that is not as it was. */
export interface Use {
  /** The field's or type's name, as it stands there. */
  readonly name: ts.Node;
  readonly expression: ts.Node;
  readonly change: FieldImpact;
}

interface UsesInput {
  /** With the types as they were, and as they are. */
  readonly checker: ts.TypeChecker;
  /** Undefined where every use counts, whatever becomes of it. */
  readonly checkerAfter: ts.TypeChecker | undefined;
  readonly changes: readonly TypeChange[];
  /** Whether a file is generated: what it declares and hands on is not one of the team's names. */
  readonly isGenerated: (file: ts.SourceFile) => boolean;
}

interface Search extends UsesInput {
  readonly byDeclaration: ReadonlyMap<ts.Node, TypeChange>;
  readonly names: ReadonlySet<string>;
  /** By all names of an object's properties: the changes of some of them. */
  readonly keys: ReadonlyMap<string, readonly TypeChange[]>;
  readonly wholes: ReadonlyMap<string, TypeChange>;
}

/** The places in files that use what has changed, with the types as they were before; file by file, in its order. */
export function findUses(files: readonly ts.SourceFile[], input: UsesInput): readonly Use[] {
  const { changes } = input;
  const search: Search = {
    ...input,
    byDeclaration: new Map(changes.map((change) => [change.declaration, change])),
    names: new Set(changes.map(({ name }) => name)),
    keys: keysOf(changes),
    wholes: new Map(changes.flatMap((change) => (change.key === undefined ? [] : [[change.key, change]]))),
  };
  return files.flatMap((file) => usesIn(search, file));
}

function usesIn(search: Search, file: ts.SourceFile): readonly Use[] {
  const uses: Use[] = [];
  const visit = (node: ts.Node): void => {
    for (const use of usesAt(search, node)) if (!isBehindVanished(use, uses)) uses.push(use);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return uses.sort((a, b) => a.name.getStart() - b.name.getStart());
}

function usesAt(search: Search, node: ts.Node): readonly Use[] {
  if (ts.isElementAccessExpression(node) && !ts.isStringLiteralLike(node.argumentExpression)) {
    return computed(search, node);
  }
  if (!ts.isIdentifier(node) && !ts.isStringLiteralLike(node)) return [];
  const isNamed = search.names.has(node.text);
  if (!isNamed && (search.wholes.size === 0 || !isRecordPart(node))) return [];
  const symbols = symbolsAt(node, search.checker);
  if (!isNamed) return wholeOf(search, node, symbols).map(({ change }) => use(node, change));
  const changes = symbols.length === 0 ? changesOfKey(search, node) : changesOf(search, symbols);
  return changes
    .filter((change) => !isUntouched(node, change) && isSeen(search, node, symbols, change))
    .map(({ change }) => use(node, change));
}

/** Whether the property is gone, or another, at this place too: an alternative, or a type made from it, may have it still. */
function isSeen(search: Search, node: NameNode, symbols: readonly ts.Symbol[], { change }: TypeChange): boolean {
  const { checker, checkerAfter } = search;
  if (change.field === undefined || checkerAfter === undefined) return true;
  const now = symbolsAt(node, checkerAfter);
  if (now.length === 0) return true;
  return change.kind !== 'vanished' && typesKey(symbols, checker) !== typesKey(now, checkerAfter);
}

/** A text where one of an object's property names is asked for, `keyof Order`, and nothing but that. */
function changesOfKey(search: Search, node: NameNode): readonly TypeChange[] {
  if (search.keys.size === 0 || !ts.isStringLiteralLike(node)) return [];
  const type = search.checker.getContextualType(node);
  if (type?.isUnion() !== true) return [];
  const names = type.types.flatMap((member) => (member.isStringLiteral() ? [member.value] : []));
  const changes = search.keys.get(JSON.stringify(names.sort())) ?? [];
  return names.length === type.types.length ? changes.filter(({ name }) => name === node.text) : [];
}

/** `order[key]`, if the type of `key` determines the property. */
function computed(search: Search, node: ts.ElementAccessExpression): readonly Use[] {
  const { checker } = search;
  const key = checker.getTypeAtLocation(node.argumentExpression);
  const names = (key.isUnion() ? key.types : [key]).flatMap((type) => (type.isStringLiteral() ? [type.value] : []));
  const changed = names.filter((name) => search.names.has(name));
  if (changed.length === 0) return [];
  const type = checker.getTypeAtLocation(node.expression);
  const symbols = changed.flatMap((name) => propertiesOf(type, name, checker));
  return changesOf(search, symbols).map(({ change }) => use(node.argumentExpression, change));
}

function changesOf(search: Search, symbols: readonly ts.Symbol[]): readonly TypeChange[] {
  const changes = symbols.flatMap((symbol) =>
    (symbol.declarations ?? []).flatMap((declaration) => search.byDeclaration.get(declaration) ?? []),
  );
  return [...new Set(changes)];
}

/** The key or value of a record, which the consumer declares: its type is an alias that may be another now. */
function wholeOf(search: Search, node: NameNode, symbols: readonly ts.Symbol[]): readonly TypeChange[] {
  const { checker, isGenerated } = search;
  const types = symbols
    .filter((symbol) => symbol.declarations?.some((declaration) => isGenerated(declaration.getSourceFile())) === true)
    .map((symbol) => checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(symbol, node)));
  const keys = types.map((type) => typeKey(type, { checker, renames: new Map(), apart: new Set() }));
  return [...new Set(keys.flatMap((key) => search.wholes.get(key) ?? []))];
}

function use(name: ts.Node, change: FieldImpact): Use {
  return { name, expression: useExpression(name), change };
}

function isRecordPart(node: NameNode): boolean {
  const { parent } = node;
  const isProperty =
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isBindingElement(parent) && (parent.propertyName ?? parent.name) === node);
  return isProperty && (node.text === 'value' || node.text === 'key');
}

/** Whether a name is at a place where the change makes no difference. */
function isUntouched(node: NameNode, { change, isWider }: TypeChange): boolean {
  const { parent } = node;
  if (change.kind === 'vanished' || change.kind === 'renamed') return false;
  // Where a type is spoken of it is used; its import says nothing more.
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return true;
  // Whether there is such a property, or a type without it, is the same whatever its type.
  if (ts.isBinaryExpression(parent)) return change.kind !== 'optional';
  if (ts.isLiteralTypeNode(parent)) return isLeftOut(parent);
  return isWider && isGiven(node);
}

function isLeftOut({ parent }: ts.Node): boolean {
  if (ts.isUnionTypeNode(parent)) return isLeftOut(parent);
  return ts.isTypeReferenceNode(parent) && ts.isIdentifier(parent.typeName) && parent.typeName.text === 'Omit';
}

/** Whether the property gets a value here, or is declared in a class's own way, rather than read. */
function isGiven({ parent }: NameNode): boolean {
  if (ts.isObjectLiteralElementLike(parent)) return !isTakenApart(parent.parent);
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) {
    return assignedValue(parent) !== undefined;
  }
  return ts.isClassElement(parent) || ts.isTypeElement(parent) || ts.isParameter(parent);
}

function keysOf(changes: readonly TypeChange[]): ReadonlyMap<string, readonly TypeChange[]> {
  const keys = new Map<string, TypeChange[]>();
  for (const change of changes) {
    const object = change.declaration.parent;
    if (!ts.isInterfaceDeclaration(object) && !ts.isTypeLiteralNode(object)) continue;
    const names = object.members.flatMap(({ name }) => (name === undefined || !('text' in name) ? [] : [name.text]));
    addTo(keys, JSON.stringify(names.sort()), change);
  }
  return keys;
}

function typesKey(symbols: readonly ts.Symbol[], checker: ts.TypeChecker): string {
  const input = { checker, renames: new Map<string, string>(), apart: new Set<ts.Node>() };
  return JSON.stringify([...new Set(symbols.map((symbol) => typeKey(checker.getTypeOfSymbol(symbol), input)))].sort());
}

/** `order.discount.code`, where there is no `discount` any more: that there is no `code` either is not news. */
function isBehindVanished({ name }: Use, uses: readonly Use[]): boolean {
  const object =
    ts.isPropertyAccessExpression(name.parent) || ts.isElementAccessExpression(name.parent)
      ? name.parent.expression
      : ts.isBindingElement(name.parent)
        ? name.parent.parent.parent
        : undefined;
  if (object === undefined) return false;
  const bare = ts.isNonNullExpression(object) || ts.isParenthesizedExpression(object) ? object.expression : object;
  return uses.some(({ expression, change }) => expression === bare && change.kind === 'vanished');
}
