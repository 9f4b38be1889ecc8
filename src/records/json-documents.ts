import { parseTree, type ParseError } from 'jsonc-parser';
import { catchStackOverflow } from '../diagnostics/catch-stack-overflow.js';
import { parsedJson } from '../diagnostics/parsed-json.js';

/** The JSON documents of a text. */
export interface JsonDocuments {
  readonly documents: readonly unknown[];
  /** Lines that are not JSON, or why the text is not. */
  readonly faults: readonly string[];
}

/** The documents of a text: one, or one per line. A text that does not look like JSON has none, and no faults. */
export function jsonDocuments(text: string): JsonDocuments {
  const document = parsedJson(text);
  if (document !== undefined) return { documents: [document], faults: [] };
  if (!/^[[{]/.test(text)) return { documents: [], faults: [] };
  return parsedLines(text) ?? { documents: [], faults: [syntaxFault(text)] };
}

/** Undefined where the text is not a document per line: a line of indented JSON is rarely one, and begins with a space. */
function parsedLines(text: string): JsonDocuments | undefined {
  const lines = text.split('\n');
  const documents: unknown[] = [];
  const faults: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const document = parsedJson(line);
    if (document !== undefined) documents.push(document);
    else if (/^[[{]/.test(line)) faults.push(`line ${index + 1} is not JSON`);
    else return undefined;
  }
  return documents.length === 0 ? undefined : { documents, faults };
}

function syntaxFault(text: string): string {
  const errors: ParseError[] = [];
  const parsed = catchStackOverflow(() => parseTree(text, errors, { disallowComments: true }));
  const [first] = errors;
  if (!parsed.ok || first === undefined) return 'it is not JSON';
  const before = text.slice(0, first.offset).split('\n');
  return `it is not JSON from line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1} on`;
}
