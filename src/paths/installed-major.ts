import { readFileSync } from 'node:fs';
import { nearestFile } from './nearest-file.js';

/** The major version of a package as a folder sees it; undefined where it is not installed. */
export function installedMajor(folder: string, name: string): number | undefined {
  const manifest = nearestFile(folder, `node_modules/${name}/package.json`);
  if (manifest === undefined) return undefined;
  const [, major] = /"version":\s*"(\d+)/.exec(readFileSync(manifest, 'utf8')) ?? [];
  return major === undefined ? undefined : Number(major);
}
