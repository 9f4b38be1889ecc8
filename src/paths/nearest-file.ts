import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The first file of this name in a folder or one above it, absolute; undefined where there is none. */
export function nearestFile(folder: string, name: string): string | undefined {
  const file = join(folder, name);
  if (existsSync(file)) return file;
  return dirname(folder) === folder ? undefined : nearestFile(dirname(folder), name);
}
