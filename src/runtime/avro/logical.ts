/** The text forms of Avro's logical types, each with its way back. */

import { exactLong, halves, HIGH, LOW } from './long.js';

const MILLIS_A_DAY = 86_400_000;

/** The greatest distance from 1970 that a Date can hold, in milliseconds (ECMA-262, "Time Values and Time Range"). */
export const MAX_DATE_MILLIS = 8.64e15;

/** 1 March 1900, in days since 1970, and the days from there to 28 February 2100: each fourth year is a leap year. */
const FIRST_DAY = -25_508;
const DAYS = 73_049;

/** The decimal that `bytes` from `start` to `end` (two's complement, big-endian) times 10^-scale is: exact, all digits of the scale kept. */
export function decimalText(bytes: Buffer, start: number, end: number, scale: number): string {
  let first = start;
  // Bytes that only repeat the sign, as in a fixed decimal of a small amount.
  while (end - first > 6 && bytes[first] === ((bytes[first + 1] ?? 0) >> 7) * 0xff) first++;
  if (end - first > 6) return wideDecimalText(bytes, first, end, scale);
  // Up to six bytes fit in a number.
  let unscaled = start === end ? 0 : ((bytes[first] ?? 0) << 24) >> 24;
  for (let position = first + 1; position < end; position++)
    unscaled = unscaled * 256 + (bytes[position] ?? 0);
  const magnitude = Math.abs(unscaled);
  const text =
    scale === 2 && magnitude < 1_000_000
      ? centsText(magnitude)
      : pointed(digitsOf(magnitude), scale);
  return unscaled < 0 ? `-${text}` : text;
}

/** Hundredths below a million, by the codes of the characters: prices come by the thousand. */
function centsText(n: number): string {
  const { fromCharCode } = String;
  const a = 48 + (n % 10);
  const b = 48 + (((n / 10) | 0) % 10);
  const c = 48 + (((n / 100) | 0) % 10);
  if (n < 1_000) return fromCharCode(c, 46, b, a);
  const d = 48 + (((n / 1_000) | 0) % 10);
  if (n < 10_000) return fromCharCode(d, c, 46, b, a);
  const e = 48 + (((n / 10_000) | 0) % 10);
  if (n < 100_000) return fromCharCode(e, d, c, 46, b, a);
  return fromCharCode(48 + ((n / 100_000) | 0), e, d, c, 46, b, a);
}

function wideDecimalText(bytes: Buffer, start: number, end: number, scale: number): string {
  let unscaled = 0n;
  let high = 0;
  let low = 0;
  for (let position = start; position < end;) {
    high = (high << 8) | (low >>> 24);
    low = (low << 8) | (bytes[position++] ?? 0);
    // Eight bytes at a time.
    if (((end - position) & 7) > 0) continue;
    halves[HIGH] = high;
    halves[LOW] = low;
    unscaled = (unscaled << 64n) | BigInt.asUintN(64, exactLong());
  }
  unscaled = BigInt.asIntN((end - start) * 8, unscaled);
  return unscaled < 0n ? `-${pointed(String(-unscaled), scale)}` : pointed(String(unscaled), scale);
}

/** The digits of a number of up to 48 bits: V8 writes small ones several times as fast. */
function digitsOf(n: number): string {
  if (n < 1e9) return String(n);
  const high = Math.floor(n / 1e8);
  return String(high) + String(n - high * 1e8 + 1e8).slice(1);
}

/** The unscaled integer of a decimal string, or undefined if it is not a decimal or has more than `scale` digits after the point. */
export function unscaledDecimal(text: string, scale: number): bigint | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  const [, sign = '', whole = '', fraction = ''] = match ?? [];
  if (match === null || fraction.length > scale) return undefined;
  return BigInt(sign + whole + fraction.padEnd(scale, '0'));
}

export function uuidText(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Days since 1970-01-01 as YYYY-MM-DD (years past 9999 or before 0 as ISO 8601 writes them). */
export function dateText(days: number): string {
  const day = days - FIRST_DAY;
  if (day < 0 || day >= DAYS) {
    const text = new Date(days * MILLIS_A_DAY).toISOString();
    return text.slice(0, text.indexOf('T'));
  }
  // Years and months from 1 March on: the leap day is the last of its year. `toISOString` takes six times as long.
  const year = ((4 * day + 3) / 1_461) | 0;
  const dayOfYear = day - ((1_461 * year) >> 2);
  const month = ((5 * dayOfYear + 2) / 153) | 0;
  const dayOfMonth = dayOfYear - (((153 * month + 2) / 5) | 0) + 1;
  // January and February have the numbers 10 and 11.
  const n = ((1900 + year) * 100 + month + (month < 10 ? 3 : 91)) * 100 + dayOfMonth;
  return String.fromCharCode(
    digit(n, 1e7),
    digit(n, 1e6),
    digit(n, 1e5),
    digit(n, 1e4),
    45,
    digit(n, 1e3),
    digit(n, 100),
    45,
    digit(n, 10),
    digit(n, 1),
  );
}

/** A time since 1970 in units of 10^-digits seconds as ISO 8601 in UTC; undefined out of the range of Date. */
export function instantText(units: bigint, digits: number): string | undefined {
  const text = localText(units, digits);
  return text === undefined ? undefined : `${text}Z`;
}

/** The same with no offset. */
export function localText(units: bigint, digits: number): string | undefined {
  const perMilli = 10n ** BigInt(digits - 3);
  let finer = units % perMilli;
  if (finer < 0n) finer += perMilli;
  const millis = Number((units - finer) / perMilli);
  if (Math.abs(millis) > MAX_DATE_MILLIS) return undefined;
  const days = Math.floor(millis / MILLIS_A_DAY);
  const text = dateText(days) + timeText(millis - days * MILLIS_A_DAY);
  return digits === 3 ? text : text + String(finer).padStart(digits - 3, '0');
}

/** Milliseconds of a day as `T`, the time and thousandths. */
function timeText(millis: number): string {
  const minutes = (millis / 60_000) | 0;
  const n = ((((minutes / 60) | 0) * 100 + (minutes % 60)) * 1e5 + (millis % 60_000)) | 0;
  return String.fromCharCode(
    84,
    digit(n, 1e8),
    digit(n, 1e7),
    58,
    digit(n, 1e6),
    digit(n, 1e5),
    58,
    digit(n, 1e4),
    digit(n, 1e3),
    46,
    digit(n, 100),
    digit(n, 10),
    digit(n, 1),
  );
}

/** The character of a digit. */
function digit(n: number, unit: number): number {
  return 48 + (((n / unit) | 0) % 10);
}

/** The way back from `instantText` and `localText`; undefined for a text that is neither, or names no day that there is. */
export function timeUnits(text: string, digits: number): bigint | undefined {
  const match = /^([+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z?$/.exec(text);
  const [, seconds = '', fraction = ''] = match ?? [];
  const millis = Date.parse(`${seconds}Z`);
  if (match === null || Number.isNaN(millis) || fraction.length > digits) return undefined;
  // Date.parse takes 30 February for 2 March.
  if (new Date(millis).toISOString().slice(0, -5) !== seconds) return undefined;
  return BigInt(millis / 1000) * 10n ** BigInt(digits) + BigInt(fraction.padEnd(digits, '0'));
}

function pointed(digits: string, scale: number): string {
  if (scale === 0) return digits;
  const point = digits.length - scale;
  return point > 0
    ? `${digits.slice(0, point)}.${digits.slice(point)}`
    : `0.${digits.padStart(scale, '0')}`;
}
