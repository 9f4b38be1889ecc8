import { posix } from 'node:path';
import picomatch from 'picomatch';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { hasPackage } from './package-json.js';
import type { Project } from './project.js';

/** The settings that decide what a project needs. */
interface ChosenSetup {
  readonly output: string;
  readonly testRunner: 'vitest' | 'jest' | 'node';
  readonly importExtension: '.js' | '.ts' | '';
}

/** What the project still lacks for the generated code to compile and its tests to run, with the line or command that adds it. */
export function setupRemarks(project: Project, setup: ChosenSetup): readonly Diagnostic[] {
  return [...compilerRemarks(project, setup), ...runnerRemarks(project, setup)].map(([file, message, help]) => ({
    code: 'project-setup',
    severity: 'warning',
    message,
    location: { file },
    help,
  }));
}

/** The file, what it lacks, and what to do. */
type Remark = readonly [string, string, string];

function compilerRemarks({ tsconfig, packageJson }: Project, { importExtension }: ChosenSetup): readonly Remark[] {
  if (tsconfig === undefined) return [];
  const { file, target, lacksNodeTypes, allowsTsExtensions } = tsconfig;
  const remarks: Remark[] = [];
  if (/^es(?:3|5|6|201\d)$/.test(target))
    remarks.push([file, `generated code has bigint literals, which target ${target} lacks`, 'Set "target": "es2022".']);
  if (packageJson !== undefined && !hasPackage(packageJson, '@types/node'))
    remarks.push(['package.json', 'the types of Node are not installed', install('@types/node')]);
  if (lacksNodeTypes) remarks.push([file, '"types" does not list "node"', 'Add "node" to "types".']);
  if (importExtension === '.ts' && !allowsTsExtensions)
    remarks.push([
      file,
      'imports that end in ".ts" are not allowed',
      'Set "allowImportingTsExtensions": true (with "noEmit"), or "rewriteRelativeImportExtensions": true.',
    ]);
  return remarks;
}

function runnerRemarks({ packageJson, tests }: Project, setup: ChosenSetup): readonly Remark[] {
  const { testRunner: runner, importExtension, output } = setup;
  if (packageJson === undefined || runner === 'node') return [];
  const remarks: Remark[] = [];
  if (!hasPackage(packageJson, runner)) remarks.push(['package.json', `${runner} is not installed`, install(runner)]);
  if (runner === 'vitest') return remarks;
  if (hasPackage(packageJson, 'jest') && !hasPackage(packageJson, '@jest/globals'))
    remarks.push(['package.json', '@jest/globals cannot be imported', install('@jest/globals')]);
  if (importExtension === '.js' && tests.jest?.mapsJs !== true)
    remarks.push(['package.json', 'jest does not resolve imports that end in ".js" to ".ts" files', mapJs]);
  const test = posix.join(output, 'orders/handler.test.ts');
  const patterns = (tests.jest?.testMatch ?? []).map((pattern) => pattern.replace(/^<rootDir>\//, ''));
  if (patterns.length > 0 && !picomatch(patterns)(test))
    remarks.push([
      'package.json',
      `jest's "testMatch" does not match ${posix.join(output, '*/handler.test.ts')}`,
      `Add "**/${posix.join(output, '**/*.test.ts')}" to it.`,
    ]);
  return remarks;
}

function install(name: string): string {
  return `Run \`npm install --save-dev ${name}\`.`;
}

const mapJs = String.raw`Add to jest's configuration: "moduleNameMapper": { "^(\\.{1,2}/.*)\\.js$": "$1" }`;
