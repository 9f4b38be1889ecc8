import { chmodSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { repository, tempFolder } from './temp-project.js';

/** Compiles the command line into a folder of its own; returns its path. A child that has to compile it first starts slowly. */
export async function compileCli(): Promise<string> {
  const folder = tempFolder();
  // A child may run as another user.
  chmodSync(folder, 0o755);
  for (const name of ['node_modules', 'package.json', 'templates', 'src'])
    symlinkSync(join(repository, name), join(folder, name));
  const modules = readdirSync(join(repository, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  await build({
    entryPoints: modules.map((path) => join(repository, 'src', path)),
    outdir: join(folder, 'dist'),
    outbase: join(repository, 'src'),
    format: 'esm',
    platform: 'node',
  });
  return join(folder, 'dist/cli/bin.js');
}
