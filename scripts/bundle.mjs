// How the published code is bundled: what the command line and the library need at once is in few files, and what a command
// loads when it needs it stays in files of its own. The tests run a bundle that this makes, too.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The entry points below the output folder: `package.json` names the first two, configs are loaded with the third. */
const entryPoints = {
  'cli/bin': 'src/cli/bin.ts',
  index: 'src/index.ts',
  'define-config': 'src/config/define-config.ts',
};

/** @returns {{ dependencies: Record<string, string>, peerDependencies: Record<string, string> }} */
function manifest() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
}

/**
 * Bundles the package into a folder. The package's dependencies stay outside: they are large, and loaded when they are needed.
 * Returns esbuild's description of what went where.
 *
 * @param {string} outdir
 * @param {Record<string, string>} [more] Entry points besides those of the package.
 */
export async function bundle(outdir, more = {}) {
  const { dependencies, peerDependencies } = manifest();
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { ...entryPoints, ...more },
    outdir,
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    external: [...Object.keys(dependencies), ...Object.keys(peerDependencies)],
    // Of packages with two builds, the one that can be taken in by parts.
    mainFields: ['module', 'main'],
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    // What CommonJS packages require here is Node's own.
    banner: { js: 'const require = process.getBuiltinModule;' },
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
}
