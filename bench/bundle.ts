import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
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

const programFolder = join(scratchFolder, 'programs');

/** Bundles TypeScript, as if it stood in `bench/`, the way a Lambda function is: one minified CommonJS file. */
export async function bundleHandler(name: string, source: string): Promise<Bundle> {
  const file = join(scratchFolder, 'bundles', `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.cjs`);
  const stdin = { contents: source, resolveDir: benchFolder, loader: 'ts' } as const;
  await build({ ...common, stdin, outfile: file, format: 'cjs', minify: true });
  return { file, bytes: statSync(file).size };
}

/** Bundles the programs of `bench/programs`, so that plain Node can run them; the packages that they need stay outside. */
export async function bundlePrograms(): Promise<void> {
  const folder = join(benchFolder, 'programs');
  const entryPoints = readdirSync(folder).map((file) => join(folder, file));
  const outExtension = { '.js': '.mjs' };
  await build({ ...common, entryPoints, outdir: programFolder, outExtension, format: 'esm', packages: 'external' });
}

/** The path of a program of `bench/programs`, once they are bundled. */
export function programFile(name: string): string {
  return join(programFolder, `${name}.mjs`);
}
