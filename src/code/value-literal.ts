import { call, list, object, property } from './expressions.js';
import { stringLiteral } from './source-text.js';
import { code, nameOf, type Layout } from './text-layout.js';

/** The maximum number of arguments of one call: they lie on the call stack. */
const MAX_ARGUMENTS = 1_000;

/** A decoded or sample value as an expression. */
export function valueLiteral(value: unknown): Layout {
  if (value instanceof Date) return call(code`new ${nameOf('Date')}`, stringLiteral(value.toISOString()));
  if (value instanceof Uint8Array) return bytesLiteral([...value].map(hexByte));
  if (Array.isArray(value)) return list(value.map((item: unknown) => valueLiteral(item)));
  if (!isPlainObject(value)) return scalarLiteral(value);
  return object(Object.entries(value).map(([name, entry]) => property(name, valueLiteral(entry))));
}

/** A text, a number, a bigint or a boolean as an expression; null for anything else. */
export function scalarLiteral(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return stringLiteral(value);
    case 'bigint':
      return `${value}n`;
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value).replace('e+', 'e');
    case 'boolean':
      return String(value);
    default:
      return 'null';
  }
}

function bytesLiteral(bytes: readonly string[]): Layout {
  const type = nameOf('Uint8Array');
  return bytes.length > MAX_ARGUMENTS ? call(code`${type}.from`, list(bytes)) : call(code`${type}.of`, ...bytes);
}

function hexByte(byte: number): string {
  return `0x${byte.toString(16).padStart(2, '0')}`;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !(value instanceof Date) && !(value instanceof Uint8Array);
}
