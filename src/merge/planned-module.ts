import { posix } from 'node:path';
import type { OutputFile } from '../plan/output-file.js';
import { moduleExports, type ModuleExports } from './exported-names.js';
import type { GeneratedModule, GeneratedModules } from './user-file.js';

/** What became of a topic's folder. */
export interface FolderChange {
  /** Where it was so far. */
  readonly from: string;
  /** What names that its modules exported are called now. */
  readonly renamed: ReadonlyMap<string, string>;
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/**
 * A generated module, read when its exports are first asked for. V8 would give each object literal with getters a hidden class
 * of its own, which costs more than reading the module.
 */
export class PlannedModule implements GeneratedModule {
  readonly from: string;
  private readonly file: Pick<OutputFile, 'path' | 'content'>;
  private readonly folder: FolderChange | undefined;
  private readonly get: GeneratedModules['get'];
  private own: ModuleExports | undefined;
  private names: ReadonlySet<string> | undefined;

  /** `get` finds the modules that this one passes on. */
  constructor(
    file: Pick<OutputFile, 'path' | 'content'>,
    folder: FolderChange | undefined,
    get: GeneratedModules['get'],
  ) {
    this.from = moduleOf(folder === undefined ? file.path : posix.join(folder.from, posix.basename(file.path)));
    this.file = file;
    this.folder = folder;
    this.get = get;
  }

  get exports(): ReadonlySet<string> {
    this.names ??= this.allNames();
    return this.names;
  }

  get renamed(): ReadonlyMap<string, string> {
    const modules = this.passedOn();
    if (modules.length === 0) return this.folder?.renamed ?? NO_NAMES;
    return new Map(modules.flatMap(({ renamed }) => [...renamed]));
  }

  private allNames(): ReadonlySet<string> {
    const [{ names }, modules] = [this.ownExports(), this.passedOn()];
    return modules.length === 0 ? names : new Set([...names, ...modules.flatMap((module) => [...module.exports])]);
  }

  /** The modules of which all exports are its own too. */
  private passedOn(): readonly GeneratedModule[] {
    const { passedOn } = this.ownExports();
    return passedOn.flatMap((other) => this.get(moduleOf(posix.join(posix.dirname(this.file.path), other))) ?? []);
  }

  private ownExports(): ModuleExports {
    this.own ??= moduleExports(this.file.content);
    return this.own;
  }
}

/** The path of a module without its extension. */
export function moduleOf(path: string): string {
  return path.replace(/\.[jt]s$/, '');
}
