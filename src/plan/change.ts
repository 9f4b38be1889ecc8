import type { OutputFile } from './output-file.js';

/** What is to be said, and done, about one path. */
export type Change =
  /** As generated; or user-owned and there. */
  | { readonly kind: 'unchanged'; readonly path: string }
  /** Tool-owned and not there. */
  | { readonly kind: 'missing'; readonly path: string; readonly expected: OutputFile }
  /** Tool-owned, as an earlier run wrote it, but no longer what the schemas give. */
  | { readonly kind: 'changed'; readonly path: string; readonly actual: string; readonly expected: OutputFile }
  /** Tool-owned, and its body is not the one that its header was written for. */
  | {
      readonly kind: 'edited';
      readonly path: string;
      readonly actual: string;
      readonly expected: OutputFile;
      /** Its text at a git revision. Absent if nobody asked, or if the revision does not have the file. */
      readonly base?: { readonly revision: string; readonly text: string };
    }
  /** As generated but for CRLF or a byte order mark. */
  | { readonly kind: 'line-endings'; readonly path: string }
  /** As generated but for what a formatter changes. */
  | { readonly kind: 'formatted'; readonly path: string }
  /** Something that is not ours is where a file of the plan belongs. */
  | { readonly kind: 'foreign'; readonly path: string; readonly found: 'file' | 'folder' | 'link' | 'other' }
  /** A symbolic link takes the path out of the root. */
  | { readonly kind: 'outside'; readonly path: string }
  /** Another config, named relative to the root, also generates into this folder. */
  | { readonly kind: 'shared'; readonly path: string; readonly config: string }
  /** The disk refused to show what is there. */
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string }
  /** User-owned and not there. */
  | { readonly kind: 'user-missing'; readonly path: string; readonly expected: OutputFile }
  /** User-owned, and to be edited where it does not agree with what is generated. `edits` says what, a sentence each. */
  | {
      readonly kind: 'user-edit';
      readonly path: string;
      readonly actual: string;
      readonly expected: OutputFile;
      readonly edits: readonly string[];
    }
  /** User-owned, of a topic whose folder has moved: it comes along. */
  | {
      readonly kind: 'user-moved';
      readonly path: string;
      readonly from: string;
      /** What is at its new place: nothing, or the text of the skeleton. */
      readonly replaces: string | undefined;
      readonly actual: string;
      readonly expected: OutputFile;
      readonly edits: readonly string[];
    }
  /** Ours, as generated, and in the plan no more. */
  | { readonly kind: 'stale'; readonly path: string }
  /** Ours and in the plan no more, but edited: kept. */
  | { readonly kind: 'stale-edited'; readonly path: string }
  /** User-owned, of a topic that is in the plan no more: kept. */
  | { readonly kind: 'orphan'; readonly path: string };

export type ChangeKind = Change['kind'];

/** A file that is in sync but for its seal. */
export interface SealRenewal {
  readonly path: string;
  /** Its text with the new seal. */
  readonly content: string;
  /** Whether nothing but the version of the tool has changed. */
  readonly isByTool: boolean;
}

/** The difference between a plan and the disk: what `generate` does, `--dry-run` shows and `check` judges. */
export interface ChangeList {
  /** In code-point order of their paths. */
  readonly changes: readonly Change[];
  /** Files of which only the seal is to be written. Default: none. */
  readonly seals?: readonly SealRenewal[];
  /** The folders that the tool generates into. */
  readonly folders: readonly string[];
  /** What runs that were killed have left below them: temporary files, and folders with nothing in them. */
  readonly leftovers: { readonly files: readonly string[]; readonly folders: readonly string[] };
}
