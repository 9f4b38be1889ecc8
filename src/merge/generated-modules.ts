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
    modules.set(moduleOf(file.path), new PlannedModule(file, folders.get(posix.dirname(file.path)), modules));
  }
  return modules;
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/** Few of many modules are asked what they export. */
class PlannedModule implements GeneratedModule {
  readonly from: string;
  readonly #file: OutputFile;
  readonly #renamed: ReadonlyMap<string, string>;
  readonly #all: ReadonlyMap<string, GeneratedModule>;
  #exports: ReadonlySet<string> | undefined;

  constructor(file: OutputFile, folder: FolderChange | undefined, all: ReadonlyMap<string, GeneratedModule>) {
    const { path } = file;
    this.from = moduleOf(folder === undefined ? path : posix.join(folder.from, posix.basename(path)));
    this.#file = file;
    this.#renamed = folder?.renamed ?? NO_NAMES;
    this.#all = all;
  }

  get exports(): ReadonlySet<string> {
    const passed = this.#passed().flatMap((module) => [...module.exports]);
    return (this.#exports ??= new Set([...exportedNames(this.#file.content), ...passed]));
  }

  get renamed(): ReadonlyMap<string, string> {
    const passed = this.#passed();
    return passed.length === 0 ? this.#renamed : new Map(passed.flatMap(({ renamed }) => [...renamed]));
  }

  /** The modules of which all exports are its own too. */
  #passed(): readonly GeneratedModule[] {
    const folder = posix.dirname(this.#file.path);
    return passedOn(this.#file.content).flatMap((path) => this.#all.get(moduleOf(posix.join(folder, path))) ?? []);
  }
}

function moduleOf(path: string): string {
  return path.replace(/\.[jt]s$/, '');
}
