import type { Stats } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { isWithin } from '../paths/real-path.js';
import type { Change } from '../plan/change.js';
import type { RunInputs } from './run-inputs.js';

interface WatchedInputsOptions {
  /** The project's root, absolute. */
  readonly root: string;
  readonly inputs: RunInputs;
  /** What the run found of its own files: none of them is taken for an input by a pattern. */
  readonly changes: readonly Change[];
  /** The inputs of the run before, kept where this one failed before it had read everything. */
  readonly before: WatchedInputs | undefined;
}

/** The files that a run depends on, as something to ask about paths, all absolute. */
export interface WatchedInputs {
  /** The folders to watch: the project's, and those of what lies outside. */
  readonly folders: ReadonlySet<string>;
  readonly files: ReadonlySet<string>;
  readonly patterns: ReadonlySet<string>;
  /** The run's own files, relative to the root. */
  readonly own: ReadonlySet<string>;
  readonly isInput: (path: string) => boolean;
  /** Whether the path is that of an input, or of a folder in which there may be one; without `stats` it may be either. */
  readonly mayHold: (path: string, stats?: Stats) => boolean;
}

export function watchedInputs({ root, inputs, changes, before }: WatchedInputsOptions): WatchedInputs {
  const isWhole = changes.length > 0;
  const files = new Set([
    ...(isWhole ? [] : (before?.files ?? [])),
    ...inputs.files.map((file) => resolve(root, file)),
  ]);
  const patterns = new Set([...(isWhole ? [] : (before?.patterns ?? [])), ...inputs.patterns]);
  const own = isWhole ? new Set(changes.map(({ path }) => path)) : (before?.own ?? new Set<string>());
  /** The folders in which files may match a pattern. */
  const bases = [...patterns].map((pattern) => resolve(root, picomatch.scan(pattern).base));
  /** Every folder on the way to a file or to where a pattern starts. */
  const above = new Set([...files, ...bases].flatMap((path) => foldersAbove(path)));
  // A pattern that names a folder stands for what is in it.
  const matches =
    patterns.size === 0 ? () => false : picomatch([...patterns].flatMap((pattern) => [pattern, `${pattern}/**`]));
  const outside = [...files].filter((file) => !isWithin(root, file)).map((file) => dirname(file));

  function isInput(path: string): boolean {
    if (files.has(path)) return true;
    const way = relative(root, path).replaceAll(sep, '/');
    return matches(way) && !own.has(way);
  }

  function mayHold(path: string, stats?: Stats): boolean {
    if (files.has(path) || above.has(path)) return true;
    if (!bases.some((base) => isWithin(base, path))) return false;
    if (/[\\/](?:node_modules|\.git)(?:[\\/]|$)/.test(path)) return false;
    return stats?.isFile() === true ? isInput(path) : true;
  }

  return { folders: new Set([root, ...outside]), files, patterns, own, isInput, mayHold };
}

/** Whether the same has to be watched for both. */
export function watchesSame(one: WatchedInputs, other: WatchedInputs | undefined): boolean {
  return other !== undefined && isEqual(one.files, other.files) && isEqual(one.patterns, other.patterns);
}

function foldersAbove(path: string): readonly string[] {
  const folder = dirname(path);
  return folder === path ? [path] : [path, ...foldersAbove(folder)];
}

function isEqual(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size === right.size && [...left].every((one) => right.has(one));
}
