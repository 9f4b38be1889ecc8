import { isUtf8 } from 'node:buffer';

import { MAX_DEPTH, type ByteReader } from '../byte-reader.js';

/** As many digits one number can hold for sure. */
const SAFE_DIGITS = 15;

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
  const text = r.bytes.toString('utf8', r.position, r.end);
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

/** Whether a value parsed from a text nests too deep. */
export function isTooDeep(text: string, value: unknown): boolean {
  // A level takes an opening and a closing sign.
  return text.length > 2 * MAX_DEPTH && mayNest(text) && nestsDeeper(value, MAX_DEPTH);
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

function nestsDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth === 0) return true;
  if (Array.isArray(value)) {
    for (const item of value) {
      if (typeof item === 'object' && nestsDeeper(item, depth - 1)) return true;
    }
    return false;
  }
  for (const item of Object.values(value)) {
    if (typeof item === 'object' && nestsDeeper(item, depth - 1)) return true;
  }
  return false;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
