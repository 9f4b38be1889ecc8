import { readFileSync } from 'node:fs';
import { nearestFile } from './nearest-file.js';

/** The major version of TypeScript as a folder sees it; undefined where it is not installed. */
export function typescriptMajor(folder: string): number | undefined {
  const manifest = nearestFile(folder, 'node_modules/typescript/package.json');
  if (manifest === undefined) return undefined;
  const [, major] = /"version":\s*"(\d+)/.exec(readFileSync(manifest, 'utf8')) ?? [];
  return major === undefined ? undefined : Number(major);
}
