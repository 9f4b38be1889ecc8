/**
 * Groups the nodes that `roots` reach so that each of a group reaches all others of it: a group of one is a node by
 * itself (Tarjan's strongly connected components). A group comes after those that it leads to.
 */
export function stronglyConnected<Node>(
  roots: Iterable<Node>,
  edges: (node: Node) => readonly Node[],
): readonly (readonly Node[])[] {
  const lows = new Map<Node, number>();
  const open: Node[] = [];
  const isOpen = new Set<Node>();
  const components: (readonly Node[])[] = [];
  const visit = (node: Node): number => {
    const index = lows.size;
    let low = index;
    lows.set(node, index);
    const start = open.length;
    open.push(node);
    isOpen.add(node);
    for (const next of edges(node)) {
      const seen = lows.get(next);
      if (seen === undefined) low = Math.min(low, visit(next));
      else if (isOpen.has(next)) low = Math.min(low, seen);
    }
    lows.set(node, low);
    if (low === index) {
      const component = open.splice(start);
      for (const member of component) isOpen.delete(member);
      components.push(component);
    }
    return low;
  };
  for (const root of roots) if (!lows.has(root)) visit(root);
  return components;
}
