// How the published code is bundled: what the command line and the library need at once is in few files, and what a command
// loads when it needs it stays in files of its own. The tests run a bundle that this makes, too.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, transform } from 'esbuild';
import { mergeChunks } from './merge-chunks.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The entry points below the output folder: `package.json` names the first two, configs are loaded with the third, and the
 * fourth is the program of the processes that handlers run in.
 */
const entryPoints = {
  'cli/bin': 'src/cli/bin.ts',
  index: 'src/index.ts',
  'define-config': 'src/config/define-config.ts',
  'handler-run/worker': 'src/handler-run/worker.ts',
};

/** The dependencies whose version shapes what is generated, or how schemas are read; package.json pins them. */
const SHAPING = ['json-schema-to-typescript', 'yaml'];

/** @returns {{ dependencies: Record<string, string>, peerDependencies: Record<string, string> }} */
function manifest() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
}

/** @returns {import('esbuild').BuildOptions & { metafile: true }} */
function settings() {
  const { dependencies, peerDependencies } = manifest();
  return {
    absWorkingDir: root,
    bundle: true,
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
    plugins: [smallCommander],
  };
}

/**
 * Every run reads commander, half of which is comments. It can start other programs as commands, which none of ours is: what it
 * takes to start them is loaded when it does.
 */
const smallCommander = {
  name: 'small-commander',
  /** @param {import('esbuild').PluginBuild} build */
  setup({ onResolve, onLoad }) {
    onLoad({ filter: /[\\/]commander[\\/].*\.js$/ }, async ({ path }) => ({
      contents: (await transform(readFileSync(path, 'utf8'), { minify: true })).code,
    }));
    onResolve({ filter: /^node:child_process$/ }, ({ importer, path }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path, namespace: 'late' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'late' }, ({ path }) => ({
      contents: `module.exports = { spawn: (...args) => process.getBuiltinModule('${path}').spawn(...args) };`,
    }));
  },
};

/**
 * Bundles the package into a folder. The package's dependencies stay outside: they are large, and loaded when they are needed.
 *
 * @param {string} outdir
 * @param {string} [fingerprint] What seals call this version of the tool.
 * @returns The files that went into it, and the JSON Schema of the config.
 */
export async function bundle(outdir, fingerprint) {
  const identity = fingerprint ?? (await toolFingerprint());
  const { metafile } = await build({
    ...settings(),
    entryPoints,
    outdir,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    define: { TOOL_FINGERPRINT: JSON.stringify(identity) },
  });
  await mergeChunks({
    root,
    outputs: metafile.outputs,
    programs: ['cli/bin.js', 'handler-run/worker.js'],
    groups: { startup: ['main'], 'in-sync': ['check-command', 'generate-command'], building: ['build-output'] },
    settings: settings(),
  });
  const { configSchema, runtimeTokens } = await buildData(outdir);
  writeFileSync(join(outdir, 'runtime-tokens.json'), JSON.stringify(runtimeTokens));
  return { files: Object.keys(metafile.inputs), configSchema };
}

/** What is computed by the package's own code. */
async function buildData(outdir) {
  const outfile = join(outdir, 'build-data.mjs');
  await build({ ...settings(), entryPoints: ['scripts/build-data.mjs'], outfile });
  try {
    return (await import(pathToFileURL(outfile).href)).buildData();
  } finally {
    rmSync(outfile);
  }
}

/** A hash of what shapes generated files: the code of the pipeline, the runtime, templates and meta-schemas, and packages. */
async function toolFingerprint() {
  const { outputFiles } = await build({
    ...settings(),
    entryPoints: ['src/commands/build-output.ts'],
    write: false,
    minify: true,
    legalComments: 'none',
  });
  const hash = createHash('sha256').update(outputFiles[0].contents);
  for (const folder of ['src/runtime', 'src/json-schema/read/meta-schemas', 'templates'])
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort())
      if (/\.(?:ts|json|hbs)$/.test(name))
        hash.update(
          JSON.stringify([folder, name.replaceAll('\\', '/'), readFileSync(join(root, folder, name), 'utf8')]),
        );
  const { dependencies } = manifest();
  hash.update(JSON.stringify(SHAPING.map((name) => [name, dependencies[name]])));
  return hash.digest('hex').slice(0, 16);
}
