import { chmodSync, mkdtempSync, readdirSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const repository = fileURLToPath(new URL('../..', import.meta.url));

export interface CompiledCli {
  readonly folder: string;
  readonly bin: string;
}

/** Compiles the command line into a folder of its own. A child that has to compile it first starts slowly. */
export async function compileCli(): Promise<CompiledCli> {
  const folder = realpathSync.native(mkdtempSync(join(tmpdir(), 'gen-msk-consumer-cli-')));
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
  return { folder, bin: join(folder, 'dist/cli/bin.js') };
}
