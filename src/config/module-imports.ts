import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isFile } from '../paths/is-file.js';

/** How many modules are looked at: a config imports a few. */
const MAX_MODULES = 200;

/**
 * The files that a module imports by relative path, and those that they do, absolute, the module itself first; where there
 * is no file, every path at which one would be found. Comments and strings that look like an import are taken for one.
 */
export function moduleImports(path: string): readonly string[] {
  const found = new Set([path]);
  const open = [path];
  for (let module = open.pop(); module !== undefined && found.size < MAX_MODULES; module = open.pop()) {
    for (const specifier of relativeImports(module)) {
      const candidates = candidatesFor(resolve(dirname(module), specifier));
      const file = candidates.find(isFile);
      if (file !== undefined && !found.has(file)) open.push(file);
      for (const one of file === undefined ? candidates : [file]) found.add(one);
    }
  }
  return [...found];
}

function relativeImports(path: string): readonly string[] {
  if (!/\.[cm]?[jt]sx?$/.test(path)) return [];
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    // Loading the module reports its errors.
    return [];
  }
  const imports = text.matchAll(/\b(?:from|import|require)\s*\(?\s*(['"])(\.\.?\/[^'"\n]+)\1/g);
  return Array.from(imports, ([, , specifier]) => specifier ?? '');
}

const extensions = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json'];

function candidatesFor(path: string): readonly string[] {
  const typescript = /\.[cm]?js$/.test(path) ? [path.replace(/js$/, 'ts')] : [];
  const added = ['', '/index'].flatMap((end) => extensions.map((extension) => `${path}${end}${extension}`));
  return [path, ...typescript, ...added];
}
