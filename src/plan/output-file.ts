import type { Seal } from './seal.js';

/** Who may change a file once it exists. */
export type Owner =
  /** Rewritten by every run; has the header with the hash of its body. */
  | 'tool'
  /** `event.json`: as `tool`, but the format has no comments for a header. */
  | 'tool-headerless'
  /** Created when missing, never overwritten. */
  | 'user';

/** A file that the config and schemas call for, before it has its header. */
export interface FileBody {
  /** Relative to the project's root, with `/`. */
  readonly path: string;
  readonly owner: Owner;
  /** The text below the header: LF, final newline. */
  readonly body: string;
  /** The schema files that it comes from, which its header names. */
  readonly sources: readonly string[];
  /** What its header records, next to its own body. */
  readonly seal?: Seal;
  /** The hash of the body's tokens, where it is known. */
  readonly tokens?: string;
  /** The lines of its header without a banner above and a seal below, where they are known. */
  readonly lines?: string;
}

/** One file that the config and schemas call for. */
export interface OutputFile {
  /** Relative to the project's root, with `/`. */
  readonly path: string;
  readonly owner: Owner;
  /** The whole text, the header included: LF, final newline. */
  readonly content: string;
  /** How the file is found on the disk, where a seal vouches for it: it need not be compared then. */
  readonly found?: 'unchanged' | 'line-endings' | 'formatted';
}

/** Everything a run generates. Files below `folders` that are ours but not among `files` are stale. */
export interface OutputPlan {
  readonly files: readonly OutputFile[];
  /** The folders that the tool generates into, relative to the project's root. */
  readonly folders: readonly string[];
  /** The folders among those of the files that are known to hold their files and nothing else. */
  readonly whole?: ReadonlySet<string>;
  /** The config file, relative to the project's root. */
  readonly config?: string;
  /**
   * True when `files` is only a selection (`--topic`): then nothing outside the selected topics is
   * stale or missing.
   */
  readonly partial: boolean;
}
