import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// node hash-files.mjs <folder>: reads every file below the folder, the least that any check has to do.

const [folder = ''] = process.argv.slice(2);
const hash = createHash('sha256');
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (entry.isFile()) hash.update(readFileSync(join(entry.parentPath, entry.name)));
}
process.stdout.write(hash.digest('hex'));
