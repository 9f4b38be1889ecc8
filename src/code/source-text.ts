import { WIDTH } from './text-layout.js';

/**
 * The only ways in which text from a schema, a config or a topic name reaches generated code:
 * as a string literal, as a property name, or as a comment. Identifiers are made in identifiers.ts.
 */

/** A string literal, in the quotes that need fewer escapes; where none needs fewer, in single ones. */
export function stringLiteral(text: string): string {
  if (PLAIN.test(text)) return `'${text}'`;
  const escaped = JSON.stringify(text).slice(1, -1).replace(UNSAFE, escapeSign);
  if (count(text, "'") > count(text, '"')) return `"${escaped}"`;
  return `'${escaped.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

/** Text that is a string literal as it stands: most names, symbols and places. */
const PLAIN = /^[\w .,:;/()[\]{}<>@#$%&*+=!?|~^-]*$/;

/** A property's name in an object type: bare where it can be, else a string literal. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : stringLiteral(name);
}

/** How a property of an object is read: `.name`, or in brackets where it must be. */
export function memberAccess(name: string): string {
  const key = propertyName(name);
  return key === name ? `.${name}` : `[${key}]`;
}

/** A property's name in an object literal, where a bare or quoted `__proto__` would set the prototype. */
export function literalKey(name: string): string {
  return name === '__proto__' ? "['__proto__']" : propertyName(name);
}

/** A doc comment of the given paragraphs, each line with no more than fits below `depth` indentations; empty for no text. */
export function docComment(paragraphs: readonly string[], depth = 0): string {
  const width = WIDTH - 2 * depth - ' * '.length;
  const lines = paragraphs
    .map((paragraph) => commentLines(paragraph).flatMap((line) => wrapped(line, width)))
    .filter((paragraph) => paragraph.length > 0)
    .flatMap((paragraph, index) => (index > 0 ? ['', ...paragraph] : paragraph));
  const [first] = lines;
  if (first === undefined) return '';
  if (lines.length === 1 && `/** ${first} */`.length <= WIDTH - 2 * depth) return `/** ${first} */\n`;
  return ['/**', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */', ''].join('\n');
}

/** A comment of lines that begin with `//`, below `depth` indentations. */
export function lineComment(text: string, depth = 0): string {
  const lines = commentLines(text).flatMap((line) => wrapped(line, WIDTH - 2 * depth - '// '.length));
  return lines.map((line) => `// ${line}`.trimEnd()).join('\n');
}

/** The words of a line on lines that are no wider, as far as they go; what would look like a JSDoc tag begins none. */
function wrapped(line: string, width: number): readonly string[] {
  if (line.length <= width) return [line];
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/ (?=[^ @])/)) {
    if (current !== '' && current.length + 1 + word.length > width) {
      lines.push(current.trimEnd());
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current];
}

/**
 * Characters that end a line, hide text or turn its direction; and halves of surrogate pairs, which no file can hold.
 * Spelt out, since Unicode's own classes differ from one version of Node to the next.
 */
const UNSAFE = new RegExp(
  '[\\u0000-\\u0008\\u000A-\\u001F\\u007F-\\u009F\\u00AD\\u061C\\u180E\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u206F\\uD800-\\uDFFF' +
    '\\uFEFF\\uFFF9-\\uFFFB\\u{1BCA0}-\\u{1BCA3}\\u{1D173}-\\u{1D17A}\\u{E0000}-\\u{E0FFF}]',
  'gu',
);

/** Where a comment would give the TypeScript compiler orders, such as to ignore an error. */
const COMPILER_ORDER = /(?<![\w.])@(?=ts-)/gi;

/** Text on one line that a comment takes as it is: most of what the generator says itself. */
const PLAIN_COMMENT = /^[ -)+-.0-?A-~]*$/;

function commentLines(text: string): string[] {
  if (PLAIN_COMMENT.test(text)) {
    const line = text.trim();
    return line === '' ? [] : [line];
  }
  const lines = text
    .split(/\r\n?|[\n\u0085\u2028\u2029]/)
    .map((line) => line.replace(UNSAFE, '').replaceAll('*/', '*\\/').replace(COMPILER_ORDER, '\\@').trim());
  while (lines.at(-1) === '') lines.pop();
  while (lines[0] === '') lines.shift();
  return lines;
}

function escapeSign(sign: string): string {
  return sign.split('').map(escapeUnit).join('');
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`;
}
