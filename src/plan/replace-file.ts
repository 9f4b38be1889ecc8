import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { writing } from '../diagnostics/write-error.js';
import { temporaryPath } from './temporary-name.js';

/**
 * Writes a file so that it has its old or its new content, whenever the process ends. Makes its folder. Throws a WriteError
 * where the operating system refuses.
 */
export function replaceFile(path: string, content: string | Uint8Array): void {
  const temporary = temporaryPath(path.replaceAll('\\', '/'), process.pid, 0);
  writing(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    try {
      writeFileSync(temporary, content);
      renameSync(temporary, path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  });
}
