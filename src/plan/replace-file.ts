import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { temporaryPath } from './temporary-name.js';

/** Writes a file so that it has its old or its new content, whenever the process ends. Makes its folder. */
export function replaceFile(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = temporaryPath(path.replaceAll('\\', '/'), process.pid, 0);
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}
