import { statSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync, type BuildOptions } from 'esbuild';
import { benchFolder, scratchFolder } from './paths.js';

export interface Bundle {
  readonly file: string;
  readonly bytes: number;
}

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  loader: { '.avsc': 'json' },
  logLevel: 'error',
} as const satisfies BuildOptions;

/** Bundles TypeScript, as if it stood in `bench/`, the way a Lambda function is: one minified CommonJS file. */
export function bundleHandler(name: string, source: string): Bundle {
  const file = join(scratchFolder, 'bundles', `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.cjs`);
  const stdin = { contents: source, resolveDir: benchFolder, loader: 'ts' } as const;
  buildSync({ ...common, stdin, outfile: file, format: 'cjs', minify: true });
  return { file, bytes: statSync(file).size };
}

/** Bundles a program of `bench/programs`, so that plain Node can run it; the packages that it needs stay outside. Returns its path. */
export function bundleProgram(name: string): string {
  const file = join(scratchFolder, 'bundles', `${name}.mjs`);
  const entryPoints = [join(benchFolder, 'programs', `${name}.ts`)];
  buildSync({ ...common, entryPoints, outfile: file, format: 'esm', packages: 'external' });
  return file;
}
