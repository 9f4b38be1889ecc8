import { posix } from 'node:path';
import { addTo } from '../diagnostics/group-by.js';
import type { FileSystem } from '../plan/file-system.js';

interface CodeReachingInput {
  /** Folders whose code is meant, relative to the root. */
  readonly folders: readonly string[];
  /** Modules that pass on what is in the folders: paths without an extension. */
  readonly indexes: readonly string[];
  /** What specifiers start with that may stand for anything, besides those that are relative. */
  readonly aliases: readonly string[];
  /** Files that need not be looked at. */
  readonly isGenerated: (path: string) => boolean;
  readonly fileSystem: FileSystem;
}

/** A file of the team's. */
interface TeamFile {
  /** Relative to the root. */
  readonly path: string;
  readonly text: string;
}

/**
 * The team's files that may import what is in the folders, be it through other files of theirs, by what looks like the specifier
 * of an import: some of them may not, but none is missing. Undefined where a link leads to a folder, which is not followed.
 */
export function codeReaching(input: CodeReachingInput): readonly TeamFile[] | undefined {
  const files = codeBelow('', input.fileSystem);
  if (files === undefined) return undefined;
  const reaching = new Map<string, TeamFile>();
  const importers = new Map<string, TeamFile[]>();
  for (const path of files) {
    if (input.isGenerated(path)) continue;
    const file = { path, text: input.fileSystem.read(path) ?? '' };
    const modules = importedModules(file, input.aliases);
    if (modules === undefined || modules.some((module) => isMeant(module, input))) reaching.set(path, file);
    for (const module of modules ?? []) addTo(importers, module, file);
  }
  for (const path of reaching.keys())
    for (const module of modulesOf(path)) for (const file of importers.get(module) ?? []) reaching.set(file.path, file);
  return [...reaching.values()];
}

const CODE = /\.[cm]?[jt]sx?$/;

function codeBelow(folder: string, fileSystem: FileSystem): readonly string[] | undefined {
  const files: string[] = [];
  for (const { name, kind } of fileSystem.list(folder === '' ? '.' : folder) ?? []) {
    const path = posix.join(folder, name);
    if (kind === 'file' && CODE.test(name)) files.push(path);
    if ((kind !== 'folder' && kind !== 'link') || name === 'node_modules' || name.startsWith('.')) continue;
    if (kind === 'link' && fileSystem.list(path) === null) {
      if (CODE.test(name)) files.push(path);
      continue;
    }
    const below = kind === 'link' ? undefined : codeBelow(path, fileSystem);
    if (below === undefined) return undefined;
    files.push(...below);
  }
  return files;
}

/** A literal that begins with an escape may be anything. */
const HIDDEN = /['"`]\\[xu]/;
const RELATIVE = /(['"`])(\.\.?(?:\/[^'"`\n]*)?)\1/g;

/** The modules that a file may import, in lower case; undefined where that does not show. */
function importedModules({ path, text }: TeamFile, aliases: readonly string[]): readonly string[] | undefined {
  if (HIDDEN.test(text)) return undefined;
  if (aliases.some((alias) => ["'", '"', '`'].some((quote) => text.includes(quote + alias)))) return undefined;
  const modules = Array.from(text.matchAll(RELATIVE), ([, , specifier = '']) =>
    moduleOf(posix.join(posix.dirname(path), specifier)),
  );
  // What is outside the root may import what is inside.
  return modules.some((module) => module.startsWith('..') || module.includes('${')) ? undefined : modules;
}

/** A path as imports may spell it: without an extension, in lower case. */
function moduleOf(path: string): string {
  return path
    .replace(CODE, '')
    .replace(/\.d$|(?<=.)\/$/, '')
    .toLowerCase();
}

/** The modules that stand for a file. */
function modulesOf(path: string): readonly string[] {
  const module = moduleOf(path);
  return posix.basename(module) === 'index' ? [module, posix.dirname(module)] : [module];
}

function isMeant(module: string, { folders, indexes }: CodeReachingInput): boolean {
  return (
    folders.some((folder) => `${module}/`.startsWith(`${folder.toLowerCase()}/`)) ||
    indexes.some((index) => modulesOf(index).includes(module))
  );
}
