import { literalKey, stringLiteral } from './source-text.js';

/** The width that printed code keeps to. */
const WIDTH = 100;

/** The maximum number of arguments of one call: they lie on the call stack. */
const MAX_ARGUMENTS = 1_000;

/** How a literal spells the global constructors it needs, where a declared type may shadow them. */
export type GlobalSpelling = (name: 'Date' | 'Uint8Array') => string;

/**
 * A decoded or sample value as a TypeScript expression. `column` is where it begins, `after` how much follows it on its
 * last line: it is broken over lines, each indented by `indent` and two more, when it does not fit in the width.
 */
export function valueLiteral(value: unknown, global: GlobalSpelling, indent = '', column = 0, after = 1): string {
  const line = oneLine(value, global);
  if (column + line.length + after <= WIDTH) return line;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => `${inner}${valueLiteral(item, global, inner, inner.length)},\n`);
    return `[\n${items.join('')}${indent}]`;
  }
  if (isPlainObject(value)) {
    const entries = Object.entries(value).map(([name, entry]) => {
      const key = `${inner}${literalKey(name)}: `;
      return `${key}${valueLiteral(entry, global, inner, key.length)},\n`;
    });
    return `{\n${entries.join('')}${indent}}`;
  }
  return line;
}

function oneLine(value: unknown, global: GlobalSpelling): string {
  switch (typeof value) {
    case 'string':
      return stringLiteral(value);
    case 'bigint':
      return `${value}n`;
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'boolean':
      return String(value);
    default:
  }
  if (value instanceof Date) return `new ${global('Date')}(${stringLiteral(value.toISOString())})`;
  if (value instanceof Uint8Array) {
    const bytes = [...value].map(hexByte).join(', ');
    return value.length > MAX_ARGUMENTS
      ? `${global('Uint8Array')}.from([${bytes}])`
      : `${global('Uint8Array')}.of(${bytes})`;
  }
  if (Array.isArray(value)) return `[${value.map((item: unknown) => oneLine(item, global)).join(', ')}]`;
  if (!isPlainObject(value)) return 'null';
  const entries = Object.entries(value).map(([name, entry]) => `${literalKey(name)}: ${oneLine(entry, global)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function hexByte(byte: number): string {
  return `0x${byte.toString(16).padStart(2, '0')}`;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !(value instanceof Date) && !(value instanceof Uint8Array);
}
