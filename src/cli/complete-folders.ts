import { posix } from 'node:path';
import type { Change } from '../plan/change.js';

/** The folders of which every file is in a state, with how many there are: a line for each file would add nothing. */
export function completeFolders(
  changes: readonly Change[],
  isInState: (change: Change) => boolean,
): ReadonlyMap<string, number> {
  const files = new Map<string, number>();
  for (const { path } of changes) files.set(countedFolder(path), (files.get(countedFolder(path)) ?? 0) + 1);
  for (const change of changes) if (!isInState(change)) files.delete(countedFolder(change.path));
  return new Map([...files].filter(([, count]) => count > 1));
}

/** The folder that a file is counted in: its own, or the runtime's with all that is below it. */
export function countedFolder(path: string): string {
  return /^(?:.*\/)?_runtime(?=\/)/.exec(path)?.[0] ?? posix.dirname(path);
}
