import { ts } from 'ts-morph';
import { addTo } from '../diagnostics/group-by.js';

interface FilesReachingInput {
  readonly files: readonly string[];
  readonly targets: ReadonlySet<string>;
  readonly options: ts.CompilerOptions;
  readonly host: ts.CompilerHost;
}

/**
 * Those of `files`, and of the files that they import, that import one of `targets`, be it through others. Only imports
 * are looked at, so nothing is parsed or bound for a file that has nothing to do with the targets.
 */
export function filesReaching({ files, targets, options, host }: FilesReachingInput): ReadonlySet<string> {
  const importers = new Map<string, string[]>();
  const cache = ts.createModuleResolutionCache(
    host.getCurrentDirectory(),
    (path) => host.getCanonicalFileName(path),
    options,
  );
  const seen = new Set(files);
  for (const file of seen) {
    for (const specifier of specifiersIn(file, host.readFile(file) ?? '')) {
      const { resolvedModule } = ts.resolveModuleName(specifier, file, options, host, cache);
      if (resolvedModule === undefined || resolvedModule.isExternalLibraryImport === true) continue;
      const imported = resolvedModule.resolvedFileName;
      addTo(importers, imported, file);
      if (!targets.has(imported)) seen.add(imported);
    }
  }
  const reaching = new Set<string>();
  for (const target of targets) for (const file of importers.get(target) ?? []) reaching.add(file);
  for (const file of reaching) for (const importer of importers.get(file) ?? []) reaching.add(importer);
  return reaching;
}

function specifiersIn(file: string, text: string): readonly string[] {
  const imported = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  if (!/\.[cm]?jsx?$/.test(file)) return imported;
  // JavaScript imports types in comments: `@param {import('./types.js').Order} order`, `@import { Order } from './types.js'`.
  const inComments = text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)|@import\b[^'"]*['"]([^'"]+)['"]/g);
  return [...imported, ...[...inComments].map(([, inType, inTag]) => inType ?? inTag ?? '')];
}
