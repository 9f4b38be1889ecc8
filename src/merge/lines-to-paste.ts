import type { ParsedHandler } from './parsed-handler.js';
import { importLine } from './error-import.js';
import { inQuotes } from './file-style.js';
import type { HandlerBranch, HandlerBranches } from './user-file.js';

/** How a handler without a switch distinguishes the types. */
interface Manner {
  /** What it compares with the types' names, as code. */
  readonly tag?: string | undefined;
  /** Whether it has a map of handlers. */
  readonly isMap?: boolean;
}

/** Lines for the team to put in by hand, in the manner of their handler: cases, comparisons, or entries of a map. */
export function linesToPaste(
  { file, style, index }: ParsedHandler,
  branches: HandlerBranches,
  added: readonly HandlerBranch[],
  { tag, isMap = false }: Manner,
): string {
  const { semicolon, quote, indent } = style;
  const lines = added.flatMap(({ literal }) => {
    const type = inQuotes(literal, quote);
    const statement = `throw new NotHandledError(${type})${semicolon}`;
    if (tag !== undefined) return [`if (${tag} === ${type}) ${statement}`];
    return isMap ? [`${type}: () => {`, indent + statement, '},'] : [`case ${type}:`, indent + statement];
  });
  return (index.has('NotHandledError') ? lines : [importLine(file, branches.errors, style), '', ...lines]).join('\n');
}
