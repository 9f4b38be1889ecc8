import { chmodSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../scripts/bundle.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url));

export interface CompiledCli {
  readonly folder: string;
  readonly bin: string;
}

/** Bundles the package as it is published, into a folder of its own: a child that has to load 500 modules, or to compile them, starts slowly. */
export async function compileCli(): Promise<CompiledCli> {
  const folder = realpathSync.native(mkdtempSync(join(tmpdir(), 'gen-msk-consumer-cli-')));
  // A child may run as another user.
  chmodSync(folder, 0o755);
  const root = join(folder, 'package');
  mkdirSync(root);
  for (const name of ['node_modules', 'package.json', 'templates', 'src'])
    symlinkSync(join(repository, name), join(root, name));
  // As the sources in this process are called: both write the same seals.
  await bundle(join(root, 'dist'), 'source');
  return { folder, bin: join(root, 'dist/cli/bin.js') };
}
