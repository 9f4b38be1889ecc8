import { joined, unknown, type TemplateNode } from '../node.js';
import type { HclScanner } from './hcl-scanner.js';

/** Reads an expression; undefined where it is none that is understood. */
type ReadExpression = (scanner: HclScanner) => TemplateNode | undefined;

/** A quoted text, with the `${…}` in it. */
export function readQuoted(scanner: HclScanner, read: ReadExpression): TemplateNode {
  const at = scanner.place();
  scanner.expect('"');
  const parts = readParts(scanner, { closing: /"/y, escapes: true, read });
  return joined(parts, at);
}

/** A heredoc, with the `${…}` in it. Undefined where none begins here. */
export function readHeredoc(scanner: HclScanner, read: ReadExpression): TemplateNode | undefined {
  const at = scanner.place();
  const closing = scanner.takeHeredoc();
  if (closing === undefined) return undefined;
  return joined(readParts(scanner, { closing, escapes: false, read }), at);
}

/** A text that is a template as a whole, as those of JSON files are. */
export function readTemplateText(scanner: HclScanner, read: ReadExpression): TemplateNode {
  const at = scanner.place();
  return joined(readParts(scanner, { closing: /$(?![^])/y, escapes: false, read }), at);
}

interface Template {
  readonly closing: RegExp;
  /** Whether a backslash has a meaning. */
  readonly escapes: boolean;
  readonly read: ReadExpression;
}

/** What stands before the closing of a template. */
function readParts(scanner: HclScanner, { closing, escapes, read }: Template): readonly (string | TemplateNode)[] {
  const parts: (string | TemplateNode)[] = [];
  let plain = '';
  while (scanner.take(closing) === undefined) {
    if (scanner.isAtEnd) throw scanner.error('a text is not closed');
    if (/^[$%]\{/.test(scanner.peek(2))) {
      parts.push(plain, readInserted(scanner, read));
      plain = '';
    } else plain += readCharacter(scanner, escapes);
  }
  return [...parts, plain];
}

/** `${…}`, or a `%{…}`, which only a deployment can know. */
function readInserted(scanner: HclScanner, read: ReadExpression): TemplateNode {
  const [start, at] = [scanner.at, scanner.place()];
  if (scanner.takeText('${')) {
    scanner.take(/~/y);
    scanner.skipBlank();
    const value = scanner.nested(() => read(scanner));
    scanner.skipBlank();
    scanner.take(/~/y);
    if (value !== undefined && scanner.takeText('}')) return value;
  }
  scanner.moveTo(start + 1);
  scanner.skipBracketed();
  return unknown(shown(scanner.text.slice(start + 2, scanner.at - 1)), at);
}

const ESCAPES: Readonly<Record<string, string>> = { '\\n': '\n', '\\r': '\r', '\\t': '\t' };

function readCharacter(scanner: HclScanner, escapes: boolean): string {
  if (scanner.takeText('$${')) return '${';
  if (scanner.takeText('%%{')) return '%{';
  const length = escapes && scanner.peek() === '\\' ? 2 : 1;
  const sign = scanner.peek(length);
  scanner.moveTo(scanner.at + length);
  return length === 1 ? sign : (ESCAPES[sign] ?? sign.slice(1));
}

/** An expression as a message shows it. */
export function shown(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
