import { relative } from 'node:path';
import { ts } from 'ts-morph';
import { typescriptMajor } from '../../paths/typescript-major.js';
import { nearestFile } from '../../paths/nearest-file.js';

/** What `init` reads of a tsconfig.json and of those that it extends. Names are in lower case. */
export interface Tsconfig {
  /** Its path, relative to the project. */
  readonly file: string;
  /** `commonjs`, `nodenext`, `esnext` and the like. */
  readonly module: string;
  /** `node10`, `nodenext`, `bundler` and the like. */
  readonly moduleResolution: string;
  /** `es2020` and the like. */
  readonly target: string;
  /** Whether imports may end in `.ts`. */
  readonly allowsTsExtensions: boolean;
  /** Whether the compiler leaves out the types of Node. */
  readonly lacksNodeTypes: boolean;
}

/** Reads the nearest tsconfig.json; undefined where there is none. */
export function readTsconfig(root: string): Tsconfig | undefined {
  const file = nearestFile(root, 'tsconfig.json');
  if (file === undefined) return undefined;
  const parsed = ts.getParsedCommandLineOfConfigFile(file, undefined, {
    ...ts.sys,
    // Its files do not matter here.
    readDirectory: () => [],
    onUnRecoverableConfigFileDiagnostic: () => undefined,
  });
  const options = parsed?.options ?? {};
  // Their defaults differ.
  const isFive = (typescriptMajor(root) ?? 6) < 6;
  const module = nameIn(ts.ModuleKind, options.module) ?? defaultModule(options, isFive);
  return {
    file: relative(root, file).replaceAll('\\', '/'),
    module,
    moduleResolution: nameIn(ts.ModuleResolutionKind, options.moduleResolution) ?? defaultResolution(module, isFive),
    target: nameIn(ts.ScriptTarget, options.target) ?? defaultTarget(module, isFive),
    allowsTsExtensions: options.allowImportingTsExtensions === true || options.rewriteRelativeImportExtensions === true,
    lacksNodeTypes: options.types === undefined ? !isFive : !options.types.some((type) => /^(?:node\b|\*$)/.test(type)),
  };
}

function nameIn(names: Readonly<Record<number, string>>, value: number | undefined): string | undefined {
  return value === undefined ? undefined : names[value]?.toLowerCase();
}

function defaultModule({ target }: ts.CompilerOptions, isFive: boolean): string {
  if (!isFive) return 'esnext';
  return target === undefined || target < ts.ScriptTarget.ES2015 ? 'commonjs' : 'es2015';
}

function defaultResolution(module: string, isFive: boolean): string {
  if (module.startsWith('node')) return module === 'nodenext' ? 'nodenext' : 'node16';
  if (module === 'preserve' || !isFive) return 'bundler';
  return module === 'commonjs' ? 'node10' : 'classic';
}

function defaultTarget(module: string, isFive: boolean): string {
  if (module.startsWith('node')) return module === 'nodenext' ? 'esnext' : 'es2022';
  return isFive ? 'es5' : 'es2025';
}
