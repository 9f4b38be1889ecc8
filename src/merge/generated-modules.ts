import { posix } from 'node:path';
import type { OutputFile } from '../plan/output-file.js';
import { exportedNames, passedOn } from './exported-names.js';
import type { GeneratedModule } from './user-file.js';

/** What became of a topic's folder. */
export interface FolderChange {
  /** Where it was so far. */
  readonly from: string;
  /** What names that its modules exported are called now. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** All generated modules, by their path without an extension; `folders` has the moves of topic folders. */
export function generatedModules(
  files: readonly OutputFile[],
  folders: ReadonlyMap<string, FolderChange>,
): ReadonlyMap<string, GeneratedModule> {
  const modules = new Map<string, GeneratedModule>();
  for (const file of files) {
    if (file.owner !== 'tool') continue;
    modules.set(moduleOf(file.path), plannedModule(file, folders.get(posix.dirname(file.path)), modules));
  }
  return modules;
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/** Few of many modules are asked what they export. */
function plannedModule(
  { path, content }: OutputFile,
  folder: FolderChange | undefined,
  all: ReadonlyMap<string, GeneratedModule>,
): GeneratedModule {
  /** The modules of which all exports are its own too. */
  let found: readonly GeneratedModule[] | undefined;
  const passed = (): readonly GeneratedModule[] =>
    (found ??= passedOn(content).flatMap((other) => all.get(moduleOf(posix.join(posix.dirname(path), other))) ?? []));
  let exports: ReadonlySet<string> | undefined;
  return {
    from: moduleOf(folder === undefined ? path : posix.join(folder.from, posix.basename(path))),
    get exports() {
      return (exports ??= new Set([...exportedNames(content), ...passed().flatMap((module) => [...module.exports])]));
    },
    get renamed() {
      const modules = passed();
      if (modules.length === 0) return folder?.renamed ?? NO_NAMES;
      return new Map(modules.flatMap(({ renamed }) => [...renamed]));
    },
  };
}

function moduleOf(path: string): string {
  return path.replace(/\.[jt]s$/, '');
}
