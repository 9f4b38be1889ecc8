import { relative, sep } from 'node:path';
import { nearestFile } from '../paths/nearest-file.js';

const SCHEMA = 'node_modules/gen-msk-consumer/config.schema.json';

/** The `$schema` of a config in a folder: where the package is installed, which in a monorepo may be a folder above. */
export function schemaReference(root: string): string {
  const path = relative(root, nearestFile(root, SCHEMA) ?? '')
    .split(sep)
    .join('/');
  return path.startsWith('../') && path.endsWith(SCHEMA) ? path : `./${SCHEMA}`;
}
