import { chmodSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const repository = fileURLToPath(new URL('../..', import.meta.url));

export interface CompiledCli {
  readonly folder: string;
  readonly bin: string;
}

/** Bundles the command line into a folder of its own: a child that has to load 500 modules, or to compile them, starts slowly. */
export async function compileCli(): Promise<CompiledCli> {
  const folder = realpathSync.native(mkdtempSync(join(tmpdir(), 'gen-msk-consumer-cli-')));
  // A child may run as another user.
  chmodSync(folder, 0o755);
  const root = join(folder, 'package');
  mkdirSync(root);
  for (const name of ['node_modules', 'package.json', 'templates', 'src'])
    symlinkSync(join(repository, name), join(root, name));
  // A bundle lies less deep than some of its modules, which look for files of the package relative to themselves.
  symlinkSync(join(repository, 'src'), join(folder, 'src'));
  await build({
    entryPoints: {
      bin: join(repository, 'src/cli/bin.ts'),
      'define-config': join(repository, 'src/config/define-config.ts'),
    },
    outdir: join(root, 'dist/cli'),
    bundle: true,
    // What is loaded when it is needed stays apart.
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
  });
  return { folder, bin: join(root, 'dist/cli/bin.js') };
}
