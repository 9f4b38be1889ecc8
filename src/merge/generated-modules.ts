import { posix } from 'node:path';
import type { OutputFile } from '../plan/output-file.js';
import { exportedNames, passedOn } from './exported-names.js';
import type { GeneratedModule, GeneratedModules } from './user-file.js';

/** What became of a topic's folder. */
export interface FolderChange {
  /** Where it was so far. */
  readonly from: string;
  /** What names that its modules exported are called now. */
  readonly renamed: ReadonlyMap<string, string>;
}

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
    const module = plannedModule(file, folders.get(posix.dirname(path)), get);
    modules.set(path, module);
    return module;
  }

  return { get, moved: movedModules(files, folders) };
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();

function plannedModule(
  { path, content }: OutputFile,
  folder: FolderChange | undefined,
  get: GeneratedModules['get'],
): GeneratedModule {
  /** The modules of which all exports are its own too. */
  let found: readonly GeneratedModule[] | undefined;
  const passed = (): readonly GeneratedModule[] =>
    (found ??= passedOn(content).flatMap((other) => get(moduleOf(posix.join(posix.dirname(path), other))) ?? []));
  const namesOf = (): ReadonlySet<string> => {
    const [own, modules] = [exportedNames(content), passed()];
    return modules.length === 0 ? own : new Set([...own, ...modules.flatMap((module) => [...module.exports])]);
  };
  let exports: ReadonlySet<string> | undefined;
  return {
    from: moduleOf(folder === undefined ? path : posix.join(folder.from, posix.basename(path))),
    get exports() {
      return (exports ??= namesOf());
    },
    get renamed() {
      const modules = passed();
      if (modules.length === 0) return folder?.renamed ?? NO_NAMES;
      return new Map(modules.flatMap(({ renamed }) => [...renamed]));
    },
  };
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

function moduleOf(path: string): string {
  return path.replace(/\.[jt]s$/, '');
}
