import type { ByteReader } from '../byte-reader.js';
import { latin1Text } from '../native-buffer.js';
import { giveUp } from './give-up.js';
import { parseText } from './parse-leaves.js';
import { skipSpace, takeByte } from './space.js';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/** Opens an object whose names the payload gives; returns the first name, undefined if there is none. */
export function firstKey(r: ByteReader): string | undefined {
  takeByte(r, OPEN);
  if (r.bytes[r.position] !== CLOSE) return parseKey(r);
  r.position++;
  return undefined;
}

/** The name of the object's next member; undefined where it ends. */
export function nextKey(r: ByteReader): string | undefined {
  const byte = skipSpace(r);
  r.position++;
  if (byte === CLOSE) return undefined;
  if (byte !== COMMA) giveUp();
  skipSpace(r);
  return parseKey(r);
}

/** The name of a member, with its colon. `__proto__` is left to JSON.parse, which makes it a property like any other. */
export function parseKey(r: ByteReader): string {
  const key = knownKey(r) ?? parseText(r);
  if (key === '__proto__') giveUp();
  takeByte(r, COLON);
  return key;
}

/** Sets a property that has no place of its own in the code: from one place for all, which stays fast whatever their order. */
export function setMember(object: Record<string, unknown>, name: string, value: unknown): void {
  object[name] = value;
}

/** The last key of each hash: a key that comes again is the same string, which need not be looked up to be a name. */
const keys = new Array<string>(256).fill('');

/** A key of plain ASCII; undefined for any other. */
function knownKey(r: ByteReader): string | undefined {
  const { bytes, end } = r;
  const start = r.position + 1;
  if (bytes[start - 1] !== QUOTE) giveUp();
  let hash = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) {
      r.position = at + 1;
      return cachedKey(r, start, at, hash & 255);
    }
    if (byte === 0x5c || byte < 0x20 || byte > 0x7f) return undefined;
    hash = (Math.imul(hash, 31) + byte) | 0;
  }
  return giveUp();
}

function cachedKey({ bytes }: ByteReader, start: number, end: number, hash: number): string {
  const known = keys[hash] ?? '';
  if (known.length === end - start) {
    let at = start;
    while (at < end && known.charCodeAt(at - start) === bytes[at]) at++;
    if (at === end) return known;
  }
  // Not a part of the message's text, which it would keep alive.
  const key = latin1Text(bytes, start, end);
  keys[hash] = key;
  return key;
}
