import { DecodeError } from '../../src/runtime/errors.js';

/** What comes of decoding: a value, or the refusal's every part. */
export type Decoded =
  { readonly value: unknown } | { readonly reason: string; readonly byteOffset: number; readonly at: string };

/** Decodes; a DecodeError is a result, and anything else that is thrown is a bug and goes on. */
export function decoded(decode: (bytes: Uint8Array) => unknown, bytes: Uint8Array): Decoded {
  try {
    return { value: decode(bytes) };
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const { reason, byteOffset, at } = error;
    return { reason, byteOffset, at };
  }
}

/**
 * Where two decoded values differ, as a path; undefined when nothing tells them apart: neither the order of their keys,
 * nor the sign of a zero, nor their prototypes.
 */
export function difference(a: unknown, b: unknown): string | undefined {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return Object.is(a, b) ? undefined : '';
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return ' (prototype)';
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0 ? undefined : '';
  if (a instanceof Date && b instanceof Date) return Object.is(a.getTime(), b.getTime()) ? undefined : '';
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return '.length';
    for (let index = 0; index < a.length; index++) {
      const inside = difference(a[index], b[index]);
      if (inside !== undefined) return `[${index}]${inside}`;
    }
    return undefined;
  }
  const entries = Object.entries(a);
  const others = Object.entries(b);
  if (entries.length !== others.length) return ' (keys)';
  for (const [index, [key, item]] of entries.entries()) {
    const [otherKey, otherItem] = others[index] ?? [];
    const inside = key === otherKey ? difference(item, otherItem) : ' (order)';
    if (inside !== undefined) return `.${key}${inside}`;
  }
  return undefined;
}
