/** What a parser makes of texts and numbers that settings ask to be converted: the same as `json/convert`, or it gives up. */
import type { ByteReader } from '../byte-reader.js';
import { bigintOf, dateOf, within64Bits } from '../json/convert.js';
import { giveUp } from './give-up.js';

/** As many digits as 64 bits can have. */
const MAX_DIGITS = 20;
const DIGITS = /^-?\d+$/;

export function dateFrom(text: string): Date {
  return dateOf(text) ?? giveUp();
}

/** The bigint of a text of digits. */
export function bigintFrom(text: string, format: 'int64' | 'uint64'): bigint {
  return inRange(bigintOf(text) ?? giveUp(), format);
}

/** The bigint of a number that was just parsed, and began at the byte `start`: of its digits, where a number loses some. */
export function bigintRead(
  r: ByteReader,
  start: number,
  value: number,
  format: 'int64' | 'uint64',
): bigint {
  if (Number.isSafeInteger(value)) return inRange(BigInt(value), format);
  const text = r.bytes.toString('latin1', start, r.position);
  const digits = text.startsWith('-') ? text.length - 1 : text.length;
  if (DIGITS.test(text) && digits <= MAX_DIGITS) return inRange(BigInt(text), format);
  return inRange(bigintOf(value) ?? giveUp(), format);
}

function inRange(value: bigint, format: 'int64' | 'uint64'): bigint {
  return value === within64Bits(value, format) ? value : giveUp();
}
