import type { Project } from './project.js';

/** What `init` found in a file of the project. */
export interface Finding {
  /** Relative to the project. */
  readonly file: string;
  /** In words: `CommonJS, tests with jest and ts-jest`. */
  readonly shows: string;
}

/** What the project's own files show, a line for each file. */
export function findingsOf({ packageJson, tsconfig, tests, sam }: Project): readonly Finding[] {
  const modules = packageJson?.modules === 'esm' ? 'ES modules' : 'CommonJS';
  const testing = tests.runner === undefined ? 'no test runner' : `tests with ${tests.description}`;
  return [
    ...(packageJson === undefined ? [] : [{ file: 'package.json', shows: `${modules}, ${testing}` }]),
    ...(tsconfig === undefined
      ? []
      : [
          {
            file: tsconfig.file,
            shows: `module ${tsconfig.module}, moduleResolution ${tsconfig.moduleResolution}, target ${tsconfig.target}`,
          },
        ]),
    ...(sam === undefined
      ? []
      : [{ file: sam.file, shows: `AWS SAM${sam.usesEsbuild ? ', bundled with esbuild' : ''}` }]),
  ];
}
