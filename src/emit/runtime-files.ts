import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

import { isSource, packageFile } from '../paths/package-file.js';
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
  const tokens = runtimeTokens()[config.importExtension] ?? {};
  return [...needed].sort().map((module) => ({
    path: `${runtimeFolder(config)}/${module}.ts`,
    owner: 'tool',
    body: runtimeBody(module, config.importExtension),
    sources: [],
    ...(tokens[module] === undefined ? {} : { tokens: tokens[module] }),
  }));
}

/** A module of the runtime as it is copied. */
export function runtimeBody(module: string, importExtension: string): string {
  return moduleText(module).replace(RELATIVE_IMPORT, (_, path: string) => `from '${path}${importExtension}'`);
}

/** All modules of the runtime, as paths in its folder. */
export function runtimeModuleNames(): readonly string[] {
  const names = readdirSync(packageFile('src/runtime'), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.ts')).map((name) => name.slice(0, -3).replaceAll('\\', '/'));
}

type RuntimeTokens = Readonly<Record<string, Readonly<Record<string, string>>>>;

let knownTokens: RuntimeTokens | undefined;

/** The hashes of the modules' tokens, by the ending of imports, as the build has computed them; none where code runs from source. */
function runtimeTokens(): RuntimeTokens {
  if (isSource()) return {};
  // The build writes it.
  knownTokens ??= JSON.parse(readFileSync(packageFile('dist/runtime-tokens.json'), 'utf8')) as RuntimeTokens;
  return knownTokens;
}

/** Where the modules that all topics share lie, relative to the project's root. */
function runtimeFolder({ output }: Pick<Config, 'output'>): string {
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
