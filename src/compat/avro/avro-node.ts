import { branchName, shortName, type AvroType } from '../../runtime/resolution/schema.js';
import type { Shape } from '../../runtime/resolution/value-shape.js';

/** A type with what it looks like to the consumer. */
export interface AvroNode {
  readonly type: AvroType;
  readonly shape: Shape;
}

/** The branches of a union; a type that is none is the only branch. */
export function branchesOf(node: AvroNode): readonly AvroNode[] {
  return node.shape.kind === 'union' ? node.shape.branches : [node];
}

/** The branches of two versions that stand for each other, in the order of the newer one. */
export function pairBranches(before: readonly AvroNode[], after: readonly AvroNode[]): ReadonlyMap<AvroNode, AvroNode> {
  const left = new Set(before);
  const pairs = new Map<AvroNode, AvroNode>();
  for (const isPair of [isSameType, isRenamed]) {
    for (const is of after) {
      const was = pairs.has(is) ? undefined : [...left].find(({ type }) => isPair(type, is.type));
      if (was === undefined) continue;
      pairs.set(is, was);
      left.delete(was);
    }
  }
  return pairs;
}

function isSameType(before: AvroType, after: AvroType): boolean {
  return before.kind === after.kind && branchName(before) === branchName(after);
}

/** Whether one of two named types is known as the other, by its last name or an alias. */
function isRenamed(before: AvroType, after: AvroType): boolean {
  if (before.kind !== after.kind || !('fullName' in before) || !('fullName' in after)) return false;
  return (
    shortName(before.fullName) === shortName(after.fullName) ||
    after.aliases.includes(before.fullName) ||
    before.aliases.includes(after.fullName)
  );
}
