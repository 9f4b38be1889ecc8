import type { Config } from '../../config/config.js';
import type { Project } from './project.js';

/** A setting that `init` writes, and why. */
export interface Choice<Value extends string = string> {
  readonly value: Value;
  /** In words: `ts-jest does not resolve ".js" to a ".ts" file`. */
  readonly reason: string;
}

/** The test runner of the project's own tests, or else vitest. */
export function chooseTestRunner({ packageJson, tests: { runner, description } }: Project): Choice<TestRunner> {
  if (runner !== undefined) return { value: runner, reason: `package.json runs ${description}` };
  const reason = packageJson === undefined ? 'there is no package.json' : 'package.json shows no test runner';
  return { value: 'vitest', reason: `the default: ${reason}` };
}

type TestRunner = Config['testRunner'];

/** The end of relative imports with which both the compiler and the test runner find the generated files. */
export function chooseImportExtension(project: Project, runner: TestRunner): Choice<Config['importExtension']> {
  const { packageJson, tsconfig, tests } = project;
  if (tsconfig?.allowsTsExtensions === true)
    return { value: '.ts', reason: `${tsconfig.file} allows imports that end in ".ts"` };
  if (runner === 'node' && tests.stripsTypes) return { value: '.ts', reason: 'the tests run as TypeScript in Node' };
  const isModule = packageJson?.modules === 'esm';
  const resolution = tsconfig?.moduleResolution ?? 'unknown';
  if (isModule && resolution.startsWith('node') && resolution !== 'node10')
    return { value: '.js', reason: `ES modules with moduleResolution ${resolution} need it` };
  if (runner === 'jest' && tests.jest?.mapsJs !== true)
    return { value: '', reason: 'jest does not resolve ".js" to a ".ts" file' };
  if (runner === 'jest') return { value: '.js', reason: "jest's moduleNameMapper resolves it" };
  if (isModule) return { value: '.js', reason: 'package.json has "type": "module"' };
  if (tsconfig === undefined || packageJson === undefined) return { value: '.js', reason: 'the default' };
  return { value: '', reason: `the project is CommonJS with moduleResolution ${resolution}` };
}
