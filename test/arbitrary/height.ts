import { nodesOf, type SchemaNode } from './schema-node.js';

/** For each type how deep its shallowest value nests; a type that is not in the map holds itself in all its values, and so has none. */
export function heightsOf(root: SchemaNode): ReadonlyMap<SchemaNode, number> {
  const nodes = nodesOf(root);
  const heights = new Map<SchemaNode, number>();
  for (let known = -1; known < heights.size;) {
    known = heights.size;
    for (const node of nodes) {
      const height = heightOf(node, heights);
      if (height !== undefined && !heights.has(node)) heights.set(node, height);
    }
  }
  return heights;
}

/** The branch that ends soonest. */
export function shallowest(
  branches: readonly SchemaNode[],
  heights: ReadonlyMap<SchemaNode, number>,
): SchemaNode | undefined {
  const height = (branch: SchemaNode): number => heights.get(branch) ?? Infinity;
  return [...branches].sort((a, b) => height(a) - height(b))[0];
}

function heightOf(node: SchemaNode, heights: ReadonlyMap<SchemaNode, number>): number | undefined {
  if (node.kind === 'union') {
    const branch = shallowest(node.branches, heights);
    return branch === undefined ? undefined : heights.get(branch);
  }
  if (node.kind !== 'record') return 0;
  let height = 0;
  for (const field of node.fields) {
    const inner = heights.get(field.type);
    if (inner === undefined) return undefined;
    height = Math.max(height, inner + 1);
  }
  return height;
}
