import { ts } from 'ts-morph';

/** The most characters of an expression that are shown. */
const WIDTH = 80;

/** The smallest piece of code around a name that a person recognises. */
export function useExpression(name: ts.Node): ts.Node {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent) && parent.name === name) return parent;
  if (ts.isElementAccessExpression(parent) && parent.argumentExpression === name) return parent;
  if (ts.isQualifiedName(parent) && parent.right === name) return parent;
  if (ts.isBindingElement(parent) || ts.isObjectLiteralElementLike(parent)) return parent;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return parent;
  if ((ts.isClassElement(parent) || ts.isTypeElement(parent)) && parent.name === name) return parent;
  if (ts.isLiteralTypeNode(parent)) return typeAround(parent);
  if (ts.isStringLiteralLike(name) && (ts.isCallOrNewExpression(parent) || ts.isBinaryExpression(parent)))
    return parent;
  return name;
}

function typeAround(literal: ts.LiteralTypeNode): ts.Node {
  let node: ts.Node = literal;
  while (ts.isUnionTypeNode(node.parent) || ts.isParenthesizedTypeNode(node.parent)) node = node.parent;
  return ts.isTypeNode(node.parent) || ts.isCallOrNewExpression(node.parent) ? node.parent : literal;
}

/** Of a function what comes before its body. */
function codeOf(node: ts.Node): string {
  const isFunction = ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
  return isFunction
    ? node
        .getText()
        .slice(0, node.body.getStart() - node.getStart())
        .trimEnd()
    : node.getText();
}

/** A piece of code in one line; of one that is too long the end of a chain, or the start of anything else. */
export function useText(node: ts.Node): string {
  const line = codeOf(node)
    .replace(/\s+/g, ' ')
    .replace(/ (?=\??\.[^.])/g, '');
  const isBraced = ts.isBindingElement(node) || ts.isShorthandPropertyAssignment(node);
  const text = isBraced ? `{ ${line} }` : line;
  if (text.length <= WIDTH) return text;
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)
    ? `…${text.slice(1 - WIDTH).trimStart()}`
    : `${text.slice(0, WIDTH - 1).trimEnd()}…`;
}
