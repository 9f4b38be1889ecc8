import { join } from 'node:path';

import { importBundle } from '../support/import-bundle.js';
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
  // The decoder of every topic exports this.
  return (await importBundle({ entryPoints: [join(root, 'gen', folder, 'decoder.ts')] })) as LoadedDecoder;
}
