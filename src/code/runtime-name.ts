import { imported, importedType, type Name } from './text-layout.js';

const RUNTIME = '../_runtime/';

/** A value that a module of the runtime exports, by its path there: `json/check`. */
export function runtimeName(module: string, name: string): Name {
  return imported(`${RUNTIME}${module}`, name);
}

/** A type that a module of the runtime exports. */
export function runtimeType(module: string, name: string): Name {
  return importedType(`${RUNTIME}${module}`, name);
}

/** The modules of the runtime among those that are imported, as paths there. */
export function runtimeModules(imports: Iterable<{ readonly module: string }>): ReadonlySet<string> {
  const paths = [...imports].flatMap(({ module }) =>
    module.startsWith(RUNTIME) ? [module.slice(RUNTIME.length)] : [],
  );
  return new Set(paths);
}
