import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

import type { Config } from '../config/config.js';
import { configsIn, configNames } from '../config/find-config.js';
import { openConfig } from '../config/load-config.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import type { GitRepository } from './git-repository.js';
import { openRevisionTree, type RevisionTree } from './revision-tree.js';

export interface RevisionToOpen {
  readonly repository: GitRepository;
  readonly commit: string;
  /** What the revision is called, to be said in messages. */
  readonly name: string;
  /** A folder for the files of the revision, absolute and empty. */
  readonly folder: string;
  /** The config's file now, relative to the project's root. */
  readonly file: string;
  /** Whether the file was named by the caller: then no other one counts. */
  readonly isNamed: boolean;
}

/** The config as it was, and the files in its folder. */
interface RevisionConfig {
  /** Its root is the folder that `tree` puts files into. Undefined where there was no config yet. */
  readonly config: Config | undefined;
  /** The files of the project at that revision. */
  readonly tree: RevisionTree;
}

/**
 * Reads the config of a revision. One that is code is run, with the project's `node_modules` in reach; where that fails
 * the config of now takes its place, and a warning says so.
 */
export async function openRevisionConfig(revision: RevisionToOpen): Promise<Result<RevisionConfig>> {
  const { repository, commit, file, isNamed } = revision;
  const folder = join(revision.folder, repository.prefix);
  const opened = await openRevisionTree(repository, { commit, below: repository.prefix, folder });
  if (!opened.ok) return { ok: false, problems: [opened.problem] };
  const tree = opened.value;
  mkdirSync(folder, { recursive: true });
  await tree.place([file, ...(isNamed ? [] : [...configNames, 'package.json'])]);
  const found = isNamed ? [file].filter((name) => existsSync(join(folder, name))) : configsIn(folder);
  const [first, ...others] = found.includes(file) ? [file] : found;
  if (first === undefined) return { ok: true, value: { config: undefined, tree }, warnings: [] };
  if (others.length > 0) {
    const message = `more than one config in one folder: ${found.join(', ')}`;
    return {
      ok: false,
      problems: [{ code: 'config-ambiguous', severity: 'error', message, location: { file: first } }],
    };
  }
  const isCode = /\.[cm]?[jt]s$/.test(first);
  if (isCode) await placeModules(revision, first);
  const read = await openConfig({ cwd: folder, file: first });
  if (read.ok) return { ok: true, value: { config: read.config, tree }, warnings: [] };
  if (!isCode || read.problems.some(({ code }) => code !== 'config-syntax')) {
    return { ok: false, problems: read.problems };
  }
  return withPresentConfig(revision, tree, read.problems);
}

/** The config of now for the files of then. */
async function withPresentConfig(
  { repository, file, name }: RevisionToOpen,
  tree: RevisionTree,
  problems: readonly Diagnostic[],
): Promise<Result<RevisionConfig>> {
  const present = await openConfig({ cwd: repository.cwd, file });
  if (!present.ok) return { ok: false, problems };
  const [problem] = problems;
  const warning: Diagnostic = {
    code: 'config-unloadable-at-revision',
    severity: 'warning',
    message: `the config of ${name} ${problem?.message ?? 'cannot be loaded'}; the config of the working tree is used instead`,
    location: { file },
  };
  return { ok: true, value: { config: { ...present.config, root: tree.folder }, tree }, warnings: [warning] };
}

/** Whatever a module names by a relative path: what it imports, and files that it reads. */
const RELATIVE_PATH = /(['"`])(\.{1,2}\/[^'"`\n]*)\1/g;

/** What may stand for the end of a path that a module names. */
const MODULE_ENDS = ['', '.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json', '/index.ts', '/index.js', '/index.mjs'];

/** Puts into the folder what a config that is code needs to run: the modules of the repository it leads to, and links to the installed ones. */
async function placeModules({ repository, commit, folder }: RevisionToOpen, file: string): Promise<void> {
  const opened = await openRevisionTree(repository, { commit, below: '', folder });
  if (!opened.ok) return;
  const tree = opened.value;
  const paths = new Set(tree.paths);
  const placed = new Set<string>();
  for (let open = [posix.join(repository.prefix, file)]; open.length > 0;) {
    await tree.place(open);
    for (const path of open) placed.add(path);
    open = open.flatMap((path) => relativePaths(folder, path)).filter((path) => paths.has(path) && !placed.has(path));
  }
  linkInstalled(repository, folder);
}

function relativePaths(folder: string, path: string): readonly string[] {
  const target = join(folder, path);
  const text = existsSync(target) ? readFileSync(target, 'utf8') : '';
  const named = Array.from(text.matchAll(RELATIVE_PATH), ([, , written = '']) =>
    posix.join(posix.dirname(path), written),
  );
  return named.flatMap((to) => {
    // TypeScript writes the extension that the compiled module will have.
    const bare = to.replace(/\.([cm]?)js$/, '');
    return [...MODULE_ENDS.map((end) => `${to}${end}`), ...MODULE_ENDS.map((end) => `${bare}${end}`)];
  });
}

/** Links to each `node_modules` from the project's root up to the repository's top, and to the next one above that. */
function linkInstalled({ top, prefix }: GitRepository, folder: string): void {
  const levels = ['', ...prefix.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'))];
  for (const level of new Set(levels)) link(join(top, level, 'node_modules'), join(folder, level, 'node_modules'));
  for (let above = dirname(top); ; above = dirname(above)) {
    if (existsSync(join(above, 'node_modules'))) {
      link(join(above, 'node_modules'), join(dirname(folder), 'node_modules'));
      return;
    }
    if (dirname(above) === above) return;
  }
}

function link(from: string, to: string): void {
  if (!existsSync(from) || existsSync(to) || !existsSync(dirname(to))) return;
  // On Windows a junction needs no privilege.
  symlinkSync(from, to, 'junction');
}
