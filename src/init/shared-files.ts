import type { FoundSchema } from './found-schema.js';
import type { SchemaLink } from './link-schemas.js';

/**
 * The files that are there for others, and no topic's own: those with nothing but types, and those that another file refers
 * to. Of files that refer to each other in a circle, with no other file that leads into it, each may be a topic.
 */
export function sharedFiles(files: readonly FoundSchema[], links: readonly SchemaLink[]): ReadonlySet<string> {
  const sharing = links.filter(({ shares }) => shares);
  const graph = new Graph(sharing);
  const shared = new Set(files.filter(({ holds }) => holds === 'types').map(({ path }) => path));
  for (const used of new Set(sharing.map(({ to }) => to))) {
    const led = graph.reached([used]);
    // What it leads to, the other file leads to as well.
    if (sharing.some(({ from, to }) => to === used && !led.has(from))) for (const file of led) shared.add(file);
  }
  return shared;
}

/** What has to be in `include` for the chosen files and for those that they lead to, in code-point order. */
export function includedFiles(links: readonly SchemaLink[], chosen: Iterable<string>): readonly string[] {
  const all = reachedFiles(links, chosen);
  return [...new Set(links.flatMap(({ from, to, how }) => (how === 'name' && all.has(from) ? [to] : [])))].sort();
}

/** The files that are needed for some, and those themselves. */
export function reachedFiles(links: readonly SchemaLink[], start: Iterable<string>): ReadonlySet<string> {
  return new Graph(links.filter(({ how }) => how !== 'rival')).reached(start);
}

class Graph {
  private readonly targets = new Map<string, string[]>();

  constructor(links: readonly SchemaLink[]) {
    for (const { from, to } of links) {
      const targets = this.targets.get(from);
      if (targets === undefined) this.targets.set(from, [to]);
      else targets.push(to);
    }
  }

  /** The files that links lead to, those that they start from among them. */
  reached(start: Iterable<string>): ReadonlySet<string> {
    const found = new Set(start);
    // A set is gone through to its end, what is added on the way included.
    for (const file of found) for (const target of this.targets.get(file) ?? []) found.add(target);
    return found;
  }
}
