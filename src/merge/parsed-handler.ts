import type { FileStyle } from './file-style.js';
import type { ModuleMention } from './module-mentions.js';
import type { NameIndex } from './name-index.js';
import type { ParsedFile } from './parse-user-file.js';
import type { UserFile } from './user-file.js';

/** A file of the team's with all that its edits rest on. */
export interface ParsedHandler {
  readonly file: UserFile;
  readonly parsed: ParsedFile;
  readonly index: NameIndex;
  readonly style: FileStyle;
  readonly mentions: readonly ModuleMention[];
}
