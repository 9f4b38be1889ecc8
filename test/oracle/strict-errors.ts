import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { linkPackages } from '../pipeline/temp-project.js';
import { typeErrors } from '../pipeline/type-check.js';
import { tempFolder } from '../support/temp-folder.js';

/** A TypeScript source, its path relative to a project's root. */
export interface SourceText {
  readonly path: string;
  readonly content: string;
}

/** What the compiler has against sources, as one project of ECMAScript modules, each as `path(line): code message`. */
export function strictErrors(sources: readonly SourceText[]): readonly string[] {
  const root = tempFolder();
  linkPackages(root);
  for (const { path, content } of sources) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return typeErrors(
    root,
    sources.map(({ path }) => path),
    { target: 'ES2022', lib: ['ES2022'] },
  );
}
