import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../config/config.js';
import { hasPackage, type PackageJson } from './package-json.js';

/** How a project runs its tests. */
export interface TestSetup {
  /** Undefined where package.json does not show one. */
  readonly runner: Config['testRunner'] | undefined;
  /** In words: `jest and ts-jest`. */
  readonly description: string;
  /** Whether tests run in Node by type stripping, so that imports need `.ts`. */
  readonly stripsTypes: boolean;
  /** Of jest only. */
  readonly jest: JestSetup | undefined;
}

interface JestSetup {
  /** Whether `moduleNameMapper` takes the end `.js` away from imports. */
  readonly mapsJs: boolean;
  /** The patterns of test files in the configuration; empty for jest's own. */
  readonly testMatch: readonly string[];
}

/** Finds how a project runs its tests, from package.json and jest's configuration. */
export function findTestSetup(root: string, manifest: PackageJson | undefined): TestSetup {
  const unknown: TestSetup = { runner: undefined, description: '', stripsTypes: false, jest: undefined };
  if (manifest === undefined) return unknown;
  const runsWith = (program: RegExp): boolean => manifest.scripts.some((script) => program.test(script));
  const { packages } = manifest;
  const usesJest = runsWith(/\bjest\b/) || ['jest', 'ts-jest', '@jest/globals'].some((name) => packages.has(name));
  const usesVitest = runsWith(/\bvitest\b/) || packages.has('vitest');
  // With both, the one that the scripts run.
  if (usesVitest && (!usesJest || runsWith(/\bvitest\b/) || !runsWith(/\bjest\b/)))
    return { ...unknown, runner: 'vitest', description: 'vitest' };
  if (usesJest) {
    const text = jestText(root, manifest);
    const transform = transformOf(text, manifest);
    const description = transform === undefined ? 'jest' : `jest and ${transform}`;
    return { ...unknown, runner: 'jest', description, jest: jestSetup(text) };
  }
  const node = manifest.scripts.find((script) => /\b(?:node|tsx)\b[^\n]*--test\b/.test(script));
  if (node === undefined) return unknown;
  const stripsTypes = /\.ts\b/.test(node) && !/\b(?:tsx|ts-node|swc)\b/.test(node);
  return { ...unknown, runner: 'node', description: 'node:test', stripsTypes };
}

const jestFiles = ['ts', 'js', 'mjs', 'cjs', 'json'].map((end) => `jest.config.${end}`);

/** All text that configures jest. */
function jestText(root: string, { folder, jest, scripts }: PackageJson): string {
  const files = jestFiles.map((name) => readText(join(folder, name)) || readText(join(root, name)));
  return [jest, ...scripts, ...files].join('\n');
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** What makes JavaScript of TypeScript for jest. */
function transformOf(text: string, manifest: PackageJson): string | undefined {
  const named = ['ts-jest', '@swc/jest', 'esbuild-jest', 'babel-jest'].find((name) => text.includes(name));
  if (named !== undefined) return named;
  if (hasPackage(manifest, '@babel/preset-typescript')) return 'babel-jest';
  return ['ts-jest', '@swc/jest'].find((name) => manifest.packages.has(name));
}

function jestSetup(text: string): JestSetup {
  const [, list = ''] = /testMatch["']?\s*:\s*\[([^\]]*)\]/.exec(text) ?? [];
  const testMatch = [...list.matchAll(/(["'`])(.*?)\1/g)].map(([, , pattern = '']) => pattern);
  return { mapsJs: /moduleNameMapper[^]{0,400}?(?:\.js|\[jt\]s|\?js)/.test(text), testMatch };
}
