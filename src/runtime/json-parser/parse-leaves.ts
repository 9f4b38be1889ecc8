/** Parses the values that are not objects or arrays, each where it begins, without white space before it. */
import { isUtf8 } from 'node:buffer';

import type { ByteReader } from '../byte-reader.js';
import { latin1Text, utf8Text } from '../native-buffer.js';
import { giveUp } from './give-up.js';

const QUOTE = 0x22;
const PLUS = 0x2b;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const BACKSLASH = 0x5c;
const LETTER_E = 0x65;
const LETTER_N = 0x6e;
const TRUE = 0x65757274;
const FALSE = 0x736c6166;
const NULL = 0x6c6c756e;
/** Of each of the four bytes of a word. */
const HIGH_BITS = 0x80808080;

/** A whole number of up to this many digits is exact, and so is its quotient by a power of ten. */
const EXACT_DIGITS = 15;
const POWERS_OF_TEN = Array.from({ length: EXACT_DIGITS + 1 }, (_, power) =>
  Number(`1e${String(power)}`),
);

/** A string. Plain ASCII is cut from the text of the whole message. */
export function parseText(r: ByteReader): string {
  const { bytes, view, end } = r;
  const start = r.position + 1;
  if (bytes[start - 1] !== QUOTE) giveUp();
  let at = start;
  for (const eight = end - 8; at <= eight; at += 8) {
    const bits = specials(view.getInt32(at, true)) | specials(view.getInt32(at + 4, true));
    if ((bits & HIGH_BITS) !== 0) break;
  }
  if (at <= end - 4 && (specials(view.getInt32(at, true)) & HIGH_BITS) === 0) at += 4;
  for (; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) {
      r.position = at + 1;
      return r.text.substring(start - r.textStart, at - r.textStart);
    }
    if (byte === BACKSLASH || byte < 0x20 || byte > 0x7f) return parseUnusual(r, start, at);
  }
  return giveUp();
}

/** Sets the high bit of each of four bytes that is a quotation mark, a backslash, a control character or not ASCII; others may be set too. */
function specials(word: number): number {
  const quotes = (word ^ 0x22222222) - 0x01010101;
  const backslashes = (word ^ 0x5c5c5c5c) - 0x01010101;
  return quotes | backslashes | (word - 0x20202020) | word;
}

/** The same but for bytes that are not ASCII: those are never set by themselves. */
function delimiters(word: number): number {
  const quotes = word ^ 0x22222222;
  const backslashes = word ^ 0x5c5c5c5c;
  return (
    ((quotes - 0x01010101) & ~quotes) |
    ((backslashes - 0x01010101) & ~backslashes) |
    ((word - 0x20202020) & ~word)
  );
}

/** A string with escapes, or not in ASCII; `at` is the first such byte. */
function parseUnusual(r: ByteReader, start: number, at: number): string {
  const { bytes, view, end } = r;
  let hasEscapes = false;
  for (const lastWord = end - 4; at < end; at++) {
    while (at <= lastWord && (delimiters(view.getInt32(at, true)) & HIGH_BITS) === 0) at += 4;
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) break;
    if (byte < 0x20) giveUp();
    if (byte !== BACKSLASH) continue;
    hasEscapes = true;
    at++;
  }
  if (at >= end) giveUp();
  const text = utf8Text(bytes, start, at);
  if (text.includes('\uFFFD') && !isUtf8(bytes.subarray(start, at))) giveUp();
  r.position = at + 1;
  return hasEscapes ? unescaped(text) : text;
}

function unescaped(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return giveUp();
  }
}

/** A number, to the same double as JSON.parse; gives up on one that is infinite. */
export function parseNumber(r: ByteReader): number {
  const { bytes } = r;
  const start = r.position;
  const isNegative = bytes[start] === MINUS;
  const first = isNegative ? start + 1 : start;
  let at = first;
  let byte = bytes[at] ?? 0;
  let digits = 0;
  for (; byte >= ZERO && byte <= NINE; byte = bytes[++at] ?? 0) digits = digits * 10 + byte - ZERO;
  let count = at - first;
  if (count === 0 || (count > 1 && bytes[first] === ZERO)) giveUp();
  let places = 0;
  if (byte === POINT) {
    byte = bytes[++at] ?? 0;
    const point = at;
    for (; byte >= ZERO && byte <= NINE; byte = bytes[++at] ?? 0)
      digits = digits * 10 + byte - ZERO;
    places = at - point;
    if (places === 0) giveUp();
    count += places;
  }
  if (count > EXACT_DIGITS || (byte | 0x20) === LETTER_E) return parseLong(r, at);
  r.position = at;
  const value = places === 0 ? digits : digits / (POWERS_OF_TEN[places] ?? 1);
  return isNegative ? -value : value;
}

/** A number with an exponent, which would begin at the byte `at`, or with many digits. */
function parseLong(r: ByteReader, at: number): number {
  const start = r.position;
  r.position = ((r.bytes[at] ?? 0) | 0x20) === LETTER_E ? exponentEnd(r, at + 1) : at;
  const value = Number(latin1Text(r.bytes, start, r.position));
  return Number.isFinite(value) ? value : giveUp();
}

function exponentEnd({ bytes }: ByteReader, start: number): number {
  let at = start;
  if (bytes[at] === PLUS || bytes[at] === MINUS) at++;
  const first = at;
  for (; (bytes[at] ?? 0) >= ZERO && (bytes[at] ?? 0) <= NINE; at++);
  return at === first ? giveUp() : at;
}

export function parseBoolean(r: ByteReader): boolean {
  const word = wordAt(r, r.position);
  if (word === TRUE) {
    r.position += 4;
    return true;
  }
  if (word !== FALSE || r.bytes[r.position + 4] !== LETTER_E) giveUp();
  r.position += 5;
  return false;
}

/** Moves past a null; false where something else comes next. */
export function takeNull(r: ByteReader): boolean {
  if (r.bytes[r.position] !== LETTER_N) return false;
  if (wordAt(r, r.position) !== NULL) giveUp();
  r.position += 4;
  return true;
}

export function parseNull(r: ByteReader): null {
  return takeNull(r) ? null : giveUp();
}

function wordAt(r: ByteReader, position: number): number {
  return position + 4 > r.end ? giveUp() : r.view.getInt32(position, true);
}
