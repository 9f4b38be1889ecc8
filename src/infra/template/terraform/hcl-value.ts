import { unknown, type Place, type TemplateNode } from '../node.js';
import type { HclScanner } from './hcl-scanner.js';
import { readHeredoc, readQuoted, shown } from './hcl-text.js';

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** The path of a resource or data source: its type has an underscore in it. */
const REFERENCE =
  /(?:data\.)?[a-z][a-z0-9]*_\w+\.[\p{ID_Start}_][\p{ID_Continue}-]*(?:\[[^\]]*\]|\.[\p{ID_Start}_][\p{ID_Continue}-]*)*/uy;
/** Where an expression can end. */
const END = /^(?:[\n,)\]}#]|\/\/|$)/;

/**
 * An expression. One that is not a literal, a reference to a resource or `jsonencode` is unknown, however it is written, as
 * long as its brackets and quotes match.
 */
export function readValue(scanner: HclScanner): TemplateNode {
  const [start, at] = [scanner.at, scanner.place()];
  const node = readSimple(scanner);
  const end = scanner.at;
  scanner.skipInlineBlank();
  if (node !== undefined && END.test(scanner.peek(2))) return node;
  scanner.moveTo(node === undefined ? start : end);
  scanner.skipExpression();
  return unknown(shown(scanner.text.slice(start, scanner.at)), at);
}

/** A value that is understood; it may be the beginning of an expression that is not. */
export function readSimple(scanner: HclScanner): TemplateNode | undefined {
  const at = scanner.place();
  const first = scanner.peek();
  if (first === '"') return readQuoted(scanner, readSimple);
  if (first === '[') return readList(scanner, at);
  if (first === '{') return readObject(scanner, at);
  const heredoc = readHeredoc(scanner, readSimple);
  if (heredoc !== undefined) return heredoc;
  const number = scanner.take(NUMBER);
  if (number !== undefined) return { kind: 'scalar', value: Number(number), at };
  return readWord(scanner, at);
}

function readWord(scanner: HclScanner, at: Place): TemplateNode | undefined {
  const start = scanner.at;
  const path = scanner.take(REFERENCE);
  if (path !== undefined && scanner.peek() !== '(') return referenceTo(path, at);
  scanner.moveTo(start);
  const name = scanner.takeName();
  if (name === 'true' || name === 'false') return { kind: 'scalar', value: name === 'true', at };
  if (name === 'null') return { kind: 'scalar', value: null, at };
  if (name !== undefined && TRANSPARENT.has(name) && scanner.takeText('(')) return readArgument(scanner, at);
  scanner.moveTo(start);
  return undefined;
}

/** Functions whose argument shows what they make. */
const TRANSPARENT: ReadonlySet<string> = new Set(['jsonencode', 'toset', 'tolist', 'tostring', 'tonumber']);

function readArgument(scanner: HclScanner, at: Place): TemplateNode {
  scanner.skipBlank();
  const value = scanner.nested(() => readValue(scanner));
  scanner.skipBlank();
  scanner.takeText(',');
  scanner.skipBlank();
  scanner.expect(')');
  return { ...value, at };
}

function readList(scanner: HclScanner, at: Place): TemplateNode {
  scanner.expect('[');
  const items: TemplateNode[] = [];
  for (scanner.skipBlank(); !scanner.takeText(']'); scanner.skipBlank()) {
    if (scanner.isAtEnd) throw scanner.error('"]" is missing');
    const start = scanner.at;
    items.push(scanner.nested(() => readValue(scanner)));
    scanner.skipBlank();
    scanner.takeText(',');
    if (scanner.at === start) throw scanner.error('"," or "]" is expected');
  }
  const isComputed = items.some((item) => item.kind === 'unknown' && /^for\b/.test(item.text));
  return isComputed ? unknown('[for …]', at) : { kind: 'list', items, at };
}

/** An object; unknown where `for` makes it, or a key is computed. */
function readObject(scanner: HclScanner, at: Place): TemplateNode {
  const start = scanner.at;
  scanner.expect('{');
  const entries = new Map<string, TemplateNode>();
  for (scanner.skipBlank(); !scanner.takeText('}'); scanner.skipBlank()) {
    const place = scanner.place();
    const key = readKey(scanner);
    scanner.skipBlank();
    if (key === undefined || key === 'for' || !(scanner.takeText('=') || scanner.takeText(':'))) {
      scanner.moveTo(start);
      scanner.skipBracketed();
      return unknown(shown(scanner.text.slice(start, scanner.at)), at);
    }
    scanner.skipBlank();
    entries.set(key, { ...scanner.nested(() => readValue(scanner)), at: place });
    scanner.skipBlank();
    scanner.takeText(',');
  }
  return { kind: 'map', entries, at };
}

/** A name, or a quoted text without anything in it; undefined where neither stands here. */
export function readKey(scanner: HclScanner): string | undefined {
  const name = scanner.takeName();
  if (name !== undefined || scanner.peek() !== '"') return name;
  const node = readQuoted(scanner, readSimple);
  return node.kind === 'scalar' ? String(node.value) : undefined;
}

/** `aws_iam_role.orders["eu"].arn` is a resource and an attribute of it. */
function referenceTo(path: string, at: Place): TemplateNode {
  const [, resource = path, rest = ''] = /^((?:data\.)?[^.[]+\.[^.[]+(?:\[[^\]]*\])?)\.?(.*)$/.exec(path) ?? [];
  const attribute = rest.replaceAll(/\[[^\]]*\]/g, '');
  return { kind: 'reference', resource, attribute: attribute === '' ? undefined : attribute, at };
}
