import { isUtf8 } from 'node:buffer';

import { MAX_DEPTH, type ByteReader } from '../byte-reader.js';
import { utf8Text } from '../native-buffer.js';

/** As many digits one number can hold for sure. */
const SAFE_DIGITS = 15;

const QUOTE = 0x22;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Passes over a byte order mark; returns where the text begins. Throws a DecodeError if there is none. */
export function openJson(r: ByteReader, at: string): number {
  const { bytes, position, end } = r;
  if (end - position >= 3 && bytes[position] === 0xef && bytes[position + 1] === 0xbb) {
    if (bytes[position + 2] === 0xbf) r.position += 3;
  }
  if (r.position === end) r.fail('expected JSON, found 0 bytes', at);
  return r.position;
}

/** What is left in the reader as text. Throws a DecodeError at the first byte that is not UTF-8. */
export function jsonText(r: ByteReader, at: string): string {
  const text = utf8Text(r.bytes, r.position, r.end);
  // Only a text that holds the replacement character can come from bytes that are not UTF-8.
  if (text.includes('\uFFFD') && !isUtf8(r.bytes.subarray(r.position, r.end))) {
    r.fail('the text is not UTF-8', at, firstBadByte(r, text));
  }
  return text;
}

/** Where the bytes stop being UTF-8: a replacement character stands there that the bytes do not spell. */
function firstBadByte(r: ByteReader, text: string): number {
  let offset = r.position;
  let start = 0;
  for (;;) {
    const sign = text.indexOf('\uFFFD', start);
    if (sign < 0) return r.end;
    offset += Buffer.byteLength(text.slice(start, sign));
    if (r.bytes.toString('hex', offset, Math.min(offset + 3, r.end)) !== 'efbfbd') return offset;
    offset += 3;
    start = sign + 1;
  }
}

/** Whether a run of digits is so long that a number might lose some. Looks at every sixteenth byte only. */
export function mayHoldWideNumber({ bytes, position, end }: ByteReader): boolean {
  for (let probe = position + SAFE_DIGITS; probe < end; probe += SAFE_DIGITS + 1) {
    if (!isDigit(bytes[probe])) continue;
    let first = probe;
    while (first > position && isDigit(bytes[first - 1])) first--;
    let last = probe;
    while (last + 1 < end && isDigit(bytes[last + 1])) last++;
    if (last - first >= SAFE_DIGITS) return true;
  }
  return false;
}

/**
 * Whether a JSON text nests too deep. Asked before it is parsed, since a value may take ten times the memory of its text.
 * Of a text that is not JSON the answer may be either.
 */
export function isTooDeep(text: string): boolean {
  // A level takes an opening and a closing sign.
  if (text.length <= 2 * MAX_DEPTH || !mayNest(text)) return false;
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    switch (text.charCodeAt(index)) {
      case QUOTE:
        index = closingQuote(text, index);
        break;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        if (++depth > MAX_DEPTH) return true;
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        depth--;
    }
  }
  return false;
}

/** Whether there are more opening brackets and braces than the depth allowed; finds them natively. */
function mayNest(text: string): boolean {
  let marks = 0;
  for (const mark of ['{', '[']) {
    for (let found = text.indexOf(mark); found >= 0; found = text.indexOf(mark, found + 1)) {
      if (++marks > MAX_DEPTH) return true;
    }
  }
  return false;
}

/** Where the string that begins at `start` ends; the end of the text if it does not. */
function closingQuote(text: string, start: number): number {
  for (let quote = start; ;) {
    quote = text.indexOf('"', quote + 1);
    if (quote < 0) return text.length;
    let first = quote;
    while (text.charCodeAt(first - 1) === BACKSLASH) first--;
    // An even number of backslashes escape each other.
    if ((quote - first) % 2 === 0) return quote;
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
