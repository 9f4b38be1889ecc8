import type { FoundResource } from './schema-index.js';

/**
 * What `$dynamicRef` and `$recursiveRef` depend on: for each dynamic anchor, the first resource to set it of those that
 * were entered on the way to a schema. '' is the name of `$recursiveAnchor`.
 */
export interface Environment {
  /** Unequal for unequal environments. */
  readonly key: string;
  readonly outermost: ReadonlyMap<string, FoundResource>;
}

export const NO_ENVIRONMENT: Environment = { key: '', outermost: new Map() };

/** The environment within a resource. */
export function entering(environment: Environment, found: FoundResource): Environment {
  const { dynamicAnchors } = found.resource;
  if (dynamicAnchors.size === 0) return environment;
  const added = [...dynamicAnchors.keys()].filter((name) => !environment.outermost.has(name));
  if (added.length === 0) return environment;
  const outermost = new Map([...environment.outermost, ...added.map((name) => [name, found] as const)]);
  const parts = [...outermost].map(([name, { resource }]) => JSON.stringify([name, resource.file, resource.pointer]));
  return { key: parts.sort().join(), outermost };
}
