import type { Stats } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { isWithin } from '../paths/real-path.js';
import type { Change } from '../plan/change.js';
import type { RunInputs } from './run-inputs.js';

export interface WatchedInputsOptions {
  /** The project's root, absolute. */
  readonly root: string;
  readonly inputs: RunInputs;
  /** What the run found of its own files: none of them is taken for an input by a pattern. */
  readonly changes: readonly Change[];
  /** The inputs of the run before, kept where this one failed before it had read everything. */
  readonly before: WatchedInputs | undefined;
}

/** The files that a run depends on, as something to ask about paths, all absolute. */
export class WatchedInputs {
  /** The folders to watch: the project's, and those of what lies outside. */
  readonly folders: ReadonlySet<string>;
  private readonly root: string;
  readonly files: ReadonlySet<string>;
  /** Every folder on the way to a file or to where a pattern starts. */
  private readonly above: ReadonlySet<string>;
  readonly patterns: ReadonlySet<string>;
  /** The folders in which files may match a pattern. */
  private readonly bases: readonly string[];
  private readonly matches: (path: string) => boolean;
  readonly own: ReadonlySet<string>;

  constructor({ root, inputs, changes, before }: WatchedInputsOptions) {
    const isWhole = changes.length > 0;
    this.root = root;
    this.files = new Set([
      ...(isWhole ? [] : (before?.files ?? [])),
      ...inputs.files.map((file) => resolve(root, file)),
    ]);
    this.patterns = new Set([...(isWhole ? [] : (before?.patterns ?? [])), ...inputs.patterns]);
    this.own = isWhole ? new Set(changes.map(({ path }) => path)) : (before?.own ?? new Set());
    const patterns = [...this.patterns];
    this.bases = patterns.map((pattern) => resolve(root, picomatch.scan(pattern).base));
    // A pattern that names a folder stands for what is in it.
    this.matches = patterns.length === 0 ? () => false : picomatch(patterns.flatMap((one) => [one, `${one}/**`]));
    const outside = [...this.files].filter((file) => !isWithin(root, file)).map((file) => dirname(file));
    this.folders = new Set([root, ...outside]);
    this.above = new Set([...this.files, ...this.bases].flatMap((path) => foldersAbove(path)));
  }

  /** Whether the same has to be watched as with `other`. */
  sameAs(other: WatchedInputs | undefined): boolean {
    return other !== undefined && isEqual(this.files, other.files) && isEqual(this.patterns, other.patterns);
  }

  /** Whether the path is that of an input, or of a folder in which there may be one; without `stats` it may be either. */
  mayHold(path: string, stats?: Stats): boolean {
    if (this.files.has(path) || this.above.has(path)) return true;
    if (!this.bases.some((base) => isWithin(base, path))) return false;
    if (/[\\/](?:node_modules|\.git)(?:[\\/]|$)/.test(path)) return false;
    return stats?.isFile() === true ? this.isInput(path) : true;
  }

  isInput(path: string): boolean {
    if (this.files.has(path)) return true;
    const way = relative(this.root, path).replaceAll(sep, '/');
    return this.matches(way) && !this.own.has(way);
  }
}

function foldersAbove(path: string): readonly string[] {
  const folder = dirname(path);
  return folder === path ? [path] : [path, ...foldersAbove(folder)];
}

function isEqual(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size === right.size && [...left].every((one) => right.has(one));
}
