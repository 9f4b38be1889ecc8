import { join } from 'node:path';
import { build } from 'esbuild';

/** Loads a generated module, with what it imports: TypeScript bundled to a module in memory. */
export async function loadModule(root: string, path: string): Promise<Readonly<Record<string, unknown>>> {
  const { outputFiles } = await build({
    entryPoints: [join(root, path)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
  });
  const [bundle] = outputFiles;
  // A module has no type before it is loaded; callers say what they take from it.
  return import(`data:text/javascript;base64,${Buffer.from(bundle?.contents ?? '').toString('base64')}`) as Promise<Readonly<Record<string, unknown>>>;
}
