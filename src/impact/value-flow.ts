import { ts } from 'ts-morph';
import { assignedValue } from './assignment.js';

/** What an error at a name, a statement or an assignment is about: the value that is given to it. */
export function takenValue(node: ts.Node): ts.Node {
  const { parent } = node;
  const isNamed =
    ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent);
  if (isNamed && parent.name === node) return parent.initializer ?? node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return parent.expression;
  if (ts.isReturnStatement(node)) return node.expression ?? node;
  return assignedValue(node) ?? node;
}

/** Whether `whole` may be the value of `part`, or one that is worked out from it: not one that merely holds it. */
export function flowsInto(part: ts.Node, whole: ts.Node): boolean {
  for (let node = part; ; node = node.parent) {
    if (node === whole) return true;
    if (!handsOn(node, node.parent)) return false;
  }
}

function handsOn(node: ts.Node, parent: ts.Node): boolean {
  return (
    ts.isParenthesizedExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isAwaitExpression(parent) ||
    ts.isPrefixUnaryExpression(parent) ||
    ts.isBinaryExpression(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isTemplateSpan(parent) ||
    ts.isTemplateExpression(parent) ||
    ts.isPropertyAccessExpression(parent) ||
    (ts.isConditionalExpression(parent) && parent.condition !== node) ||
    (ts.isElementAccessExpression(parent) && parent.expression === node) ||
    (ts.isCallExpression(parent) && parent.expression === node) ||
    (ts.isTypeReferenceNode(parent) && ts.isIdentifier(node)) ||
    ts.isIndexedAccessTypeNode(parent)
  );
}

/** The declarations of the variables, in the same file, that a value is worked out from. */
export function variablesOf(value: ts.Node, checker: ts.TypeChecker): readonly ts.Declaration[] {
  const found: ts.Declaration[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && flowsInto(node, value)) {
      const symbol = ts.isShorthandPropertyAssignment(node.parent)
        ? checker.getShorthandAssignmentValueSymbol(node.parent)
        : checker.getSymbolAtLocation(node);
      const declaration = symbol?.valueDeclaration;
      if (declaration?.getSourceFile() === value.getSourceFile()) found.push(declaration);
    }
    ts.forEachChild(node, visit);
  };
  visit(value);
  return found;
}

/** The value that a variable is made from: of one that a list's items are given to, the list. */
export function givenValue(declaration: ts.Declaration): ts.Node | undefined {
  if (ts.isParameter(declaration)) {
    const callback = declaration.parent;
    return ts.isArrowFunction(callback) || ts.isFunctionExpression(callback) ? calledOn(callback) : undefined;
  }
  if (!ts.isVariableDeclaration(declaration)) return undefined;
  const loop = declaration.parent.parent;
  return ts.isForOfStatement(loop) ? loop.expression : declaration.initializer;
}

/** What the method is called on that a node is an argument of: `sums` of the callback in `sums.map(…)`. */
export function calledOn({ parent }: ts.Node): ts.Node | undefined {
  if (!ts.isCallExpression(parent) || !ts.isPropertyAccessExpression(parent.expression)) return undefined;
  return parent.expression.expression;
}

/** The type annotation of a variable or property. */
export function writtenType(declaration: ts.Node): ts.TypeNode | undefined {
  const isTyped =
    ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration) || ts.isParameter(declaration);
  return isTyped ? declaration.type : undefined;
}
