import { posix } from 'node:path';
import type { FileSystem } from './file-system.js';
import { readHeader, type Header } from './header.js';
import { readSeal, type Seal } from './seal.js';

/** What the seals of a folder's files record. */
export interface FolderSeal {
  readonly seal: Seal;
  /** Whether a header was edited, so that a seal may be lost. */
  readonly isDamaged: boolean;
}

/** The seals of the generated files among `names`, which are those of a folder. */
export function folderSeal(folder: string, names: readonly string[], fileSystem: FileSystem): FolderSeal {
  const headers = names
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name): readonly Header[] => {
      const text = fileSystem.read(posix.join(folder, name));
      return text === null ? [] : [readHeader(text) ?? []].flat();
    });
  return {
    seal: Object.assign({}, ...headers.map(({ sealLines }) => readSeal(sealLines.slice(1)))) as Seal,
    isDamaged: headers.some(({ state }) => state === 'damaged'),
  };
}
