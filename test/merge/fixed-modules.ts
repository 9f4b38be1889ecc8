import type { GeneratedModule, GeneratedModules } from '../../src/merge/user-file.js';

/** Modules that are all known at once, by their path without an extension. */
export function fixedModules(modules: ReadonlyMap<string, GeneratedModule>): GeneratedModules {
  const moved = [...modules]
    .filter(([path, { from }]) => from !== path)
    .map(([path, { from }]) => [from, path] as const);
  return { get: (path) => modules.get(path), moved: new Map(moved) };
}

/** The same once they are at their places, with what else is different then. */
export function inPlace(modules: GeneratedModules, changes: Partial<GeneratedModule> = {}): GeneratedModules {
  const get = (path: string): GeneratedModule | undefined => {
    const module = modules.get(path);
    return module === undefined ? undefined : { ...module, from: path, ...changes };
  };
  return { get, moved: new Map() };
}
