import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildFailure } from 'esbuild';
import { WriteError, writing } from '../diagnostics/write-error.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import { observedRuntime } from './observed-runtime.js';

/** A handler as one file of JavaScript. */
export interface HandlerBundle {
  readonly file: string;
  /** The files that it was made from, absolute; none of a package. */
  readonly inputs: readonly string[];
  /** Removes the file. */
  readonly remove: () => void;
}

/**
 * Compiles a module and what it imports, but for packages, as most teams do for Lambda: TypeScript or JavaScript, ES modules
 * or CommonJS, with the `paths` of a `tsconfig.json`.
 */
export async function bundleHandler(file: string, root: string): Promise<Result<HandlerBundle>> {
  const { build } = await import('esbuild');
  const format = moduleFormat(file);
  const made = bundleFolder(root);
  if (!made.ok) return made;
  const folder = made.value;
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const outfile = join(folder, format === 'esm' ? 'handler.mjs' : 'handler.cjs');
  try {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: [file],
      outfile,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format,
      target: `node${process.versions.node}`,
      sourcemap: 'linked',
      metafile: true,
      logLevel: 'silent',
      plugins: [observedRuntime],
      ...(format === 'esm' ? commonJsNames(file) : {}),
    });
    const inputs = Object.keys(metafile.inputs).map((input) => join(root, input.replace(/^observed:/, '')));
    return { ok: true, value: { file: outfile, inputs: [...new Set(inputs)], remove }, warnings: [] };
  } catch (error) {
    remove();
    if (!isBuildFailure(error)) throw error;
    return { ok: false, problems: error.errors.map(unloadable) };
  }
}

/** How Node takes a file: by its extension, else by the nearest `package.json`. */
function moduleFormat(file: string): 'esm' | 'cjs' {
  const extension = extname(file);
  if (/^\.m[jt]s$/.test(extension)) return 'esm';
  if (/^\.c[jt]s$/.test(extension)) return 'cjs';
  const folder = nearest(dirname(file), 'package.json');
  if (folder === undefined) return 'cjs';
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'type' in manifest && manifest.type === 'module'
    ? 'esm'
    : 'cjs';
}

/** The names that CommonJS has, for the ES modules that still use them. */
function commonJsNames(file: string): { readonly banner: { readonly js: string } } {
  const lines = [
    `import { createRequire as bundleRequire } from 'node:module';`,
    `const require = bundleRequire(${JSON.stringify(pathToFileURL(file).href)});`,
  ];
  return { banner: { js: lines.join('\n') } };
}

/** A new folder from which the project's packages are found. */
function bundleFolder(root: string): Result<string> {
  const packages = nearest(root, 'node_modules');
  const cache = packages === undefined ? tmpdir() : join(packages, 'node_modules/.cache/gen-msk-consumer');
  try {
    const folder = writing(cache, () => {
      mkdirSync(cache, { recursive: true });
      return mkdtempSync(join(cache, 'handler-'));
    });
    return { ok: true, value: folder, warnings: [] };
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    return { ok: false, problems: [error.diagnostic(root)] };
  }
}

/** The nearest folder, this one or one above it, that holds a file of that name. */
function nearest(folder: string, name: string): string | undefined {
  if (existsSync(join(folder, name))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : nearest(above, name);
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}

function unloadable({ text, location }: BuildFailure['errors'][number]): Diagnostic {
  return {
    code: 'handler-unloadable',
    severity: 'error',
    message: text,
    ...(location === null
      ? {}
      : { location: { file: location.file, line: location.line, column: location.column + 1 } }),
  };
}
