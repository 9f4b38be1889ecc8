/** What a folder holds under a name; `link` is a symbolic link, wherever it leads. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/**
 * The part of a file system that comparing and writing need. Every path is relative to the project's root, with `/`.
 * What the disk refuses is thrown as Node's error with its `code` (`ENOSPC`, `EACCES` …).
 */
export interface FileSystem {
  /** What a folder holds, in no order; null when there is no such folder. */
  readonly list: (folder: string) => readonly FolderEntry[] | null;
  /** The text of a file, symbolic links followed; null when there is none. */
  readonly read: (path: string) => string | null;
  /** Whether the path, or the part of it that exists, stays inside the root when symbolic links are followed. */
  readonly isInside: (path: string) => boolean;
  /** Whether two paths lead to one file, as two spellings do where case does not count; false when one leads nowhere. */
  readonly isSameFile: (left: string, right: string) => boolean;
  /** Makes a folder and those above it; returns the topmost one that was made, or null when all were there. */
  readonly makeFolder: (folder: string) => string | null;
  /**
   * Makes a file, throws `EEXIST` when something is there. `like`: a file whose permissions it takes, and which must be
   * writable, if it is there.
   */
  readonly writeNew: (path: string, text: string, like?: string) => void;
  /** Moves a file, replacing what is at `to` in one step. */
  readonly rename: (from: string, to: string) => void;
  /** Gives the file `from` to a path that must be free, in one step; false when something is there. `from` stays. */
  readonly linkNew: (from: string, to: string) => boolean;
  /** Removes a file, or the symbolic link there; nothing happens when there is none, as another run may have been faster. */
  readonly removeFile: (path: string) => void;
  /** Removes a folder if it is empty; false when it is not. */
  readonly removeFolder: (folder: string) => boolean;
}
