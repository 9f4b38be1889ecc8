import { isUtf8 } from 'node:buffer';

import type { ByteReader } from './byte-reader.js';

/** Strings up to here are worth a scan for ASCII; longer ones are read natively. */
const SCAN_BYTES = 160;
/** How many bytes are turned into text at a time, for strings to be cut from: most records whole. */
const TEXT_BYTES = 1_024;

/**
 * Reads `length` bytes of UTF-8. ASCII, the common case, is cut from a text made once for many strings, which is
 * several times as fast as asking for each. Throws a DecodeError for bytes that are not UTF-8.
 */
export function readUtf8(r: ByteReader, length: number, at: string): string {
  const start = r.take(length, at);
  const end = start + length;
  if (length <= SCAN_BYTES && isAsciiRange(r, start, end)) {
    if (start < r.textStart || end > r.textEnd) {
      r.textStart = start;
      r.textEnd = Math.min(r.end, Math.max(end, start + TEXT_BYTES));
      r.text = r.bytes.toString('latin1', start, r.textEnd);
    }
    return r.text.substring(start - r.textStart, end - r.textStart);
  }
  const text = r.bytes.toString('utf8', start, end);
  // Only a text that holds the replacement character can come from bytes that are not UTF-8.
  if (text.includes('\uFFFD') && !isUtf8(r.bytes.subarray(start, end)))
    r.fail('a string is not UTF-8', at, start);
  return text;
}

function isAsciiRange({ bytes, view }: ByteReader, start: number, end: number): boolean {
  let position = start;
  for (const wordEnd = end - 3; position < wordEnd; position += 4) {
    if ((view.getInt32(position) & 0x80808080) !== 0) return false;
  }
  for (; position < end; position++) if ((bytes[position] ?? 0) > 0x7f) return false;
  return true;
}
