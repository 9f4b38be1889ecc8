import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { glob } from 'tinyglobby';
import type { Diagnostic } from '../diagnostic.js';
import { readAvroFile, type AvroFile } from './avro-file.js';

export interface FoundSchemas {
  /** In code-point order of their paths. */
  readonly files: readonly AvroFile[];
  readonly warnings: readonly Diagnostic[];
}

/** A `.json` larger than this is data. */
const largestJson = 1024 * 1024;

/** The Avro schemas in a folder and below it, but for installed packages, built files and hidden folders. */
export async function findSchemas(root: string): Promise<FoundSchemas> {
  const paths = await glob('**/*.{avsc,avro,json}', {
    cwd: root,
    ignore: ['**/node_modules/**', '**/dist/**', '**/build/**', '**/coverage/**'],
    followSymbolicLinks: false,
  });
  const files: AvroFile[] = [];
  const warnings: Diagnostic[] = [];
  for (const path of paths.sort()) {
    const text = readText(join(root, path));
    if (text === undefined) continue;
    const read = readAvroFile(path, text);
    if (read.ok) files.push(read.file);
    else if (read.reason !== undefined) {
      warnings.push({ code: 'schema-skipped', severity: 'warning', message: read.reason, location: { file: path } });
    }
  }
  return { files, warnings };
}

/** Undefined for data: a large .json, or the binary container files that share the extension .avro with schemas. */
function readText(path: string): string | undefined {
  if (path.endsWith('.json') && statSync(path).size > largestJson) return undefined;
  const bytes = readFileSync(path);
  return bytes.subarray(0, 4).equals(Buffer.from('Obj\u0001')) ? undefined : bytes.toString('utf8');
}
