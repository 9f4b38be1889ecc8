import { ts } from 'ts-morph';
import { nodesOf, type ParsedFile } from './parse-user-file.js';
import type { TagValue } from './union-tag.js';

/** A key of an object, or of an object type, whose keys are the types of record: a map of handlers. */
export interface TypeKey {
  readonly expression: ts.PropertyName;
  readonly value: string;
}

/** The keys of each object that has one of the types among them. */
export function typeKeys(values: ReadonlySet<TagValue>, { nodes }: ParsedFile): readonly TypeKey[] {
  const found: TypeKey[] = [];
  for (const node of nodes) {
    if (!ts.isObjectLiteralExpression(node) && !ts.isTypeLiteralNode(node) && !ts.isInterfaceDeclaration(node))
      continue;
    const members = ts.isObjectLiteralExpression(node) ? node.properties : node.members;
    const keys = members.flatMap(({ name }): readonly TypeKey[] =>
      name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteralLike(name))
        ? [{ expression: name, value: name.text }]
        : [],
    );
    if (keys.some(({ value }) => values.has(value))) found.push(...keys);
  }
  return found;
}

/** The literals in types that name a type of record: `Extract<OrdersValue, { $type: 'shop.Order' }>`. */
export function typeLiterals(
  property: string,
  { nodes }: ParsedFile,
): readonly { expression: ts.Node; value: string }[] {
  const found: { readonly expression: ts.Node; readonly value: string }[] = [];
  for (const node of nodes) {
    if (!ts.isPropertySignature(node) || !ts.isIdentifier(node.name) || node.name.text !== property) continue;
    for (const inner of node.type === undefined ? [] : nodesOf(node.type)) {
      if (ts.isStringLiteral(inner)) found.push({ expression: inner, value: inner.text });
    }
  }
  return found;
}
