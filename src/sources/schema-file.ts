import { parse, parseTree, printParseErrorCode, findNodeAtLocation, type ParseError } from 'jsonc-parser';

import type { Diagnostic, Location } from '../diagnostic.js';

/** A schema's text, read as JSON. */
export interface SchemaFile {
  /** Relative to the project's root, with `/`. */
  readonly file: string;
  /** Whole numbers past 2^53 come as bigint, so that no default loses a digit. */
  readonly json: unknown;
  /** Where a JSON pointer leads in the text. */
  locate(pointer: string): Location;
}

/**
 * Reads a schema's text: JSON, with `//` and `/* *\/` comments as Avro's Java parser takes them.
 * Returns the problems, each with its line and column, where it is neither.
 */
export function readSchemaText(file: string, text: string): SchemaFile | readonly Diagnostic[] {
  const source = text.replace(/^\uFEFF/, '');
  const locate = (pointer: string): Location => ({ file, pointer, ...place(source, offsetOf(source, pointer)) });
  const plain = parsePlain(source);
  if (plain !== undefined) return { file, json: plain.json, locate };
  const errors: ParseError[] = [];
  const json: unknown = parse(source, errors, { allowTrailingComma: false });
  if (errors.length > 0) {
    return errors.sort((a, b) => a.offset - b.offset).slice(0, 3).map((error) => ({
      code: 'schema-syntax',
      severity: 'error',
      message: `not JSON: ${words(printParseErrorCode(error.error))}`,
      location: { file, ...place(source, error.offset) },
    }));
  }
  return { file, json: hasWideNumber(source) ? widened(source) : json, locate };
}

/** The fast way, for nearly every schema; undefined where the text has comments, faults or numbers past 2^53. */
function parsePlain(source: string): { readonly json: unknown } | undefined {
  if (hasWideNumber(source)) return undefined;
  try {
    return { json: JSON.parse(source) };
  } catch {
    return undefined;
  }
}

function hasWideNumber(source: string): boolean {
  return /[^\w".]-?\d{16,}/.test(source);
}

/** The JSON again, with its wide whole numbers read from the text. */
function widened(source: string): unknown {
  type Node = NonNullable<ReturnType<typeof parseTree>>;
  const valueOf = (node: Node): unknown => {
    const children = node.children ?? [];
    switch (node.type) {
      case 'array':
        return children.map(valueOf);
      case 'object':
        return Object.fromEntries(children.map(({ children: [key, value] = [] }) => [key?.value, value && valueOf(value)]));
      case 'number': {
        const digits = source.slice(node.offset, node.offset + node.length);
        return /^-?\d+$/.test(digits) && !Number.isSafeInteger(node.value) ? BigInt(digits) : node.value;
      }
      default:
        return node.value;
    }
  };
  const tree = parseTree(source);
  return tree && valueOf(tree);
}

function offsetOf(source: string, pointer: string): number {
  const tree = parseTree(source);
  if (tree === undefined) return 0;
  let node = tree;
  for (const token of pointer.split('/').slice(1)) {
    const step = token.replaceAll('~1', '/').replaceAll('~0', '~');
    const next = findNodeAtLocation(node, [node.type === 'array' ? Number(step) : step]);
    if (next === undefined) break;
    node = next;
  }
  return node.offset;
}

function place(source: string, offset: number): { readonly line: number; readonly column: number } {
  const before = source.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** `CommaExpected` → `comma expected`. */
function words(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
