import type { ByteReader } from '../byte-reader.js';
import { giveUp } from './give-up.js';
import { firstItem, nextItem } from './parse-array.js';
import { parseBoolean, parseNull, parseNumber, parseText } from './parse-leaves.js';
import { firstKey, nextKey, setMember } from './parse-map.js';

/**
 * How deep values of recursive schemas may nest, far from what the call stack holds and what the validator allows: it
 * judges deeper ones.
 */
const MAX_NESTING = 64;

/** Counts in a value of a recursive schema, to be counted out by `leaveNested`. */
export function enterNested(r: ByteReader): void {
  if (++r.depth > MAX_NESTING) giveUp();
}

export function leaveNested(r: ByteReader): void {
  r.depth--;
}

/** A value of any kind, as JSON.parse makes it. */
export function parseAny(r: ByteReader): unknown {
  switch (r.bytes[r.position]) {
    case 0x22:
      return parseText(r);
    case 0x5b:
      return parseAnyArray(r);
    case 0x66:
    case 0x74:
      return parseBoolean(r);
    case 0x6e:
      return parseNull(r);
    case 0x7b:
      return parseAnyObject(r);
    default:
      return parseNumber(r);
  }
}

function parseAnyArray(r: ByteReader): unknown[] {
  enterNested(r);
  const items: unknown[] = [];
  for (let more = firstItem(r); more; more = nextItem(r)) items.push(parseAny(r));
  leaveNested(r);
  return items;
}

function parseAnyObject(r: ByteReader): Record<string, unknown> {
  enterNested(r);
  const object: Record<string, unknown> = {};
  for (let key = firstKey(r); key !== undefined; key = nextKey(r))
    setMember(object, key, parseAny(r));
  leaveNested(r);
  return object;
}
