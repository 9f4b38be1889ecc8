import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

let root: string | undefined;

/**
 * The absolute path of a file of this package, given relative to its root: the nearest folder above with a package.json,
 * which is as near for the sources as for the bundle made from them.
 */
export function packageFile(path: string): string {
  root ??= packageRoot(dirname(fileURLToPath(import.meta.url)));
  return join(root, path);
}

function packageRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  if (dirname(folder) === folder) throw new Error('the package has lost its package.json');
  return packageRoot(dirname(folder));
}

/** Whether this code runs from the package's TypeScript, as in its tests, and not from the bundle. */
export function isSource(): boolean {
  return import.meta.url.endsWith('.ts');
}
