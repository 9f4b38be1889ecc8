/** Which JSON values the JSON encoding of Avro's types could be (specification, "JSON Encoding"), and which other forms are read. */

import { isDecimalText } from './json-decimal.js';

export const fitsNull = (value: unknown): boolean => value === null;
export const fitsBoolean = (value: unknown): boolean => typeof value === 'boolean';
export const fitsNumber = (value: unknown): boolean =>
  typeof value === 'number' || typeof value === 'bigint';
export const fitsText = (value: unknown): boolean => typeof value === 'string';
export const fitsList = (value: unknown): boolean => Array.isArray(value);

export function fitsInt(value: unknown): boolean {
  return typeof value === 'number' && value === (value | 0);
}

export function fitsLong(value: unknown): boolean {
  return (
    Number.isSafeInteger(value) || (typeof value === 'bigint' && BigInt.asIntN(64, value) === value)
  );
}

/** A byte a character. */
export function fitsBytes(value: unknown): boolean {
  return typeof value === 'string' && Buffer.from(value, 'latin1').toString('latin1') === value;
}

export function fitsFixed(size: number): (value: unknown) => boolean {
  return (value) => typeof value === 'string' && value.length === size && fitsBytes(value);
}

export function fitsSymbol(symbols: readonly string[]): (value: unknown) => boolean {
  return (value) => typeof value === 'string' && symbols.includes(value);
}

export function fitsObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function fitsDigits(value: unknown): boolean {
  return typeof value === 'string' && /^-?\d{1,19}$/.test(value);
}

export function fitsDecimal(value: unknown): boolean {
  return typeof value === 'string' && isDecimalText(value);
}

export function fitsNotFinite(value: unknown): boolean {
  return value === 'NaN' || value === 'Infinity' || value === '-Infinity';
}

/** A time in ISO 8601, a number of a timestamp in digits, or a number. */
export function fitsTextOrNumber(value: unknown): boolean {
  return fitsText(value) || fitsNumber(value);
}
