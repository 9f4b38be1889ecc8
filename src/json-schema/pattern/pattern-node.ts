/** A regular expression as a tree, without what makes no difference to whether a text matches. */
export type PatternNode =
  /** One character: `source` is a regular expression for it. */
  | { readonly kind: 'character'; readonly source: string }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly part: PatternNode; readonly min: number; readonly max: number }
  | { readonly kind: 'start' | 'end' }
  /** `\b` and `\B`. */
  | { readonly kind: 'word'; readonly negative: boolean }
  /** `(?=…)`, `(?!…)`, `(?<=…)` and `(?<!…)`. */
  | { readonly kind: 'look'; readonly part: PatternNode; readonly negative: boolean; readonly behind: boolean }
  /** A reference back to what a group matched; `part` is that group. */
  | { readonly kind: 'reference'; readonly part: PatternNode; readonly source: string };

/** The nodes directly within one. */
function partsOf(node: PatternNode): readonly PatternNode[] {
  switch (node.kind) {
    case 'sequence':
    case 'choice':
      return node.parts;
    case 'repeat':
    case 'look':
      return [node.part];
    default:
      return [];
  }
}

/** A node and all nodes within it. */
export function* nodesOf(node: PatternNode): Generator<PatternNode> {
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    open.push(...[...partsOf(next)].reverse());
  }
}
