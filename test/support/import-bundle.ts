import { build, type BuildOptions } from 'esbuild';

/** What a module exports, bundled with all it imports and loaded from memory. */
export async function importBundle(entry: Pick<BuildOptions, 'stdin' | 'entryPoints'>): Promise<unknown> {
  const { outputFiles } = await build({
    ...entry,
    bundle: true,
    write: false,
    // For its name alone: nothing is written.
    outdir: 'bundle',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
  });
  const bundle = Buffer.from(outputFiles[0]?.contents ?? '').toString('base64');
  return import(`data:text/javascript;base64,${bundle}`);
}
