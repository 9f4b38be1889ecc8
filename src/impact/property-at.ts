import { ts } from 'ts-morph';
import { isTakenApart } from './assignment.js';

/** A name in code that may stand for a property. */
export type NameNode = ts.Identifier | ts.StringLiteralLike;

/**
 * The properties that a name stands for, and types where it stands for one: of the value that is read, taken apart,
 * built or tested, or of the type that is spoken of. Of several alternatives' properties of that name, all.
 */
export function symbolsAt(node: NameNode, checker: ts.TypeChecker): readonly ts.Symbol[] {
  const { parent } = node;
  if (ts.isBindingElement(parent) && (parent.propertyName ?? parent.name) === node) {
    return propertiesOf(checker.getTypeAtLocation(parent.parent), node.text, checker);
  }
  if (ts.isObjectLiteralElementLike(parent) && parent.name === node && ts.isObjectLiteralExpression(parent.parent)) {
    return inObjectLiteral(node, parent.parent, checker);
  }
  if ((ts.isClassElement(parent) || ts.isTypeElement(parent)) && parent.name === node) {
    return inherited(node.text, parent.parent, checker);
  }
  if (ts.isParameter(parent) && ts.isParameterPropertyDeclaration(parent, parent.parent) && parent.name === node) {
    return inherited(node.text, parent.parent.parent, checker);
  }
  if (ts.isIdentifier(node)) return resolved(node, checker);
  if (ts.isElementAccessExpression(parent)) return resolved(node, checker);
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InKeyword && parent.left === node) {
    return propertiesOf(checker.getTypeAtLocation(parent.right), node.text, checker);
  }
  if (ts.isLiteralTypeNode(parent)) return inType(node.text, parent, checker);
  return amongArguments(node, checker);
}

/** The properties of that name of a type or, where it has alternatives, of each that has it. */
export function propertiesOf(type: ts.Type, name: string, checker: ts.TypeChecker): readonly ts.Symbol[] {
  if (type.isUnion()) return type.types.flatMap((member) => propertiesOf(member, name, checker));
  const property = checker.getPropertyOfType(checker.getApparentType(type), name);
  return property === undefined ? [] : [property];
}

function resolved(node: NameNode, checker: ts.TypeChecker): readonly ts.Symbol[] {
  const symbol = checker.getSymbolAtLocation(node);
  if (symbol === undefined) return [];
  return [(symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol)];
}

function inObjectLiteral(
  node: NameNode,
  literal: ts.ObjectLiteralExpression,
  checker: ts.TypeChecker,
): readonly ts.Symbol[] {
  if (isTakenApart(literal)) {
    const property = ts.isIdentifier(node) ? checker.getPropertySymbolOfDestructuringAssignment(node) : undefined;
    return property === undefined ? [] : [property];
  }
  const type = checker.getContextualType(literal);
  return type === undefined ? [] : propertiesOf(type, node.text, checker);
}

/** The property that one of a class's or interface's own has to agree with. */
function inherited(name: string, declaration: ts.Node, checker: ts.TypeChecker): readonly ts.Symbol[] {
  if (!ts.isClassLike(declaration) && !ts.isInterfaceDeclaration(declaration)) return [];
  const bases = declaration.heritageClauses?.flatMap((clause) => [...clause.types]) ?? [];
  return bases.flatMap((base) => propertiesOf(checker.getTypeAtLocation(base), name, checker));
}

/** A name in a type: `Order['total']`, or next to the type of the property, `Pick<Order, 'total'>`. */
function inType(name: string, literal: ts.LiteralTypeNode, checker: ts.TypeChecker): readonly ts.Symbol[] {
  let node: ts.Node = literal;
  while (ts.isUnionTypeNode(node.parent) || ts.isParenthesizedTypeNode(node.parent)) node = node.parent;
  const { parent } = node;
  if (ts.isIndexedAccessTypeNode(parent) && parent.indexType === node) {
    return propertiesOf(checker.getTypeFromTypeNode(parent.objectType), name, checker);
  }
  const types = typeArgumentsOf(parent).filter((type) => type !== node);
  return types.flatMap((type) => propertiesOf(checker.getTypeFromTypeNode(type), name, checker));
}

function typeArgumentsOf(node: ts.Node): readonly ts.TypeNode[] {
  const takesTypes =
    ts.isTypeReferenceNode(node) || ts.isCallOrNewExpression(node) || ts.isExpressionWithTypeArguments(node);
  return takesTypes ? [...(node.typeArguments ?? [])] : [];
}

/** A name given to a function whose parameter is `keyof` the type of another: `pluck(orders, 'total')`. */
function amongArguments(node: ts.StringLiteralLike, checker: ts.TypeChecker): readonly ts.Symbol[] {
  const call = node.parent;
  if (!ts.isCallOrNewExpression(call)) return [];
  const index = call.arguments?.indexOf(node) ?? -1;
  const parameters = checker.getResolvedSignature(call)?.declaration?.parameters ?? [];
  const parameter = parameters[Math.min(index, parameters.length - 1)];
  if (index < 0 || parameter === undefined || !isKey(parameter, checker)) return [];
  const others = (call.arguments ?? []).filter((argument) => argument !== node);
  const types = others.map((argument) => elementOf(checker.getTypeAtLocation(argument), checker));
  return types.flatMap((type) => propertiesOf(type, node.text, checker));
}

/** Whether a parameter is declared as `keyof` something, or as a type parameter that is bound by it. */
function isKey(parameter: ts.ParameterDeclaration | ts.JSDocParameterTag, checker: ts.TypeChecker): boolean {
  const type = elementOf(checker.getTypeAtLocation(parameter), checker);
  if ((type.flags & ts.TypeFlags.Index) !== 0) return true;
  const declaration = type.isTypeParameter()
    ? type.symbol.declarations?.find(ts.isTypeParameterDeclaration)
    : undefined;
  const bound = declaration?.constraint;
  return bound !== undefined && ts.isTypeOperatorNode(bound) && bound.operator === ts.SyntaxKind.KeyOfKeyword;
}

function elementOf(type: ts.Type, checker: ts.TypeChecker): ts.Type {
  return checker.isArrayType(type) ? (checker.getIndexTypeOfType(type, ts.IndexKind.Number) ?? type) : type;
}
