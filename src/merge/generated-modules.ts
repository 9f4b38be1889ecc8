import { posix } from 'node:path';
import type { OutputFile } from '../plan/output-file.js';
import { moduleOf, PlannedModule, type FolderChange } from './planned-module.js';
import type { GeneratedModule, GeneratedModules } from './user-file.js';

/**
 * The generated modules among the planned files, which have their paths as keys; `folders` has the topic folders of which something
 * has changed. A module is made when it is first asked for: few of many are.
 */
export function generatedModules(
  files: ReadonlyMap<string, OutputFile>,
  folders: ReadonlyMap<string, FolderChange>,
): GeneratedModules {
  const modules = new Map<string, GeneratedModule>();

  function get(path: string): GeneratedModule | undefined {
    const known = modules.get(path);
    if (known !== undefined) return known;
    const file = files.get(`${path}.ts`);
    if (file?.owner !== 'tool') return undefined;
    const module = new PlannedModule(file, folders.get(posix.dirname(path)), get);
    modules.set(path, module);
    return module;
  }

  return { get, moved: movedModules(files, folders) };
}

function movedModules(
  files: ReadonlyMap<string, OutputFile>,
  folders: ReadonlyMap<string, FolderChange>,
): ReadonlyMap<string, string> {
  const moves = new Map([...folders].flatMap(([folder, { from }]) => (from === folder ? [] : [[folder, from]])));
  const moved = new Map<string, string>();
  if (moves.size === 0) return moved;
  for (const { path, owner } of files.values()) {
    const from = moves.get(posix.dirname(path));
    if (owner === 'tool' && from !== undefined)
      moved.set(moduleOf(posix.join(from, posix.basename(path))), moduleOf(path));
  }
  return moved;
}
