import { ts } from 'ts-morph';
import type { NameIndex } from './name-index.js';
import { nodesOf, type ParsedFile } from './parse-user-file.js';
import { isTag, literalValue, type TagValue } from './union-tag.js';
import type { HandlerBranches } from './user-file.js';

/** A switch over the types of record of a topic. */
export interface UnionSwitch {
  readonly node: ts.SwitchStatement;
  readonly cases: readonly UnionCase[];
  /** How it takes what has no case of its own. */
  readonly rest: 'refused' | 'nothing' | 'handled';
  /** Whether it stands inside another, and sees only what that one lets in. */
  readonly isInner: boolean;
}

interface UnionCase {
  readonly expression: ts.Expression;
  /** Undefined for what is known only when it runs. */
  readonly value: TagValue | undefined;
}

/** The switches over the topic's types, in the order of the file. */
export function unionSwitches(branches: HandlerBranches, parsed: ParsedFile, index: NameIndex): readonly UnionSwitch[] {
  const known = knownValues(branches);
  const found: UnionSwitch[] = [];
  for (const node of parsed.nodes) {
    if (!ts.isSwitchStatement(node) || !isTag(node.expression, branches.property, index)) continue;
    const cases = node.caseBlock.clauses.flatMap((clause): UnionCase[] =>
      ts.isCaseClause(clause)
        ? [{ expression: clause.expression, value: literalValue(clause.expression, parsed) }]
        : [],
    );
    if (!cases.some(({ value }) => value !== undefined && known.has(value))) continue;
    const isInner = found.some((outer) => outer.node.pos <= node.pos && node.end <= outer.node.end);
    found.push({ node, cases, rest: restOf(node), isInner });
  }
  return found;
}

/** What the property holds in any of the topic's types, or held before one was renamed. */
export function knownValues({ branches }: HandlerBranches): ReadonlySet<TagValue> {
  return new Set(branches.flatMap(({ value, formerly }) => (formerly === undefined ? [value] : [value, formerly])));
}

function restOf({ caseBlock }: ts.SwitchStatement): UnionSwitch['rest'] {
  const fallback = caseBlock.clauses.find((clause) => ts.isDefaultClause(clause));
  if (fallback === undefined) return 'nothing';
  return nodesOf(fallback).some(saysNever) ? 'refused' : 'handled';
}

/** `event satisfies never`, `const rest: never = event`, `assertNever(event)`, `new UnreachableError(event)`. */
function saysNever(node: ts.Node): boolean {
  if (ts.isSatisfiesExpression(node) || ts.isVariableDeclaration(node)) {
    return node.type?.kind === ts.SyntaxKind.NeverKeyword;
  }
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return false;
  const called = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
  return (
    (node.arguments?.length ?? 0) > 0 && ts.isIdentifier(called) && /never|unreachable|exhausti/i.test(called.text)
  );
}
