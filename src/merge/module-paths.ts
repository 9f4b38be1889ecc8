import { posix } from 'node:path';
import type { GeneratedModule, UserFile } from './user-file.js';

/** What a relative import of a user's file stands for, and how it has to be spelled. */
export interface ImportTarget {
  /** The generated module, by its path without an extension; undefined for a module of the team's own. */
  readonly path: string | undefined;
  readonly module: GeneratedModule | undefined;
  /** The same as it is spelled now where that is right. */
  readonly specifier: string;
}

/** What a specifier stands for; undefined where it is not relative, and so nothing that we know. */
export function importTarget(file: UserFile, specifier: string): ImportTarget | undefined {
  if (!/^\.\.?(?:\/|$)/.test(specifier)) return undefined;
  const near = anyMoved(file) ? undefined : neighbor(file, specifier);
  if (near !== undefined) return near;
  const folder = posix.dirname(file.from);
  const newFolder = posix.dirname(file.path);
  const place = posix.join(folder, specifier).replace(/(?<=.)\/$/, '');
  for (const ending of ['.js', '.ts', '']) {
    if (!specifier.endsWith(ending)) continue;
    const stem = place.slice(0, place.length - ending.length);
    const found = generatedModule(file, stem) ?? sibling(file, stem);
    if (found === undefined) continue;
    const stays = folder === newFolder && found.from === found.path;
    return {
      path: found.path,
      module: found.module,
      specifier:
        (stays ? specifier.slice(0, specifier.length - ending.length) : relativeSpecifier(newFolder, found.path)) +
        (found.path.endsWith('.json') ? '' : file.importExtension),
    };
  }
  const index = generatedModule(file, posix.join(place, 'index'));
  if (index !== undefined) {
    const stays = folder === newFolder && index.from === index.path;
    const moved = relativeSpecifier(newFolder, posix.dirname(index.path));
    return { path: index.path, module: index.module, specifier: stays ? specifier : moved };
  }
  if (folder === newFolder) return { path: undefined, module: undefined, specifier };
  // The sample event is generated, and moves along, though no names are imported from it.
  const event = posix.join(folder, 'event.json');
  const slash = specifier.endsWith('/') ? '/' : '';
  const now = place === event ? posix.join(newFolder, 'event.json') : place;
  return { path: undefined, module: undefined, specifier: relativeSpecifier(newFolder, now) + slash };
}

/** What most specifiers stand for: a module in the same folder, spelled as it should be; undefined for others. */
function neighbor({ path, modules, importExtension }: UserFile, specifier: string): ImportTarget | undefined {
  if (!specifier.startsWith('./') || !specifier.endsWith(importExtension)) return undefined;
  const name = specifier.slice(2, specifier.length - importExtension.length);
  if (!/^[\w-]+$/.test(name)) return undefined;
  const stem = `${posix.dirname(path)}/${name}`;
  const module = modules.get(stem);
  return module === undefined && name !== 'handler' ? undefined : { path: stem, module, specifier };
}

/**
 * Where a file takes names from that it imports of the runtime's folder, whose inside may change: the topic's consumer or
 * the index, if one of them passes all of them on.
 */
export function publicTarget(file: UserFile, names: readonly string[] | undefined, target: ImportTarget): ImportTarget {
  if (!isRuntime(target) || names === undefined || names.length === 0) return target;
  const consumer = consumerModule(file);
  for (const path of [consumer, posix.join(posix.dirname(consumer), '../index')]) {
    const module = file.modules.get(path);
    if (module === undefined || !names.every((name) => module.exports.has(name))) continue;
    return { path, module, specifier: relativeSpecifier(posix.dirname(file.path), path) + file.importExtension };
  }
  return target;
}

/** Whether an import leads into the folder of the modules that all topics share. */
export function isRuntime({ path }: ImportTarget): boolean {
  return path !== undefined && /(?:^|\/)_runtime\//.test(path);
}

/** How a file in a folder spells the import of a path; both relative to the root. */
export function relativeSpecifier(folder: string, path: string): string {
  // Under a root of its own, so that the answer does not hang on where the process runs.
  const relative = posix.relative(posix.join(ROOT, folder), posix.join(ROOT, path));
  return relative === '' ? '.' : relative.startsWith('..') ? relative : `./${relative}`;
}

/** Deep enough for any way out of the project. */
const ROOT = `/${'0/'.repeat(64)}`;

interface Found {
  readonly path: string;
  readonly from: string;
  readonly module: GeneratedModule | undefined;
}

function generatedModule({ modules }: UserFile, stem: string): Found | undefined {
  const path = modules.moved.get(stem) ?? stem;
  const module = modules.get(path);
  return module === undefined ? undefined : { path, from: path === stem ? path : module.from, module };
}

/** The handler that a test runs: the team's own, created next to the test and moved with it. */
function sibling({ from, path }: UserFile, stem: string): Found | undefined {
  if (stem !== posix.join(posix.dirname(from), 'handler')) return undefined;
  return { path: posix.join(posix.dirname(path), 'handler'), from: stem, module: undefined };
}

/** Whether any generated module is elsewhere than it was. */
export function anyMoved({ modules, from, path }: UserFile): boolean {
  return from !== path || modules.moved.size > 0;
}

/** Whether it is the file that Lambda calls, and not its test. */
export function isHandler({ path }: UserFile): boolean {
  return !/\.(?:test|spec)\.[cm]?tsx?$/.test(path);
}

/** The generated module in the file's folder that binds its topic. */
export function consumerModule({ path }: UserFile): string {
  return posix.join(posix.dirname(path), 'consumer');
}

/** The name of the handler's consumer: `consumeOrders`. */
export function consumeName(file: UserFile): string | undefined {
  const exports = file.modules.get(consumerModule(file))?.exports ?? [];
  for (const name of exports) if (name.startsWith('consume')) return name;
  return undefined;
}
