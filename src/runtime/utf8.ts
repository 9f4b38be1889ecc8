import { isUtf8 } from 'node:buffer';

import type { ByteReader } from './byte-reader.js';
import { utf8Text } from './native-buffer.js';

/** Strings up to here are worth a scan for ASCII; longer ones are read natively. */
const SCAN_BYTES = 512;

/**
 * How many characters of text strings are cut from before strings are scanned. A scan is fast when it is compiled, and
 * compiling it delays the first event: a pattern, which is native code, costs less until then.
 */
let untilScan = 0x20000;
let isWarm = false;

const BEYOND_ASCII = /[^\0-\x7f]/;

/**
 * Reads `length` bytes of UTF-8. ASCII, the common case, is cut from a text made once for many strings, which is
 * several times as fast as asking for each. Throws a DecodeError for bytes that are not UTF-8.
 */
export function readUtf8(r: ByteReader, length: number, at: string): string {
  const start = r.take(length, at);
  const end = start + length;
  if (length <= SCAN_BYTES) {
    if (end > r.textLimit) {
      r.makeText(start, end);
      untilScan -= r.text.length;
      isWarm = untilScan < 0;
    }
    const ascii = takeAscii(r, start, end);
    if (ascii !== undefined) return ascii;
  }
  const text = utf8Text(r.bytes, start, end);
  // Only a text that holds the replacement character can come from bytes that are not UTF-8.
  if (text.includes('\uFFFD') && !isUtf8(r.bytes.subarray(start, end)))
    r.fail('a string is not UTF-8', at, start);
  return text;
}

/** Moves to `end` and returns what is from `start` to there, cut from the reader's text; undefined if it is not ASCII. */
export function takeAscii(r: ByteReader, start: number, end: number): string | undefined {
  const { textStart } = r;
  if (isWarm && !isAscii(r, start, end)) return undefined;
  const text = r.text.substring(start - textStart, end - textStart);
  if (!isWarm && BEYOND_ASCII.test(text)) return undefined;
  r.position = end;
  return text;
}

/** Whether the bytes from `start` to `end` are ASCII. */
function isAscii({ bytes, view }: ByteReader, start: number, end: number): boolean {
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
