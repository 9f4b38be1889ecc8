import { ts } from 'ts-morph';
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

export interface UsesInput {
  /** With the types as they were, and as they are. */
  readonly checker: ts.TypeChecker;
  readonly checkerAfter: ts.TypeChecker;
  readonly changes: readonly TypeChange[];
  /** Whether a file is generated: what it declares and hands on is not one of the team's names. */
  readonly isGenerated: (file: ts.SourceFile) => boolean;
}

/** Finds where code uses what has changed, with the types as they were before. */
export class UseFinder {
  private readonly input: UsesInput;
  private readonly byDeclaration: ReadonlyMap<ts.Node, TypeChange>;
  private readonly names: ReadonlySet<string>;
  /** By all names of an object's properties: the changes of some of them. */
  private readonly keys: ReadonlyMap<string, readonly TypeChange[]>;
  private readonly wholes: ReadonlyMap<string, TypeChange>;

  constructor(input: UsesInput) {
    const { changes } = input;
    this.input = input;
    this.byDeclaration = new Map(changes.map((change) => [change.declaration, change]));
    this.names = new Set(changes.map(({ name }) => name));
    this.keys = keysOf(changes);
    this.wholes = new Map(changes.flatMap((change) => (change.key === undefined ? [] : [[change.key, change]])));
  }

  /** The uses in one file, in its order. */
  uses(file: ts.SourceFile): readonly Use[] {
    const uses: Use[] = [];
    const visit = (node: ts.Node): void => {
      for (const use of this.usesAt(node)) if (!isBehindVanished(use, uses)) uses.push(use);
      ts.forEachChild(node, visit);
    };
    visit(file);
    return uses.sort((a, b) => a.name.getStart() - b.name.getStart());
  }

  private usesAt(node: ts.Node): readonly Use[] {
    if (ts.isElementAccessExpression(node) && !ts.isStringLiteralLike(node.argumentExpression)) {
      return this.computed(node);
    }
    if (!ts.isIdentifier(node) && !ts.isStringLiteralLike(node)) return [];
    const isNamed = this.names.has(node.text);
    if (!isNamed && (this.wholes.size === 0 || !isRecordPart(node))) return [];
    const symbols = symbolsAt(node, this.input.checker);
    if (!isNamed) return this.wholeOf(node, symbols).map(({ change }) => use(node, change));
    const changes = symbols.length === 0 ? this.changesOfKey(node) : this.changesOf(symbols);
    return changes
      .filter((change) => !isUntouched(node, change) && this.isSeen(node, symbols, change))
      .map(({ change }) => use(node, change));
  }

  /** Whether the property is gone, or another, at this place too: an alternative, or a type made from it, may have it still. */
  private isSeen(node: NameNode, symbols: readonly ts.Symbol[], { change }: TypeChange): boolean {
    if (change.field === undefined) return true;
    const { checker, checkerAfter } = this.input;
    const now = symbolsAt(node, checkerAfter);
    if (now.length === 0) return true;
    return change.kind !== 'vanished' && typesKey(symbols, checker) !== typesKey(now, checkerAfter);
  }

  /** A text where one of an object's property names is asked for, `keyof Order`, and nothing but that. */
  private changesOfKey(node: NameNode): readonly TypeChange[] {
    if (this.keys.size === 0 || !ts.isStringLiteralLike(node)) return [];
    const type = this.input.checker.getContextualType(node);
    if (type?.isUnion() !== true) return [];
    const names = type.types.flatMap((member) => (member.isStringLiteral() ? [member.value] : []));
    const changes = this.keys.get(JSON.stringify(names.sort())) ?? [];
    return names.length === type.types.length ? changes.filter(({ name }) => name === node.text) : [];
  }

  /** `order[key]`, if the type of `key` determines the property. */
  private computed(node: ts.ElementAccessExpression): readonly Use[] {
    const { checker } = this.input;
    const key = checker.getTypeAtLocation(node.argumentExpression);
    const names = (key.isUnion() ? key.types : [key]).flatMap((type) => (type.isStringLiteral() ? [type.value] : []));
    const changed = names.filter((name) => this.names.has(name));
    if (changed.length === 0) return [];
    const type = checker.getTypeAtLocation(node.expression);
    const symbols = changed.flatMap((name) => propertiesOf(type, name, checker));
    return this.changesOf(symbols).map(({ change }) => use(node.argumentExpression, change));
  }

  private changesOf(symbols: readonly ts.Symbol[]): readonly TypeChange[] {
    const changes = symbols.flatMap((symbol) =>
      (symbol.declarations ?? []).flatMap((declaration) => this.byDeclaration.get(declaration) ?? []),
    );
    return [...new Set(changes)];
  }

  /** The key or value of a record, which the consumer declares: its type is an alias that may be another now. */
  private wholeOf(node: NameNode, symbols: readonly ts.Symbol[]): readonly TypeChange[] {
    const { checker, isGenerated } = this.input;
    const types = symbols
      .filter((symbol) => symbol.declarations?.some((declaration) => isGenerated(declaration.getSourceFile())) === true)
      .map((symbol) => checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(symbol, node)));
    const keys = types.map((type) => typeKey(type, { checker, renames: new Map(), apart: new Set() }));
    return [...new Set(keys.flatMap((key) => this.wholes.get(key) ?? []))];
  }
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
    const key = JSON.stringify(names.sort());
    keys.set(key, [...(keys.get(key) ?? []), change]);
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
