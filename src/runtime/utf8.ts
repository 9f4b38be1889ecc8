import { isUtf8 } from 'node:buffer';

import type { ByteReader } from './byte-reader.js';
import { utf8Text } from './native-buffer.js';

/** Strings up to here are worth a scan for ASCII; longer ones are read natively. */
const SCAN_BYTES = 512;

/** How many strings are read natively first: a scan is slow until it is compiled, and its compiling delays the first event. */
let nativeFirst = 3_000;

/**
 * Reads `length` bytes of UTF-8. ASCII, the common case, is cut from a text made once for many strings, which is
 * several times as fast as asking for each. Throws a DecodeError for bytes that are not UTF-8.
 */
export function readUtf8(r: ByteReader, length: number, at: string): string {
  const start = r.take(length, at);
  const end = start + length;
  if (nativeFirst > 0) nativeFirst--;
  else if (length <= SCAN_BYTES && isAscii(r, start, end)) {
    if (start < r.textStart || end > r.textEnd) r.makeText(start, end);
    return r.text.substring(start - r.textStart, end - r.textStart);
  }
  const text = utf8Text(r.bytes, start, end);
  // Only a text that holds the replacement character can come from bytes that are not UTF-8.
  if (text.includes('\uFFFD') && !isUtf8(r.bytes.subarray(start, end)))
    r.fail('a string is not UTF-8', at, start);
  return text;
}

/** Whether the bytes from `start` to `end` are ASCII. */
export function isAscii({ bytes, view }: ByteReader, start: number, end: number): boolean {
  const last = end - 4;
  let position = start;
  let bits = 0;
  if (last < start) {
    for (; position < end; position++) bits |= (bytes[position] ?? 0) << 24;
  } else {
    for (const eight = end - 8; position < eight; position += 8)
      bits |= view.getInt32(position, true) | view.getInt32(position + 4, true);
    // The last eight may overlap those before them.
    bits |= view.getInt32(Math.min(position, last), true) | view.getInt32(last, true);
  }
  return (bits & 0x80808080) === 0;
}
