/**
 * The only ways in which text from a schema, a config or a topic name reaches generated code:
 * as a string literal, as a property name, or as a comment. Identifiers are made in identifiers.ts.
 */

/** A single-quoted string literal. */
export function stringLiteral(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replace(UNSAFE, escapeUnit).replaceAll("'", "\\'")}'`;
}

/** A property's name in an object type: bare where it can be, else a string literal. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : stringLiteral(name);
}

/** A property's name in an object literal, where a bare or quoted `__proto__` would set the prototype. */
export function literalKey(name: string): string {
  return name === '__proto__' ? "['__proto__']" : propertyName(name);
}

/** A doc comment of the given paragraphs, indented; nothing for no text. */
export function docComment(paragraphs: readonly string[], indent = ''): string {
  const lines = paragraphs
    .map((paragraph) => commentLines(paragraph))
    .filter((paragraph) => paragraph.length > 0)
    .flatMap((paragraph, index) => (index > 0 ? ['', ...paragraph] : paragraph));
  const [first] = lines;
  if (first === undefined) return '';
  if (lines.length === 1) return `${indent}/** ${first} */\n`;
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join('\n') + '\n';
}

/** Text on one line of a comment. */
export function commentText(text: string): string {
  return commentLines(text).join(' ');
}

/** Characters that end a line, hide text or turn its direction. */
const UNSAFE = /[\u007F-\u009F\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/g;
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g;

function commentLines(text: string): string[] {
  const lines = text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(CONTROL, '')
    .replace(UNSAFE, '')
    .replaceAll('*/', '*\\/')
    .split('\n')
    .map((line) => line.trim());
  while (lines.at(-1) === '') lines.pop();
  while (lines[0] === '') lines.shift();
  return lines;
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`;
}
