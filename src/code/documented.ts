import { docComment } from './source-text.js';
import { hardline, lines, type Layout } from './text-layout.js';

/** A declaration below its doc comment. */
export function documented(paragraphs: readonly string[], declaration: Layout, depth = 0): Layout {
  const comment = docComment(paragraphs, depth);
  return comment === '' ? declaration : [lines(comment), hardline, declaration];
}
