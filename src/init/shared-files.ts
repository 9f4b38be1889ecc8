import { groupBy } from '../diagnostics/group-by.js';
import type { FoundSchema } from './found-schema.js';
import type { SchemaLink } from './link-schemas.js';

/**
 * The files that are there for others, and no topic's own: those with nothing but types, and those that another file refers
 * to. Of files that refer to each other in a circle, with no other file that leads into it, each may be a topic.
 */
export function sharedFiles(files: readonly FoundSchema[], links: readonly SchemaLink[]): ReadonlySet<string> {
  const sharing = links.filter(({ shares }) => shares);
  const reached = linkWalk(sharing);
  const shared = new Set(files.filter(({ holds }) => holds === 'types').map(({ path }) => path));
  for (const used of new Set(sharing.map(({ to }) => to))) {
    const led = reached([used]);
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
  return linkWalk(links.filter(({ how }) => how !== 'rival'))(start);
}

/** Finds the files that links lead to from some, those themselves among them. */
function linkWalk(links: readonly SchemaLink[]): (start: Iterable<string>) => ReadonlySet<string> {
  const linksFrom = groupBy(links, ({ from }) => from);
  return (start) => {
    const found = new Set(start);
    // A set is walked to its end, what is added on the way included.
    for (const file of found) for (const { to } of linksFrom.get(file) ?? []) found.add(to);
    return found;
  };
}
