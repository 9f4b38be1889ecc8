import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Change, ChangeList } from '../plan/change.js';
import { isRunning } from '../plan/is-running.js';
import { nodeFileSystem } from '../plan/node-file-system.js';
import { writeChanges } from '../plan/write-changes.js';

interface NewConfig {
  readonly root: string;
  readonly file: string;
  readonly content: string;
  /** Whether an existing file may be replaced. */
  readonly replaces: boolean;
}

/** Writes a config; returns why it could not be written. */
export function writeConfig({ root, file, content, replaces }: NewConfig): readonly Diagnostic[] {
  // A file of the user's is never replaced; one of the tool's is.
  const owner = replaces ? 'tool' : 'user';
  const change: Change = { kind: 'missing', path: file, expected: { path: file, owner, content } };
  const list: ChangeList = { changes: [change], folders: [], leftovers: { files: [], folders: [] } };
  return writeChanges(list, nodeFileSystem(root), { id: process.pid, isRunning });
}
