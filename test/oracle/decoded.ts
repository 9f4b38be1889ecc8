import { DecodeError } from '../../src/runtime/errors.js';

/** What comes of decoding: a value, or the refusal's every part. */
export type Decoded = { readonly value: unknown } | { readonly reason: string; readonly byteOffset: number; readonly at: string };

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
export function difference(a: unknown, b: unknown, path = 'value'): string | undefined {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b) ? undefined : path;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return `${path} (prototype)`;
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0 ? undefined : path;
  if (a instanceof Date && b instanceof Date) return Object.is(a.getTime(), b.getTime()) ? undefined : path;
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return `${path}.length`;
    for (let index = 0; index < a.length; index++) {
      const inside = difference(a[index], b[index], `${path}[${index}]`);
      if (inside !== undefined) return inside;
    }
    return undefined;
  }
  const others = Object.entries(b);
  const entries = Object.entries(a);
  if (entries.length !== others.length) return `${path} (keys)`;
  for (const [index, [key, item]] of entries.entries()) {
    const [otherKey, otherItem] = others[index] ?? [];
    const inside = key === otherKey ? difference(item, otherItem, `${path}.${key}`) : `${path}.${key} (order)`;
    if (inside !== undefined) return inside;
  }
  return undefined;
}
