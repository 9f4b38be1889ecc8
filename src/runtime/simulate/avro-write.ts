/**
 * Writes JavaScript values in the binary encoding of Avro's types (specification, "Binary Encoding"): for each function
 * of avro/read its way back. Each takes the writer, the value and `at`, the field being written, for the error; and
 * throws an EncodeError when the value is not one that the type can hold.
 */
import { isDate, isUint8Array } from 'node:util/types';

import { dateText, timeUnits, unscaledDecimal } from '../avro/logical.js';
import { MAX_DECIMAL_BYTES, type Duration } from '../avro/read.js';
import type { ByteWriter } from './byte-writer.js';
import { EncodeError } from '../errors.js';
import { isObject } from '../json/check.js';

const MILLIS_A_DAY = 86_400_000;

export function writeBoolean(w: ByteWriter, value: boolean, at: string): void {
  if (typeof value !== 'boolean') refuse(value, 'a boolean', at);
  w.writeByte(value ? 1 : 0);
}

export function writeInt(w: ByteWriter, value: number, at: string): void {
  if (!Number.isInteger(value) || value !== (value | 0))
    refuse(value, 'a whole number of 32 bits', at);
  writeVarint(w, BigInt(value));
}

export function writeLong(w: ByteWriter, value: bigint, at: string): void {
  writeUnits(w, typeof value === 'bigint' ? value : undefined, value, 'a bigint of 64 bits', at);
}

/** A long that is given as a number, and so must be one that a number can hold exactly. */
export function writeLongNumber(w: ByteWriter, value: number, at: string): void {
  if (!Number.isSafeInteger(value)) refuse(value, 'a whole number within 2^53-1', at);
  writeVarint(w, BigInt(value));
}

/** A long that is given as decimal digits. */
export function writeLongDigits(w: ByteWriter, value: string, at: string): void {
  const units = isMatch(value, /^(?:0|-?[1-9]\d{0,18})$/) ? BigInt(value) : undefined;
  writeUnits(w, units, value, 'the digits of a whole number of 64 bits', at);
}

/** A number rounded to single precision; one too large for that is refused. */
export function writeFloat(w: ByteWriter, value: number, at: string): void {
  if (
    typeof value !== 'number' ||
    (Number.isFinite(value) && !Number.isFinite(Math.fround(value)))
  ) {
    refuse(value, 'a number within the range of a float', at);
  }
  const start = w.take(4);
  w.bytes.writeFloatLE(value, start);
}

export function writeDouble(w: ByteWriter, value: number, at: string): void {
  if (typeof value !== 'number') refuse(value, 'a number', at);
  const start = w.take(8);
  w.bytes.writeDoubleLE(value, start);
}

/** Text without half a surrogate pair, which UTF-8 could not hold. */
export function writeString(w: ByteWriter, value: string, at: string): void {
  if (typeof value !== 'string' || /\p{Surrogate}/u.test(value))
    refuse(value, 'well-formed text', at);
  const size = Buffer.byteLength(value);
  writeVarint(w, BigInt(size));
  const start = w.take(size);
  w.bytes.write(value, start);
}

export function writeBytes(w: ByteWriter, value: Uint8Array, at: string): void {
  if (!isUint8Array(value)) refuse(value, 'a Uint8Array', at);
  writeVarint(w, BigInt(value.length));
  w.writeBytes(value);
}

export function writeBytesBase64(w: ByteWriter, value: string, at: string): void {
  writeBytes(w, bytesOfBase64(value, at), at);
}

export function writeFixed(w: ByteWriter, value: Uint8Array, at: string, size: number): void {
  if (!isUint8Array(value) || value.length !== size)
    refuse(value, `a Uint8Array of ${String(size)} bytes`, at);
  w.writeBytes(value);
}

export function writeFixedBase64(w: ByteWriter, value: string, at: string, size: number): void {
  const bytes = bytesOfBase64(value, at);
  if (bytes.length !== size) refuse(value, `base64 of ${String(size)} bytes`, at);
  w.writeBytes(bytes);
}

/** An exact decimal as text, with at most `scale` digits behind the point; takes the fewest bytes that hold it. */
export function writeDecimal(w: ByteWriter, value: string, at: string, scale: number): void {
  const unscaled = unscaledOf(value, at, scale);
  let size = 1;
  while (size <= MAX_DECIMAL_BYTES && BigInt.asIntN(size * 8, unscaled) !== unscaled) size++;
  if (size > MAX_DECIMAL_BYTES)
    refuse(value, `a decimal of at most ${String(MAX_DECIMAL_BYTES)} bytes`, at);
  writeVarint(w, BigInt(size));
  writeInteger(w, unscaled, size);
}

export function writeFixedDecimal(
  w: ByteWriter,
  value: string,
  at: string,
  scale: number,
  size: number,
): void {
  const unscaled = unscaledOf(value, at, scale);
  if (BigInt.asIntN(size * 8, unscaled) !== unscaled)
    refuse(value, `a decimal of at most ${String(size)} bytes`, at);
  writeInteger(w, unscaled, size);
}

/** A UUID as text, in 16 bytes. */
export function writeFixedUuid(w: ByteWriter, value: string, at: string): void {
  if (!isMatch(value, /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i))
    refuse(value, 'a UUID', at);
  w.writeBytes(Buffer.from(value.replaceAll('-', ''), 'hex'));
}

/** A date as YYYY-MM-DD. */
export function writeDate(w: ByteWriter, value: string, at: string): void {
  const days = typeof value === 'string' ? Date.parse(value) / MILLIS_A_DAY : NaN;
  // A date that does not come back, such as 30 February, is none.
  if (!Number.isInteger(days) || dateText(days) !== value)
    refuse(value, 'a date as YYYY-MM-DD', at);
  writeInt(w, days, at);
}

/** A date as the Date of its midnight in UTC. */
export function writeDateAsDate(w: ByteWriter, value: Date, at: string): void {
  const days = isDate(value) ? value.getTime() / MILLIS_A_DAY : NaN;
  if (!Number.isInteger(days)) refuse(value, 'a Date at midnight UTC', at);
  writeInt(w, days, at);
}

/** A timestamp in a unit that `perMilli` of make a millisecond. */
export function writeTimestamp(w: ByteWriter, value: Date, at: string, perMilli: number): void {
  const millis = isDate(value) ? value.getTime() : NaN;
  const units = Number.isNaN(millis) ? undefined : BigInt(millis) * BigInt(perMilli);
  writeUnits(w, units, value, 'a Date within 64 bits of its unit', at);
}

/** A timestamp as ISO 8601 text with at most `digits` (3, 6 or 9) of a second and `Z`. */
export function writeInstant(w: ByteWriter, value: string, at: string, digits: number): void {
  const units = isMatch(value, /Z$/) ? timeUnits(value, digits) : undefined;
  writeUnits(w, units, value, `a time as YYYY-MM-DDThh:mm:ss.${'f'.repeat(digits)}Z`, at);
}

/** A local timestamp as ISO 8601 text with at most `digits` (3, 6 or 9) of a second and no offset. */
export function writeLocal(w: ByteWriter, value: string, at: string, digits: number): void {
  const units = isMatch(value, /\d$/) ? timeUnits(value, digits) : undefined;
  writeUnits(w, units, value, `a time as YYYY-MM-DDThh:mm:ss.${'f'.repeat(digits)}`, at);
}

export function writeDuration(w: ByteWriter, value: Duration, at: string): void {
  if (!isObject(value)) refuse(value, 'months, days and milliseconds', at);
  for (const part of ['months', 'days', 'milliseconds'] as const) {
    const count = value[part];
    if (!Number.isInteger(count) || count !== count >>> 0)
      refuse(count, `${part} as a whole number of 32 bits, 0 or more`, at);
    const start = w.take(4);
    w.bytes.writeUInt32LE(count, start);
  }
}

/** The index of a union's branch. */
export function writeIndex(w: ByteWriter, index: number): void {
  writeVarint(w, BigInt(index));
}

/** An enum's symbol, as its index in `symbols`. */
export function writeSymbol<T extends string>(
  w: ByteWriter,
  value: T,
  at: string,
  symbols: readonly T[],
): void {
  const index = symbols.indexOf(value);
  if (index < 0) refuse(value, 'a symbol of the enum', at);
  writeIndex(w, index);
}

/** An array in one block. */
export function writeArray<T>(
  w: ByteWriter,
  items: readonly T[],
  at: string,
  writeItem: (item: T) => void,
): void {
  if (!isList(items)) refuse(items, 'an array', at);
  if (items.length > 0) writeVarint(w, BigInt(items.length));
  for (const item of items) writeItem(item);
  w.writeByte(0);
}

/** A map in one block: its own enumerable entries, `__proto__` like any other. */
export function writeMap<T>(
  w: ByteWriter,
  map: Readonly<Record<string, T>>,
  at: string,
  writeValue: (value: T) => void,
): void {
  if (!isObject(map)) refuse(map, 'an object', at);
  const entries = Object.entries(map);
  if (entries.length > 0) writeVarint(w, BigInt(entries.length));
  for (const [key, value] of entries) {
    writeString(w, key, at);
    writeValue(value);
  }
  w.writeByte(0);
}

/** Throws for a value that belongs to none of a union's branches. */
export function refuseBranch(value: unknown, at: string, branches: readonly string[]): never {
  refuse(value, `one of ${branches.join(', ')}`, at);
}

function writeUnits(
  w: ByteWriter,
  units: bigint | undefined,
  value: unknown,
  expected: string,
  at: string,
): void {
  if (units === undefined || BigInt.asIntN(64, units) !== units) refuse(value, expected, at);
  writeVarint(w, units);
}

/** A zig-zag variable-length integer. */
function writeVarint(w: ByteWriter, value: bigint): void {
  let rest = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));
  for (; rest > 0x7fn; rest >>= 7n) w.writeByte(Number(rest & 0x7fn) | 0x80);
  w.writeByte(Number(rest));
}

/** A two's-complement, big-endian integer of `size` bytes. */
function writeInteger(w: ByteWriter, value: bigint, size: number): void {
  const hex = BigInt.asUintN(size * 8, value).toString(16);
  w.writeBytes(Buffer.from(hex.padStart(size * 2, '0'), 'hex').subarray(0, size));
}

function unscaledOf(value: string, at: string, scale: number): bigint {
  const unscaled = typeof value === 'string' ? unscaledDecimal(value, scale) : undefined;
  return (
    unscaled ?? refuse(value, `a decimal with at most ${String(scale)} digits after the point`, at)
  );
}

function bytesOfBase64(value: string, at: string): Uint8Array {
  const bytes = Buffer.from(typeof value === 'string' ? value : '', 'base64');
  return bytes.toString('base64') === value ? bytes : refuse(value, 'base64', at);
}

function isList(value: unknown): boolean {
  return Array.isArray(value);
}

function isMatch(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value);
}

/** Names what was found by its type alone: the message must not hold the payload. */
function refuse(value: unknown, expected: string, at: string): never {
  throw new EncodeError(`${kindOf(value)} is not ${expected}`, at);
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (isList(value)) return 'the array';
  if (isDate(value)) return 'the Date';
  if (isUint8Array(value)) return `the Uint8Array of ${String(value.length)} bytes`;
  return `the ${typeof value}`;
}
