import { join } from 'node:path';

import { compilerErrors, type CompilerOptions } from '../support/compiler-errors.js';

/** The options that generated code has to compile with, and those that tell of code that nothing needs. */
export const strictOptions: CompilerOptions = {
  target: 'ES2023',
  lib: ['ES2023'],
  module: 'NodeNext',
  moduleResolution: 'NodeNext',
  types: ['node'],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  erasableSyntaxOnly: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  allowUnreachableCode: false,
  allowUnusedLabels: false,
};

/** What the compiler has against the files of a project, each as `path(line): code message`. */
export function typeErrors(root: string, paths: readonly string[], options: CompilerOptions = {}): readonly string[] {
  const files = paths.map((path) => join(root, path));
  return compilerErrors(root, files, { ...strictOptions, ...options }).map(
    ({ path, line, code, message }) => `${path}(${line}): ${code} ${message}`,
  );
}

/** The generated files of a project to check, without the tests: the types of a test runner take long to read. */
export function sources(files: Readonly<Record<string, string>>): readonly string[] {
  return Object.keys(files)
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => `src/consumers/${path}`);
}
