import { ts } from 'ts-morph';
import type { NameIndex } from './name-index.js';
import { bare, type ParsedFile } from './parse-user-file.js';
import type { HandlerBranch } from './user-file.js';

export type TagValue = HandlerBranch['value'];

/** The literal that an expression is known to be, through constants of the file too; undefined where it is not known. */
export function literalValue(expression: ts.Expression, { checker }: ParsedFile): TagValue | undefined {
  const node = bare(expression);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  const type = checker.getTypeAtLocation(node);
  return type.isStringLiteral() || type.isNumberLiteral() ? type.value : undefined;
}

/**
 * Whether an expression is the discriminator of a union: `event.$type`, `event['$type']`,
 * or a name that was bound to it.
 */
export function isTag(expression: ts.Expression, property: string, index: NameIndex): boolean {
  const node = bare(expression);
  if (ts.isPropertyAccessExpression(node)) return node.name.text === property;
  if (ts.isElementAccessExpression(node)) {
    return ts.isStringLiteralLike(node.argumentExpression) && node.argumentExpression.text === property;
  }
  if (!ts.isIdentifier(node)) return false;
  return index.symbolOf(node)?.declarations?.some((declaration) => bindsTag(declaration, property, index)) ?? false;
}

function bindsTag(declaration: ts.Node, property: string, index: NameIndex): boolean {
  if (ts.isBindingElement(declaration)) {
    const { propertyName, name } = declaration;
    const bound = propertyName ?? name;
    return (ts.isIdentifier(bound) || ts.isStringLiteralLike(bound)) && bound.text === property;
  }
  if (!ts.isVariableDeclaration(declaration) && !ts.isParameter(declaration)) return false;
  const { type, initializer } = declaration;
  if (type !== undefined && isTagType(type, property)) return true;
  return initializer !== undefined && !ts.isIdentifier(bare(initializer)) && isTag(initializer, property, index);
}

/** `OrdersValue['$type']`. */
function isTagType(type: ts.TypeNode, property: string): boolean {
  if (!ts.isIndexedAccessTypeNode(type) || !ts.isLiteralTypeNode(type.indexType)) return false;
  return ts.isStringLiteralLike(type.indexType.literal) && type.indexType.literal.text === property;
}
