import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders: string[] = [];

/** A folder of its own, gone after the tests of the file. */
export function tempFolder(): string {
  const folder = realpathSync.native(mkdtempSync(join(tmpdir(), 'gen-msk-consumer-')));
  folders.push(folder);
  return folder;
}

export function removeTempFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
