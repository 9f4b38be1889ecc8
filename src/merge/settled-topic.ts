import type { HandlerContract } from '../emit/handler-contract.js';
import { handlerBranches } from './handler-branches.js';
import { needsParsing } from './needs-parsing.js';
import { PlannedModule } from './planned-module.js';
import type { GeneratedModule, GeneratedModules } from './user-file.js';

/** A topic whose generated files are on the disk as they should be. */
interface SettledTopic {
  readonly contract: HandlerContract;
  /** The texts of its generated modules by name: `types.ts`. */
  readonly texts: ReadonlyMap<string, string>;
  /** Whether a path in another folder, without an extension, may be that of a generated module. */
  readonly mayBeGenerated: (path: string) => boolean;
  readonly read: (path: string) => string | null;
}

/**
 * Whether the team's files of a topic call for nothing. True is certain, and takes no look at other topics; false is worth
 * `mergeUserFiles`.
 */
export function isSettled({ contract, texts, mayBeGenerated, read }: SettledTopic): boolean {
  const { folder, importExtension, userFiles } = contract;
  const modules = new Map<string, GeneratedModule | undefined>();
  let reachesOthers = false;

  function get(path: string): GeneratedModule | undefined {
    if (!modules.has(path)) modules.set(path, moduleAt(path));
    return modules.get(path);
  }

  function moduleAt(path: string): GeneratedModule | undefined {
    const isNear = path.startsWith(folder) && path.lastIndexOf('/') === folder.length;
    if (!isNear) reachesOthers ||= mayBeGenerated(path);
    const content = isNear ? texts.get(`${path.slice(folder.length + 1)}.ts`) : undefined;
    return content === undefined ? undefined : new PlannedModule({ path: `${path}.ts`, content }, undefined, get);
  }

  const generated: GeneratedModules = { get, moved: NOTHING };
  return userFiles.every((name) => {
    const path = `${folder}/${name}`;
    const text = read(path);
    const branches = handlerBranches(contract, name, '');
    const file = { path, from: path, importExtension, modules: generated, branches };
    return text !== null && !needsParsing(file, text) && !reachesOthers;
  });
}

const NOTHING: ReadonlyMap<string, string> = new Map();
