import { nearestFile } from '../../paths/nearest-file.js';
import { findSamTemplate, type SamTemplate } from './sam-template.js';
import { readPackageJson, type PackageJson } from './package-json.js';
import { findTestSetup, type TestSetup } from './test-setup.js';
import type { Tsconfig } from './tsconfig.js';

/** What a project's own files show of how its code is compiled, tested and deployed. */
export interface Project {
  readonly root: string;
  readonly packageJson: PackageJson | undefined;
  readonly tsconfig: Tsconfig | undefined;
  readonly tests: TestSetup;
  readonly sam: SamTemplate | undefined;
}

/** Reads the package.json, tsconfig.json, test configuration and SAM template that hold for a folder. */
export async function readProject(root: string): Promise<Project> {
  const packageJson = readPackageJson(root);
  // The compiler takes a moment to load.
  const hasTsconfig = nearestFile(root, 'tsconfig.json') !== undefined;
  return {
    root,
    packageJson,
    tsconfig: hasTsconfig ? (await import('./tsconfig.js')).readTsconfig(root) : undefined,
    tests: findTestSetup(root, packageJson),
    sam: findSamTemplate(root),
  };
}
