import { join } from 'node:path';
import { build } from 'esbuild';

import { generate } from '../../src/commands/generate.js';
import { told } from './registry-project.js';

export interface LoadedDecoder {
  readonly decodeValue: (bytes: Uint8Array | null, schemaId?: string) => unknown;
}

/** Generates the consumers of a project and loads the decoder of one topic. */
export async function loadDecoder(root: string, folder: string): Promise<LoadedDecoder> {
  const generated = await generate({ cwd: root });
  const problems = generated.diagnostics.filter(({ severity }) => severity === 'error');
  if (problems.length > 0) throw new Error(told({ diagnostics: problems }).join('\n'));
  const { outputFiles } = await build({
    entryPoints: [join(root, 'gen', folder, 'decoder.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
  });
  const bundle = Buffer.from(outputFiles[0]?.contents ?? '').toString('base64');
  // The decoder of every topic exports this.
  return (await import(`data:text/javascript;base64,${bundle}`)) as LoadedDecoder;
}
