import { parseTree, printParseErrorCode, visit, type Node, type ParseError } from 'jsonc-parser';

import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { placesIn } from './text-places.js';

/** Parses a JSON text with comments to a tree; returns its problems, each with line and column, if it is invalid. */
export function parseJsonTree(
  file: string,
  source: string,
): { readonly tree: Node | undefined } | readonly Diagnostic[] {
  const errors: ParseError[] = [];
  const tree = parseTree(source, errors, { allowTrailingComma: false });
  if (errors.length === 0) return { tree };
  const problem = (message: string, offset: number): Diagnostic => ({
    code: 'schema-syntax',
    severity: 'error',
    message: `not JSON: ${message}`,
    location: { file, ...placesIn(source)(offset) },
  });
  // What follows the first error is mostly a consequence of it; trailing commas have none.
  const commas = trailingCommas(source);
  const [first] = errors.sort((a, b) => a.offset - b.offset);
  const isComma = commas.length > 0 && (first === undefined || (commas[0] ?? 0) < first.offset);
  if (isComma) return commas.slice(0, MAX_COMMAS).map((offset) => problem('a trailing comma', offset));
  return first === undefined ? { tree } : [problem(words(printParseErrorCode(first.error)), first.offset)];
}

/** Maximum number of trailing commas reported per text. */
const MAX_COMMAS = 3;

/** The offsets of the commas that no value follows. */
function trailingCommas(source: string): readonly number[] {
  const found: number[] = [];
  let comma: number | undefined;
  const goOn = (): void => {
    comma = undefined;
  };
  const end = (): void => {
    if (comma !== undefined) found.push(comma);
    comma = undefined;
  };
  visit(
    source,
    {
      onSeparator: (separator, offset) => {
        comma = separator === ',' ? offset : undefined;
      },
      onObjectBegin: goOn,
      onObjectProperty: goOn,
      onArrayBegin: goOn,
      onLiteralValue: goOn,
      onObjectEnd: end,
      onArrayEnd: end,
    },
    { allowTrailingComma: true },
  );
  return found;
}

/** `CommaExpected` → `comma expected`. */
function words(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
