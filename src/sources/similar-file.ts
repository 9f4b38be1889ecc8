import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

import { nearestName } from '../diagnostics/nearest-name.js';

/** The file in the same folder with the most similar name, for a file that does not exist; both relative to `root`. */
export function similarFile(root: string, file: string): string | undefined {
  const folder = posix.dirname(file);
  const given = posix.basename(file);
  try {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    const name = nearestName(
      given,
      entries.flatMap((entry) => (entry.isFile() && entry.name !== given ? [entry.name] : [])),
    );
    return name === undefined ? undefined : posix.join(folder, name);
  } catch {
    // The folder does not exist either.
    return undefined;
  }
}
