import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { strictOptions } from '../pipeline/type-check.js';
import { compilerErrors, type CompilerError, type CompilerOptions } from '../support/compiler-errors.js';
import { tempFolder } from '../support/temp-folder.js';

/** What the compiler has against modules under strict options; they may import files of this repository by absolute path. */
export function moduleErrors(
  modules: readonly { readonly name: string; readonly text: string }[],
  options: CompilerOptions = {},
): readonly CompilerError[] {
  const folder = tempFolder();
  const files = modules.map(({ name, text }) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  });
  return compilerErrors(folder, files, {
    ...strictOptions,
    types: [],
    module: 'ESNext',
    moduleResolution: 'Bundler',
    noPropertyAccessFromIndexSignature: true,
    ...options,
  });
}
