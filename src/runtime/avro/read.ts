/**
 * Reads the binary encoding of Avro's types (specification, "Binary Encoding") into JavaScript values.
 * Each function takes the reader and `at`, the field being read, for the error; and throws a DecodeError
 * when the bytes end too early or are not what the type says.
 */
import { countEmpty } from './limits.js';
import {
  dateText,
  decimalText,
  instantText,
  localText,
  MAX_DATE_MILLIS,
  uuidText,
} from './logical.js';
import { exactLong, halves, HIGH, LOW, nearestLong } from './long.js';
import { byteCount, type ByteReader } from '../byte-reader.js';
import { readUtf8, takeAscii } from '../utf8.js';

export { setEntry } from '../set-entry.js';
export { countEmpty, enterRecord, leaveRecord } from './limits.js';

/** The longest decimal: writing out a number of megabytes would take minutes. */
export const MAX_DECIMAL_BYTES = 4_096;

export function readBoolean(r: ByteReader, at: string): boolean {
  const byte = r.bytes[r.position];
  if (r.position >= r.end) truncated(r, at);
  if (byte !== 0 && byte !== 1)
    r.fail(`expected a boolean (0 or 1), found ${String(byte ?? 'nothing')}`, at);
  r.position++;
  return byte === 1;
}

export function readInt(r: ByteReader, at: string): number {
  const byte = r.bytes[r.position] ?? 0x80;
  if (byte > 0x7f || r.position >= r.end) return readLongerInt(r, at);
  r.position++;
  return (byte >>> 1) ^ -(byte & 1);
}

export function readLong(r: ByteReader, at: string): bigint {
  const small = readShortLong(r, at);
  if (small === undefined) readLongLong(r, at);
  else {
    halves[LOW] = small;
    halves[HIGH] = Math.floor(small / 0x100000000);
  }
  return exactLong();
}

/** A long as a number: one that a number cannot hold exactly is an error. */
export function readLongNumber(r: ByteReader, at: string): number {
  const byte = r.bytes[r.position] ?? 0x80;
  if (byte > 0x7f || r.position >= r.end) return readLongerNumber(r, at);
  r.position++;
  return (byte >>> 1) ^ -(byte & 1);
}

function readLongerNumber(r: ByteReader, at: string): number {
  const start = r.position;
  const value = readLongAsDouble(r, at);
  if (!Number.isSafeInteger(value))
    r.fail('a long beyond 2^53-1 does not fit in a number', at, start);
  return value;
}

/** A long as decimal digits. */
export function readLongDigits(r: ByteReader, at: string): string {
  const value = readLongAsDouble(r, at);
  return String(Number.isSafeInteger(value) ? value : exactLong());
}

/** A long promoted to float or double: the nearest number. */
export function readLongAsDouble(r: ByteReader, at: string): number {
  const small = readShortLong(r, at);
  if (small !== undefined) return small;
  readLongLong(r, at);
  return nearestLong();
}

export function readFloat(r: ByteReader, at: string): number {
  const position = r.take(4, at);
  return r.view.getFloat32(position, true);
}

export function readDouble(r: ByteReader, at: string): number {
  const { position } = r;
  if (position + 8 > r.end) r.take(8, at);
  r.position = position + 8;
  return r.view.getFloat64(position, true);
}

export function readString(r: ByteReader, at: string): string {
  const { bytes, position } = r;
  const first = bytes[position] ?? 0x80;
  // A length of one byte.
  if (!(first & 0x81)) {
    const start = position + 1;
    const end = start + (first >>> 1);
    const ascii = end <= r.textLimit ? takeAscii(r, start, end) : undefined;
    if (ascii !== undefined) return ascii;
  }
  return readUtf8(r, readLength(r, at), at);
}

/** Bytes of their own: a copy, since the reader's are overwritten by the next record. */
export function readBytes(r: ByteReader, at: string): Uint8Array {
  return copy(r, readLength(r, at), at);
}

export function readBytesBase64(r: ByteReader, at: string): string {
  const length = readLength(r, at);
  const start = r.take(length, at);
  return r.bytes.toString('base64', start, start + length);
}

export function readFixed(r: ByteReader, at: string, size: number): Uint8Array {
  return copy(r, size, at);
}

export function readFixedBase64(r: ByteReader, at: string, size: number): string {
  const start = r.take(size, at);
  return r.bytes.toString('base64', start, start + size);
}

/** A decimal (two's complement, big-endian) as exact text with `scale` digits behind the point. */
export function readDecimal(r: ByteReader, at: string, scale: number): string {
  return readFixedDecimal(r, at, scale, readLength(r, at));
}

export function readFixedDecimal(r: ByteReader, at: string, scale: number, size: number): string {
  if (size > MAX_DECIMAL_BYTES) r.fail(`a decimal of ${String(size)} bytes`, at);
  const start = r.take(size, at);
  return decimalText(r.bytes, start, start + size, scale);
}

/** A UUID of 16 bytes as text. */
export function readFixedUuid(r: ByteReader, at: string): string {
  const start = r.take(16, at);
  return uuidText(r.bytes.toString('hex', start, start + 16));
}

/** A date (days since 1970) as YYYY-MM-DD. */
export function readDate(r: ByteReader, at: string): string {
  const start = r.position;
  const days = readInt(r, at);
  if (Math.abs(days) * 86_400_000 > MAX_DATE_MILLIS)
    r.fail('a date is out of the range of Date', at, start);
  return dateText(days);
}

/** A date as the Date of its midnight in UTC. */
export function readDateAsDate(r: ByteReader, at: string): Date {
  const start = r.position;
  const days = readInt(r, at);
  if (Math.abs(days) * 86_400_000 > MAX_DATE_MILLIS)
    r.fail('a date is out of the range of Date', at, start);
  return new Date(days * 86_400_000);
}

/** A timestamp in a unit that `perMilli` of make a millisecond, as a Date: what is finer than that is cut off. */
export function readTimestamp(r: ByteReader, at: string, perMilli: number): Date {
  const start = r.position;
  const units = readLongAsDouble(r, at);
  const millis = Number.isSafeInteger(units)
    ? Math.floor(units / perMilli)
    : Number(floorDiv(exactLong(), BigInt(perMilli)));
  if (Math.abs(millis) > MAX_DATE_MILLIS)
    r.fail('a timestamp is out of the range of Date', at, start);
  return new Date(millis);
}

/** A timestamp as ISO 8601 text with `digits` (3, 6 or 9) of a second and `Z`. */
export function readInstant(r: ByteReader, at: string, digits: number): string {
  const start = r.position;
  return (
    instantText(readLong(r, at), digits) ??
    r.fail('a timestamp is out of the range of Date', at, start)
  );
}

/** A local timestamp as ISO 8601 text with `digits` (3, 6 or 9) of a second and no offset. */
export function readLocal(r: ByteReader, at: string, digits: number): string {
  const start = r.position;
  return (
    localText(readLong(r, at), digits) ??
    r.fail('a timestamp is out of the range of Date', at, start)
  );
}

/** An Avro duration; no part can be turned into another, since months and days vary in length. */
export interface Duration {
  readonly months: number;
  readonly days: number;
  readonly milliseconds: number;
}

export function readDuration(r: ByteReader, at: string): Duration {
  const start = r.take(12, at);
  return {
    months: r.view.getUint32(start, true),
    days: r.view.getUint32(start + 4, true),
    milliseconds: r.view.getUint32(start + 8, true),
  };
}

/** The index of a union's branch or an enum's symbol, below `count`. */
export function readIndex(r: ByteReader, at: string, count: number): number {
  const start = r.position;
  const index = readLongNumber(r, at);
  if (index < 0 || index >= count)
    r.fail(`index ${String(index)} is out of range: there are only ${String(count)}`, at, start);
  return index;
}

/** An enum's symbol; `symbols` has the reader's for each of the writer's, undefined where the reader has none. */
export function readSymbol<T extends string>(
  r: ByteReader,
  at: string,
  symbols: readonly (T | undefined)[],
): T {
  const start = r.position;
  const symbol = symbols[readIndex(r, at, symbols.length)];
  return (
    symbol ??
    r.fail(
      "the writer's symbol is not one of the reader's symbols, and the reader has no default",
      at,
      start,
    )
  );
}

/**
 * The count of the next block of an array or map; 0 at its end. `itemBytes` is the fewest bytes an item takes,
 * so that no block may claim more items than the bytes left can hold.
 */
export function readBlock(r: ByteReader, at: string, itemBytes: number): number {
  const start = r.position;
  let count = readLongNumber(r, at);
  if (count === 0) return 0;
  if (count < 0) {
    count = -count;
    readLength(r, at);
  }
  if (itemBytes === 0) countEmpty(r, count, at, start);
  else if (count > (r.end - r.position) / itemBytes) {
    r.fail(
      `a block with an item count of ${String(count)} does not fit into the ${byteCount(r.end - r.position)} left`,
      at,
      start,
    );
  }
  return count;
}

/** Passes over an int, a long or an enum. */
export function skipVarint(r: ByteReader, at: string): void {
  const byte = r.bytes[r.position] ?? 0x80;
  if (byte > 0x7f || r.position >= r.end) readLongAsDouble(r, at);
  else r.position++;
}

/** Passes over bytes or a string. */
export function skipBytes(r: ByteReader, at: string): void {
  const first = r.bytes[r.position] ?? 0x80;
  const end = r.position + 1 + (first >>> 1);
  // A length of one byte.
  if ((first & 0x81) === 0 && end <= r.end) r.position = end;
  else r.take(readLength(r, at), at);
}

/** Passes over `size` bytes. */
export function skipFixed(r: ByteReader, at: string, size: number): void {
  r.take(size, at);
}

/**
 * Begins the next block of an array or map that is skipped: a block with its size is skipped at once.
 * Returns how many items the caller has to pass over one by one, or 0 at the end.
 */
export function skipBlocks(r: ByteReader, at: string, itemBytes: number): number {
  for (;;) {
    const start = r.position;
    const count = readLongNumber(r, at);
    if (count === 0) return 0;
    if (count < 0) {
      r.take(readLength(r, at), at);
    } else if (itemBytes > 0) {
      if (count > (r.end - r.position) / itemBytes) {
        r.fail(
          `a block with an item count of ${String(count)} does not fit into the ${byteCount(r.end - r.position)} left`,
          at,
          start,
        );
      }
      return count;
    }
  }
}

function readLongerInt(r: ByteReader, at: string): number {
  const { bytes } = r;
  const start = r.position;
  let position = start;
  let byte = bytes[position++] ?? 0;
  let value = byte & 0x7f;
  for (let shift = 7; byte > 0x7f; shift += 7) {
    byte = bytes[position++] ?? 0;
    // The fifth byte holds the last four bits.
    if (shift === 28 && byte > 0x0f)
      return position > r.end
        ? truncated(r, at)
        : r.fail('an int has more than 32 bits', at, start);
    value |= (byte & 0x7f) << shift;
  }
  if (position > r.end) truncated(r, at);
  r.position = position;
  return (value >>> 1) ^ -(value & 1);
}

/** A long of up to seven bytes (49 bits), which a number holds; undefined, with nothing read, for a longer one. */
function readShortLong(r: ByteReader, at: string): number | undefined {
  const { bytes } = r;
  let position = r.position;
  let byte = bytes[position++] ?? 0;
  let low = byte & 0x7f;
  let high = 0;
  if (byte > 0x7f) {
    byte = bytes[position++] ?? 0;
    low |= (byte & 0x7f) << 7;
    if (byte > 0x7f) {
      byte = bytes[position++] ?? 0;
      low |= (byte & 0x7f) << 14;
      if (byte > 0x7f) {
        byte = bytes[position++] ?? 0;
        low |= (byte & 0x7f) << 21;
        for (let shift = 0; byte > 0x7f; shift += 7) {
          if (shift === 21) return undefined;
          byte = bytes[position++] ?? 0;
          high |= (byte & 0x7f) << shift;
        }
      }
    }
  }
  if (position > r.end) truncated(r, at);
  r.position = position;
  if (high === 0) return (low >>> 1) ^ -(low & 1);
  const magnitude = (low >>> 1) + high * 0x8000000;
  return low & 1 ? -magnitude - 1 : magnitude;
}

/** Reads a long of any length into `halves`. */
function readLongLong(r: ByteReader, at: string): void {
  const start = r.position;
  let low = 0;
  let middle = 0;
  let high = 0;
  for (let shift = 0, byte = 0x80; byte > 0x7f; shift += 7) {
    if (r.position >= r.end) truncated(r, at);
    byte = r.bytes[r.position++] ?? 0;
    // The tenth byte holds the last bit.
    if (shift === 63 && byte > 1) r.fail('a long has more than 64 bits', at, start);
    const bits = byte & 0x7f;
    if (shift < 28) low |= bits << shift;
    else if (shift < 56) middle |= bits << (shift - 28);
    else high |= bits << (shift - 56);
  }
  const sign = -(low & 1);
  low |= middle << 28;
  high = (middle >>> 4) | (high << 24);
  halves[LOW] = ((low >>> 1) | (high << 31)) ^ sign;
  halves[HIGH] = (high >>> 1) ^ sign;
}

function readLength(r: ByteReader, at: string): number {
  const start = r.position;
  const byte = r.bytes[start] ?? 0x80;
  // One byte of an even number.
  if ((byte & 0x81) === 0 && start < r.end) {
    r.position = start + 1;
    return byte >>> 1;
  }
  const length = readLongNumber(r, at);
  if (length < 0) r.fail(`a length of ${String(length)}`, at, start);
  return length;
}

function copy(r: ByteReader, size: number, at: string): Uint8Array {
  const start = r.take(size, at);
  const own = new Uint8Array(size);
  own.set(r.bytes.subarray(start, start + size));
  return own;
}

function floorDiv(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value < 0n && quotient * by !== value ? quotient - 1n : quotient;
}

function truncated(r: ByteReader, at: string): never {
  return r.fail('the bytes end too early', at, r.end);
}
