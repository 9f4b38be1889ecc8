import { MAX_DEPTH, type ByteReader } from '../byte-reader.js';

/**
 * The maximum number of values in one message that take no bytes (nulls, empty records and arrays of them, what defaults
 * stand for), so that a few bytes cannot claim gigabytes.
 */
export const MAX_EMPTY_VALUES = 100_000;
export const TOO_MANY_EMPTY = 'more than 100000 values of zero bytes';

/** Counts a recursive record in, to be counted out by `leaveRecord`; one that takes much of the call stack as several levels. */
export function enterRecord(r: ByteReader, at: string, levels = 1): void {
  r.depth += levels;
  if (r.depth > MAX_DEPTH) r.fail(`nested more than ${String(MAX_DEPTH)} deep`, at);
}

export function leaveRecord(r: ByteReader, levels = 1): void {
  r.depth -= levels;
}

/** Counts values that take no bytes, before they are built. */
export function countEmpty(
  r: ByteReader,
  count: number,
  at: string,
  position: number = r.position,
): void {
  r.emptyValues += count;
  if (r.emptyValues > MAX_EMPTY_VALUES) r.fail(TOO_MANY_EMPTY, at, position);
}
