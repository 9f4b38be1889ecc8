import { ts } from 'ts-morph';
import type { NameIndex } from './name-index.js';
import type { ParsedFile } from './parse-user-file.js';
import { isTag, literalValue, type TagValue } from './union-tag.js';

/** A test for one type of record: `event.$type === 'shop.Order'`. */
export interface TagComparison {
  readonly tag: ts.Expression;
  /** The part that names the type. */
  readonly expression: ts.Expression;
  readonly value: TagValue | undefined;
}

const EQUALITY: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
]);

/** All of a file, in its order. */
export function tagComparisons(property: string, parsed: ParsedFile, index: NameIndex): readonly TagComparison[] {
  const found: TagComparison[] = [];
  for (const node of parsed.nodes) {
    if (!ts.isBinaryExpression(node) || !EQUALITY.has(node.operatorToken.kind)) continue;
    const isLeft = isTag(node.left, property, index);
    if (!isLeft && !isTag(node.right, property, index)) continue;
    const [tag, expression] = isLeft ? [node.left, node.right] : [node.right, node.left];
    found.push({ tag, expression, value: literalValue(expression, parsed) });
  }
  return found;
}
