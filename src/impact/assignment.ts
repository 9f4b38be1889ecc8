import { ts } from 'ts-morph';

/** What is assigned to `node`; undefined where it is not the left side of a plain assignment. */
export function assignedValue(node: ts.Node): ts.Expression | undefined {
  const { parent } = node;
  if (!ts.isBinaryExpression(parent) || parent.left !== node) return undefined;
  return parent.operatorToken.kind === ts.SyntaxKind.EqualsToken ? parent.right : undefined;
}

/** Whether an object literal is what a value is assigned to: `({ total } = order)`. */
export function isTakenApart(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) return assignedValue(node) !== undefined;
  if (ts.isForOfStatement(parent)) return parent.initializer === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node && isTakenApart(parent.parent);
  return (ts.isArrayLiteralExpression(parent) || ts.isParenthesizedExpression(parent)) && isTakenApart(parent);
}
