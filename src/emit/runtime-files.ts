import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

import { packageFile } from '../paths/package-file.js';
import type { FileBody } from '../plan/output-file.js';
import type { Config } from '../config/config.js';

const texts = new Map<string, string>();

/**
 * The modules of `src/runtime` that the given ones need, themselves among them, as files of `_runtime/`. Names of none are
 * passed over: a doc comment may hold what looks like an import, and a template of the project's own may be mistaken.
 */
export function runtimeFiles(
  modules: Iterable<string>,
  config: Pick<Config, 'output' | 'importExtension'>,
): readonly FileBody[] {
  const needed = new Set<string>();
  const add = (module: string): void => {
    if (needed.has(module) || !isModule(module)) return;
    needed.add(module);
    for (const [, next] of moduleText(module).matchAll(RELATIVE_IMPORT))
      if (next !== undefined) add(modulePath(module, next));
  };
  for (const module of modules) add(module);
  return [...needed].sort().map((module) => ({
    path: `${runtimeFolder(config)}/${module}.ts`,
    owner: 'tool',
    body: moduleText(module).replace(RELATIVE_IMPORT, (_, path: string) => `from '${path}${config.importExtension}'`),
    sources: [],
  }));
}

/** Where the modules that all topics share lie, relative to the project's root. */
export function runtimeFolder({ output }: Pick<Config, 'output'>): string {
  return `${output}/_runtime`;
}

const RELATIVE_IMPORT = /from '(\.\.?\/[\w/-]+)\.js'/g;

/** The module that `path` means in `module`: `kafka/framing` for `../kafka/framing` in `json/read`. */
function modulePath(module: string, path: string): string {
  return posix.join(posix.dirname(module), path);
}

function isModule(module: string): boolean {
  return texts.has(module) || existsSync(moduleFile(module));
}

/** The package ships its runtime's TypeScript. */
function moduleFile(module: string): string {
  return packageFile(`src/runtime/${module}.ts`);
}

function moduleText(module: string): string {
  let text = texts.get(module);
  if (text === undefined) {
    text = readFileSync(moduleFile(module), 'utf8');
    texts.set(module, text);
  }
  return text;
}
