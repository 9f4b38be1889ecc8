/**
 * The JSON encoding of Avro's types (specification, "JSON Encoding"), for fixtures: each function takes the function of
 * simulate/avro-write that writes the value, and that one's arguments, and gives the JSON of what it writes. Each throws an
 * EncodeError as that function does.
 */
import {
  isDecimalText,
  mayBeBytes,
  plainDigits,
  type DecimalType,
  type JsonDecimals,
} from '../avro/json-decimal.js';
import { decimalText, unscaledDecimal } from '../avro/logical.js';
import {
  readBoolean,
  readBytes,
  readDouble,
  readFixed,
  readFloat,
  readInt,
  readLong,
  readString,
} from '../avro/read.js';
import { ByteReader } from '../byte-reader.js';
import { ByteWriter } from './byte-writer.js';
import { EncodeError } from '../errors.js';
import { isObject } from '../json/check.js';

type Write<Args extends readonly unknown[]> = (w: ByteWriter, ...args: Args) => void;

export function booleanJson<Args extends readonly unknown[]>(
  write: Write<Args>,
  ...args: Args
): boolean {
  return readBoolean(written(write, args), '');
}

export function intJson<Args extends readonly unknown[]>(
  write: Write<Args>,
  ...args: Args
): number {
  return readInt(written(write, args), '');
}

export function longJson<Args extends readonly unknown[]>(
  write: Write<Args>,
  ...args: Args
): bigint {
  return readLong(written(write, args), '');
}

/** Writes numbers that are not finite by name, as Avro's own libraries do. */
export function floatJson<Args extends readonly unknown[]>(
  write: Write<Args>,
  ...args: Args
): number | string {
  const value = readFloat(written(write, args), '');
  return Number.isFinite(value) ? value : String(value);
}

export function doubleJson<Args extends readonly unknown[]>(
  write: Write<Args>,
  ...args: Args
): number | string {
  const value = readDouble(written(write, args), '');
  return Number.isFinite(value) ? value : String(value);
}

export function stringJson<Args extends readonly unknown[]>(
  write: Write<Args>,
  ...args: Args
): string {
  return readString(written(write, args), '');
}

/** A character for each byte. */
export function bytesJson<Args extends readonly unknown[]>(
  write: Write<Args>,
  ...args: Args
): string {
  return Buffer.from(readBytes(written(write, args), '')).toString('latin1');
}

export function fixedJson<Args extends readonly unknown[]>(
  write: Write<Args>,
  ...args: Args
): string {
  const r = written(write, args);
  return r.bytes.toString('latin1', r.position, r.end);
}

/**
 * A decimal in the form that `as` says; without that as its bytes, or where their text may be a decimal too, in a form that
 * can be nothing else. Throws an EncodeError where a number of JSON cannot hold its digits.
 */
export function decimalJson<Args extends readonly unknown[]>(
  { as, ...type }: DecimalType & { readonly as?: JsonDecimals | undefined },
  write: Write<Args>,
  ...args: Args
): number | string {
  const r = written(write, args);
  const bytes = type.size === undefined ? readBytes(r, '') : readFixed(r, '', type.size);
  const text = decimalText(Buffer.from(bytes), 0, bytes.length, type.scale);
  const bytesText = Buffer.from(bytes).toString('latin1');
  const isClear = (one: string): boolean => isDecimalText(one) !== mayBeBytes(one, type);
  if (as === 'bytes' || (as === undefined && isClear(bytesText))) return bytesText;
  if (as === 'text' || (as === undefined && isClear(text))) return text;
  const number = Number(text);
  if (unscaledDecimal(plainDigits(number), type.scale) !== unscaledDecimal(text, type.scale))
    throw new EncodeError(
      'a number of JSON cannot hold all digits of the decimal',
      String(args[1]),
    );
  return number;
}

/** An enum's symbol. */
export function symbolJson<T extends string>(value: T, at: string, symbols: readonly T[]): T {
  if (!symbols.includes(value))
    throw new EncodeError(`the ${typeof value} is not a symbol of the enum`, at);
  return value;
}

/** An array's items, each made JSON. */
export function arrayJson<T>(
  items: readonly T[],
  at: string,
  itemJson: (item: T) => unknown,
): unknown[] {
  if (!isList(items)) throw new EncodeError(`the ${typeof items} is not an array`, at);
  return items.map((item) => itemJson(item));
}

/** A map's entries, each made JSON; `__proto__` is one like any other. */
export function mapJson<T>(
  map: Readonly<Record<string, T>>,
  at: string,
  valueJson: (value: T) => unknown,
): object {
  if (!isObject(map)) throw new EncodeError(`the ${typeof map} is not an object`, at);
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, valueJson(value)]));
}

function isList(value: unknown): boolean {
  return Array.isArray(value);
}

function written<Args extends readonly unknown[]>(write: Write<Args>, args: Args): ByteReader {
  const w = new ByteWriter();
  write(w, ...args);
  return new ByteReader().openBytes(w.finish());
}
