import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nearestFile } from '../../paths/nearest-file.js';
import { isJsonObject } from '../../json-schema/schema/json-pointer.js';
import { parsedJson } from '../../diagnostics/parsed-json.js';

/** What `init` reads of a package.json. */
export interface PackageJson {
  /** The folder that it is in, absolute. */
  readonly folder: string;
  /** How Node runs its `.js` files. */
  readonly modules: 'commonjs' | 'esm';
  /** The packages that it depends on in any way. */
  readonly packages: ReadonlySet<string>;
  /** The commands of its scripts. */
  readonly scripts: readonly string[];
  /** The text of its key `jest`; '' where it has none. */
  readonly jest: string;
}

/** Reads the nearest package.json; undefined where there is none, or it is not JSON. */
export function readPackageJson(root: string): PackageJson | undefined {
  const file = nearestFile(root, 'package.json');
  const json = file === undefined ? undefined : parsedJson(readFileSync(file, 'utf8'));
  if (file === undefined || !isJsonObject(json)) return undefined;
  const { type, scripts, jest } = json;
  const kinds = [json['dependencies'], json['devDependencies'], json['optionalDependencies'], json['peerDependencies']];
  return {
    folder: dirname(file),
    modules: type === 'module' ? 'esm' : 'commonjs',
    packages: new Set(kinds.flatMap((kind) => (isJsonObject(kind) ? Object.keys(kind) : []))),
    scripts: isJsonObject(scripts) ? Object.values(scripts).filter((script) => typeof script === 'string') : [],
    jest: jest === undefined ? '' : JSON.stringify(jest),
  };
}

/** Whether a package is named in package.json, or is installed where the folder sees it. */
export function hasPackage({ folder, packages }: PackageJson, name: string): boolean {
  return packages.has(name) || nearestFile(folder, join('node_modules', name, 'package.json')) !== undefined;
}
