/**
 * Reads leaves of the JSON encoding of Avro (specification, "JSON Encoding"): for each function of avro/read one that gives
 * the same value. Each takes the JSON, where in it the value is, and `at`, the field being read, for the error; and throws
 * a DecodeError for a value of another type. Whole numbers may come as text, times as ISO 8601.
 */
import type { AvroJson } from './json.js';
import {
  isDecimalText,
  mayBeBytes,
  plainDigits,
  type DecimalType,
  type JsonDecimals,
} from './json-decimal.js';
import {
  dateText,
  decimalText,
  instantText,
  localText,
  MAX_DATE_MILLIS,
  timeUnits,
  unscaledDecimal,
  uuidText,
} from './logical.js';
import { MAX_DECIMAL_BYTES, type Duration } from './read.js';
import type { JsonHolder } from '../json/holder.js';

type Key = string | number;

const MILLIS_A_DAY = 86_400_000;

export function jsonNull(j: AvroJson, holder: JsonHolder, key: Key, at: string): null {
  const value = j.plain(holder, key);
  if (value === undefined) j.countEmpty(1, holder, at);
  return (value ?? null) === null ? null : j.refuse(holder, key, at, 'null');
}

export function jsonBoolean(j: AvroJson, holder: JsonHolder, key: Key, at: string): boolean {
  const value = j.plain(holder, key);
  return typeof value === 'boolean' ? value : j.refuse(holder, key, at, 'a boolean');
}

export function jsonInt(j: AvroJson, holder: JsonHolder, key: Key, at: string): number {
  const value = Number(wholeNumber(j, holder, key) ?? NaN);
  return value === (value | 0) ? value | 0 : j.refuse(holder, key, at, 'a whole number of 32 bits');
}

/** A long; with `digits` (3, 6 or 9), a timestamp that may be ISO 8601 text. */
export function jsonLong(
  j: AvroJson,
  holder: JsonHolder,
  key: Key,
  at: string,
  digits?: number,
): bigint {
  const whole =
    wholeNumber(j, holder, key) ??
    (digits === undefined ? undefined : units(j, holder, key, digits));
  if (whole !== undefined && BigInt.asIntN(64, whole) === whole) return whole;
  return j.refuse(holder, key, at, 'a whole number of 64 bits');
}

export function jsonLongNumber(
  j: AvroJson,
  holder: JsonHolder,
  key: Key,
  at: string,
  digits?: number,
): number {
  const value = Number(jsonLong(j, holder, key, at, digits));
  if (!Number.isSafeInteger(value))
    j.fail(holder, key, at, 'a long beyond 2^53-1 does not fit in a number');
  return value;
}

export function jsonLongDigits(j: AvroJson, holder: JsonHolder, key: Key, at: string): string {
  return String(jsonLong(j, holder, key, at));
}

export function jsonFloat(j: AvroJson, holder: JsonHolder, key: Key, at: string): number {
  return Math.fround(jsonDouble(j, holder, key, at));
}

export function jsonDouble(j: AvroJson, holder: JsonHolder, key: Key, at: string): number {
  const value = j.plain(holder, key);
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return Number(value);
  return j.refuse(holder, key, at, 'a number');
}

export function jsonString(j: AvroJson, holder: JsonHolder, key: Key, at: string): string {
  const value = j.plain(holder, key);
  return typeof value === 'string' ? value : j.refuse(holder, key, at, 'a string');
}

/** Bytes: text with a character for each byte, U+0000 to U+00FF. */
export function jsonBytes(j: AvroJson, holder: JsonHolder, key: Key, at: string): Uint8Array {
  return new Uint8Array(latin1(j, holder, key, at));
}

export function jsonBytesBase64(j: AvroJson, holder: JsonHolder, key: Key, at: string): string {
  return latin1(j, holder, key, at).toString('base64');
}

export function jsonFixed(
  j: AvroJson,
  holder: JsonHolder,
  key: Key,
  at: string,
  size: number,
): Uint8Array {
  return new Uint8Array(latin1(j, holder, key, at, size));
}

export function jsonFixedBase64(
  j: AvroJson,
  holder: JsonHolder,
  key: Key,
  at: string,
  size: number,
): string {
  return latin1(j, holder, key, at, size).toString('base64');
}

/**
 * A decimal as text: from the text of its bytes, from decimal text or from a number, or from the one of them that `as`
 * says. Without that, a text that could be both is refused.
 */
export function jsonDecimal(
  j: AvroJson,
  holder: JsonHolder,
  key: Key,
  at: string,
  scale: number,
  precision: number,
  as?: JsonDecimals,
): string {
  return decimal(j, holder, key, at, { scale, precision }, as);
}

export function jsonFixedDecimal(
  j: AvroJson,
  holder: JsonHolder,
  key: Key,
  at: string,
  scale: number,
  size: number,
  precision: number,
  as?: JsonDecimals,
): string {
  return decimal(j, holder, key, at, { scale, precision, size }, as);
}

/** A UUID of 16 bytes: as the text of its bytes, or as it is written. */
export function jsonFixedUuid(j: AvroJson, holder: JsonHolder, key: Key, at: string): string {
  const value = j.plain(holder, key);
  if (typeof value === 'string' && /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value))
    return value.toLowerCase();
  return uuidText(latin1(j, holder, key, at, 16).toString('hex'));
}

export function jsonDate(j: AvroJson, holder: JsonHolder, key: Key, at: string): string {
  return dateText(jsonDays(j, holder, key, at));
}

export function jsonDateAsDate(j: AvroJson, holder: JsonHolder, key: Key, at: string): Date {
  return new Date(jsonDays(j, holder, key, at) * MILLIS_A_DAY);
}

/** A date in days since 1970; may be text as YYYY-MM-DD. */
export function jsonDays(j: AvroJson, holder: JsonHolder, key: Key, at: string): number {
  const value = j.plain(holder, key);
  const parsed =
    typeof value === 'string' && /^\d{4}-/.test(value) ? Date.parse(value) / MILLIS_A_DAY : NaN;
  // A date that does not come back, such as 30 February, is none.
  if (Number.isInteger(parsed) && dateText(parsed) === value) return parsed;
  const days = jsonInt(j, holder, key, at);
  if (Math.abs(days) * MILLIS_A_DAY > MAX_DATE_MILLIS)
    j.fail(holder, key, at, 'a date is out of the range of Date');
  return days;
}

export function jsonTimestamp(
  j: AvroJson,
  holder: JsonHolder,
  key: Key,
  at: string,
  perMilli: number,
): Date {
  const count = jsonLong(j, holder, key, at, 3 + String(perMilli).length - 1);
  const per = BigInt(perMilli);
  const rest = ((count % per) + per) % per;
  const millis = Number((count - rest) / per);
  if (Math.abs(millis) > MAX_DATE_MILLIS) outOfRange(j, holder, key, at);
  return new Date(millis);
}

export function jsonInstant(
  j: AvroJson,
  holder: JsonHolder,
  key: Key,
  at: string,
  digits: number,
): string {
  return (
    instantText(jsonLong(j, holder, key, at, digits), digits) ?? outOfRange(j, holder, key, at)
  );
}

export function jsonLocal(
  j: AvroJson,
  holder: JsonHolder,
  key: Key,
  at: string,
  digits: number,
): string {
  return localText(jsonLong(j, holder, key, at, digits), digits) ?? outOfRange(j, holder, key, at);
}

export function jsonDuration(j: AvroJson, holder: JsonHolder, key: Key, at: string): Duration {
  const bytes = latin1(j, holder, key, at, 12);
  return {
    months: bytes.readUInt32LE(0),
    days: bytes.readUInt32LE(4),
    milliseconds: bytes.readUInt32LE(8),
  };
}

/** An enum's symbol; one that the reader does not know becomes its default, if it has one. */
export function jsonSymbol<T extends string>(
  j: AvroJson,
  holder: JsonHolder,
  key: Key,
  at: string,
  symbols: readonly T[],
  byDefault?: T,
): T {
  const text = jsonString(j, holder, key, at);
  const symbol = symbols.find((known) => known === text) ?? byDefault;
  return (
    symbol ??
    j.fail(
      holder,
      key,
      at,
      "the symbol is not one of the reader's symbols, and the reader has no default",
    )
  );
}

function wholeNumber(j: AvroJson, holder: JsonHolder, key: Key): bigint | undefined {
  const value = j.plain(holder, key);
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : undefined;
  return typeof value === 'string' && /^-?\d{1,19}$/.test(value) ? BigInt(value) : undefined;
}

/** An ISO 8601 text in units of 10^-digits seconds since 1970. */
function units(j: AvroJson, holder: JsonHolder, key: Key, digits: number): bigint | undefined {
  const value = j.plain(holder, key);
  return typeof value === 'string' ? timeUnits(value, digits) : undefined;
}

function latin1(j: AvroJson, holder: JsonHolder, key: Key, at: string, size?: number): Buffer {
  const text = j.plain(holder, key);
  const bytes = typeof text === 'string' ? Buffer.from(text, 'latin1') : undefined;
  const length = size === undefined ? '' : `${String(size)} `;
  if (
    bytes === undefined ||
    bytes.toString('latin1') !== text ||
    (size !== undefined && bytes.length !== size)
  ) {
    return j.refuse(holder, key, at, `a string of ${length}bytes (characters up to U+00FF)`);
  }
  return bytes;
}

function decimal(
  j: AvroJson,
  holder: JsonHolder,
  key: Key,
  at: string,
  type: DecimalType,
  as: JsonDecimals | undefined,
): string {
  const value = j.plain(holder, key);
  const isNumber = typeof value === 'number' || typeof value === 'bigint';
  const isText = typeof value === 'string' && isDecimalText(value);
  if (as === undefined && isText && mayBeBytes(value, type))
    j.fail(holder, key, at, 'the string may be a decimal or its bytes: set "jsonDecimals"');
  if (
    isNumber ? as === undefined || as === 'number' : isText && (as === undefined || as === 'text')
  ) {
    const unscaled = unscaledDecimal(
      isNumber ? plainDigits(value) : isText ? value : '',
      type.scale,
    );
    return unscaled === undefined
      ? j.refuse(
          holder,
          key,
          at,
          `a decimal with at most ${String(type.scale)} digits after the point`,
        )
      : scaled(unscaled, type.scale);
  }
  if (as === 'text') return j.refuse(holder, key, at, 'a decimal as text');
  if (as === 'number') return j.refuse(holder, key, at, 'a number');
  const bytes = latin1(j, holder, key, at, type.size);
  if (bytes.length > MAX_DECIMAL_BYTES)
    j.fail(holder, key, at, `a decimal of ${String(bytes.length)} bytes`);
  return decimalText(bytes, 0, bytes.length, type.scale);
}

function scaled(unscaled: bigint, scale: number): string {
  const sign = unscaled < 0n ? '-' : '';
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function outOfRange(j: AvroJson, holder: JsonHolder, key: Key, at: string): never {
  return j.fail(holder, key, at, 'a timestamp is out of the range of Date');
}
