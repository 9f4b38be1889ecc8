import { imported, importedType, type Name } from './text-layout.js';

const RUNTIME = '../_runtime/';

/** A value that a module of the runtime exports, by its path there: `json/check`. */
export function runtimeName(module: string, name: string): Name {
  return imported(pathOf(module), name);
}

/** A type that a module of the runtime exports. */
export function runtimeType(module: string, name: string): Name {
  return importedType(pathOf(module), name);
}

/** One string for each module, as names are looked up by it: a new one would be hashed again for each of them. */
const paths = new Map<string, string>();

function pathOf(module: string): string {
  const known = paths.get(module);
  if (known !== undefined) return known;
  const path = `${RUNTIME}${module}`;
  paths.set(module, path);
  return path;
}

/** The modules of the runtime among those that are imported, as paths there. */
export function runtimeModules(imports: Iterable<{ readonly module: string }>): ReadonlySet<string> {
  const paths = [...imports].flatMap(({ module }) =>
    module.startsWith(RUNTIME) ? [module.slice(RUNTIME.length)] : [],
  );
  return new Set(paths);
}
