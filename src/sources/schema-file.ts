import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser';

import { conflictMarkerAt, RESOLVE_CONFLICT } from '../diagnostics/conflict-marker.js';
import { pointerSteps } from '../paths/json-pointer.js';
import type { Diagnostic, Location } from '../diagnostics/diagnostic.js';
import { parseJsonTree } from './json-syntax.js';
import { AVRO_PROTOCOL, isAvroProtocol, otherFormatOf } from './other-format.js';
import { schemaFormat, type SchemaFormat } from './schema-format.js';
import { placesIn, type Place } from './text-places.js';
import { parsedJson } from '../diagnostics/parsed-json.js';

/** A schema's text, read as JSON. */
export interface SchemaFile {
  /** Relative to the project's root, with `/`. */
  readonly file: string;
  readonly format: SchemaFormat;
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
  const deep = tooDeepAt(source);
  if (deep !== undefined) {
    const message = `nested more than ${MAX_NESTING} deep`;
    return [{ code: 'schema-syntax', severity: 'error', message, location: { file, ...placesIn(source)(deep) } }];
  }
  const locate = locator(file, source);
  // The fast way, for nearly every schema: it takes neither comments nor faults, and rounds wide numbers.
  const plain = hasWideNumber(source) ? undefined : parsedJson(source);
  if (plain !== undefined) return schemaFile(plain, file, locate);
  const conflict = conflictMarkerAt(source);
  if (conflict !== undefined) return [unmerged(file, placesIn(source)(conflict))];
  if (source.trim() === '') return [{ code: 'schema-syntax', severity: 'error', ...EMPTY, location: { file } }];
  const parsed = parseJsonTree(file, source);
  if (!('tree' in parsed)) {
    const other = otherFormatOf(file, source);
    return other === undefined ? parsed : [{ code: 'schema-syntax', severity: 'error', ...other, location: { file } }];
  }
  return schemaFile(valueOf(parsed.tree, source), file, locate);
}

const EMPTY = { message: 'the file is empty', help: 'Write its schema, or remove it from the config.' };

/** The problem of a schema file that has the markers of a merge in it. */
export function unmerged(file: string, place: Place): Diagnostic {
  const message = 'the file contains merge conflict markers';
  return { code: 'schema-syntax', severity: 'error', message, location: { file, ...place }, help: RESOLVE_CONFLICT };
}

function schemaFile(json: unknown, file: string, locate: SchemaFile['locate']): SchemaFile | readonly Diagnostic[] {
  return isAvroProtocol(json)
    ? [{ code: 'schema-invalid', severity: 'error', ...AVRO_PROTOCOL, location: { file } }]
    : { file, format: schemaFormat(json, file), json, locate };
}

/** How deep the JSON of a file may nest. What is read as a schema is bounded more closely (see avro-parse). */
const MAX_NESTING = 1_000;

/** Whether a text may have a number past 2^53. */
function hasWideNumber(source: string): boolean {
  return /[^\w".]-?\d{16,}/.test(source);
}

/** The JSON that a tree stands for: whole numbers are read from the text, and `__proto__` is a key like any other. */
function valueOf(node: Node | undefined, source: string): unknown {
  const children = node?.children ?? [];
  switch (node?.type) {
    case 'array':
      return children.map((item) => valueOf(item, source));
    case 'object':
      return Object.fromEntries(
        children.map(({ children: [key, value] = [] }) => [key?.value, valueOf(value, source)]),
      );
    case 'number': {
      const digits = source.slice(node.offset, node.offset + node.length);
      return /^-?\d+$/.test(digits) && !Number.isSafeInteger(node.value) ? BigInt(digits) : node.value;
    }
    default:
      return node?.value;
  }
}

/** Makes a function that finds the place of a JSON pointer; the text is gone through once, and only when it is asked for. */
function locator(file: string, source: string): (pointer: string) => Location {
  let found: { readonly tree: ReturnType<typeof parseTree>; readonly place: (offset: number) => Place } | undefined;
  return (pointer) => {
    found ??= { tree: parseTree(source), place: placesIn(source) };
    return { file, pointer, ...found.place(offsetOf(found.tree, pointer)) };
  };
}

function offsetOf(tree: ReturnType<typeof parseTree>, pointer: string): number {
  if (tree === undefined) return 0;
  let node = tree;
  for (const step of pointerSteps(pointer)) {
    const next = findNodeAtLocation(node, [node.type === 'array' ? Number(step) : step]);
    if (next === undefined) break;
    node = next;
  }
  return node.offset;
}

/** Where brackets nest deeper than any schema's do, so that going through the text would exhaust the stack. */
function tooDeepAt(source: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < source.length; at++) {
    switch (source[at]) {
      case '"':
        at = endOfString(source, at);
        break;
      case '/':
        at = endOfComment(source, at);
        break;
      case '[':
      case '{':
        if (++depth > MAX_NESTING) return at;
        break;
      case ']':
      case '}':
        depth--;
        break;
      default:
    }
  }
  return undefined;
}

function endOfString(source: string, start: number): number {
  let at = start + 1;
  while (at < source.length && source[at] !== '"') at += source[at] === '\\' ? 2 : 1;
  return at;
}

function endOfComment(source: string, start: number): number {
  const second = source[start + 1];
  if (second !== '/' && second !== '*') return start;
  const mark = second === '/' ? '\n' : '*/';
  const end = source.indexOf(mark, start + 2);
  return end < 0 ? source.length : end + mark.length - 1;
}
