import { posix } from 'node:path';
import { isWithin } from '../paths/real-path.js';

interface ConfigsAboveInput {
  /** Absolute, with `/`, as are all paths here. */
  readonly root: string;
  readonly files: readonly string[];
  readonly exists: (path: string) => boolean;
}

/** The tsconfig.json of the files' folders and of those above, up to the root; the deepest first. */
export function configsAbove({ root, files, exists }: ConfigsAboveInput): string[] {
  const folders = new Set<string>();
  for (const file of files)
    for (let folder = posix.dirname(file); isWithin(root, folder); folder = posix.dirname(folder)) {
      folders.add(folder);
      if (folder === root || folder === '/') break;
    }
  return [...folders]
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map((folder) => posix.join(folder, 'tsconfig.json'))
    .filter(exists);
}
