import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { conflictMarkerAt, RESOLVE_CONFLICT } from '../diagnostics/conflict-marker.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { pointerTo } from '../paths/json-pointer.js';
import {
  toDiagnostic,
  valueAt,
  type ConfigPath,
  type ConfigProblem,
  type ConfigSource,
  type PathPart,
} from './config-source.js';
import { writtenKeys } from './written-keys.js';

/** The text of a config file and where it is. */
interface JsonConfigText {
  readonly root: string;
  readonly file: string;
  readonly base: ConfigPath;
  readonly text: string;
}

export type ReadConfig =
  | { readonly ok: true; readonly source: ConfigSource }
  | { readonly ok: false; readonly problems: readonly Diagnostic[] };

/** Reads a config from JSON with comments and trailing commas; a syntax error and a key given twice are problems. */
export function readJsonConfig(config: JsonConfigText): ReadConfig {
  const text = config.text.replace(/^\uFEFF/, '');
  return readPlain(config, text) ?? readTree(config, text);
}

/** The fast way, for JSON without comments and faults: its tree, with places, is made when something is to be reported. */
function readPlain({ root, file, base }: JsonConfigText, text: string): ReadConfig | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const order = writtenKeys(text);
  if (order === undefined) return undefined;
  let places: ConfigSource['position'] | undefined;
  const source: ConfigSource = {
    root,
    file,
    base,
    value: valueAt(value, base),
    keys: (path) => {
      const at = valueAt(value, [...base, ...path]);
      if (typeof at !== 'object' || at === null || Array.isArray(at)) return [];
      return order.get(pointerTo('', ...base, ...path)) ?? Object.keys(at);
    },
    position: (path, part) => {
      places ??= positionsIn(parseTree(text), base, startsOfLines(text));
      return places(path, part);
    },
  };
  return { ok: true, source };
}

function positionsIn(
  tree: Node | undefined,
  base: ConfigPath,
  lineStarts: readonly number[],
): ConfigSource['position'] {
  return (path, part) =>
    tree === undefined ? undefined : positionAt(lineStarts, nearestNode(tree, [...base, ...path], part).offset);
}

function readTree({ root, file, base }: JsonConfigText, text: string): ReadConfig {
  const lineStarts = startsOfLines(text);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  // What follows the first error is mostly a consequence of it.
  const [first] = errors;
  if (tree === undefined || first !== undefined) {
    const conflict = conflictMarkerAt(text);
    if (conflict !== undefined) {
      const message = 'the file contains merge conflict markers';
      const location = { file, ...positionAt(lineStarts, conflict) };
      return {
        ok: false,
        problems: [{ code: 'config-syntax', severity: 'error', message, location, help: RESOLVE_CONFLICT }],
      };
    }
    const reason = first === undefined ? 'value expected' : words(printParseErrorCode(first.error));
    const location = { file, ...positionAt(lineStarts, first?.offset ?? text.length) };
    return {
      ok: false,
      problems: [{ code: 'config-syntax', severity: 'error', message: `not valid JSON: ${reason}`, location }],
    };
  }

  const start = nodeAt(tree, base);
  const source: ConfigSource = {
    root,
    file,
    base,
    value: start === undefined ? undefined : toValue(start),
    keys: (path) => propertiesOf(nodeAt(tree, [...base, ...path])).map(({ key }) => key),
    position: positionsIn(tree, base, lineStarts),
  };
  const problems = start === undefined ? [] : duplicateKeys(start, [], lineStarts);
  if (problems.length > 0) return { ok: false, problems: problems.map((problem) => toDiagnostic(source, problem)) };
  return { ok: true, source };
}

interface Property {
  readonly key: string;
  readonly keyNode: Node;
  readonly valueNode: Node;
}

function propertiesOf(node: Node | undefined): readonly Property[] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).flatMap(({ children }) => {
    const [keyNode, valueNode] = children ?? [];
    return keyNode === undefined || valueNode === undefined ? [] : [{ key: String(keyNode.value), keyNode, valueNode }];
  });
}

function childOf(node: Node, part: string | number): { readonly key?: Node; readonly value: Node } | undefined {
  if (node.type === 'array') {
    const value = node.children?.[Number(part)];
    return value === undefined ? undefined : { value };
  }
  // Of a key given twice the last one counts, in JavaScript too.
  const [key, value] = node.children?.findLast(({ children }) => children?.[0]?.value === part)?.children ?? [];
  return key === undefined || value === undefined ? undefined : { key, value };
}

function nodeAt(tree: Node, path: ConfigPath): Node | undefined {
  let node: Node | undefined = tree;
  for (const part of path) node = node === undefined ? undefined : childOf(node, part)?.value;
  return node;
}

/** The node at `path`, or the deepest one on the way to it: a setting that is missing has no place of its own. */
function nearestNode(tree: Node, path: ConfigPath, part: PathPart): Node {
  let key: Node | undefined;
  let node = tree;
  for (const step of path) {
    const child = childOf(node, step);
    if (child === undefined) return node;
    key = child.key;
    node = child.value;
  }
  return part === 'key' && key !== undefined ? key : node;
}

/** The data of a node. Unlike JSON.parse it makes `__proto__` an own key that later checks see. */
function toValue(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(toValue);
  if (node.type !== 'object') return node.value;
  const value = {};
  for (const { key, valueNode } of propertiesOf(node)) {
    Object.defineProperty(value, key, {
      value: toValue(valueNode),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return value;
}

function duplicateKeys(node: Node, path: ConfigPath, lineStarts: readonly number[]): ConfigProblem[] {
  if (node.type === 'array') {
    return (node.children ?? []).flatMap((child, index) => duplicateKeys(child, [...path, index], lineStarts));
  }
  const first = new Map<string, Node>();
  return propertiesOf(node).flatMap(({ key, keyNode, valueNode }) => {
    const problems = duplicateKeys(valueNode, [...path, key], lineStarts);
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, keyNode);
      return problems;
    }
    const { line } = positionAt(lineStarts, earlier.offset);
    return [
      ...problems,
      {
        path: [...path, key],
        part: 'key',
        code: 'config-invalid',
        message: `duplicate setting, first set on line ${line}`,
      },
    ];
  });
}

function startsOfLines(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), (match) => match.index + match[0].length)];
}

function positionAt(lineStarts: readonly number[], offset: number): { readonly line: number; readonly column: number } {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
}

/** `CommaExpected` as `comma expected`. */
function words(name: string): string {
  return name.replaceAll(/(?<!^)[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}
