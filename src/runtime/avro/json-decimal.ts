import { MAX_DECIMAL_BYTES } from './read.js';

/** How decimals come in JSON: as a text with a character for each byte, as decimal text, or as a number. */
export type JsonDecimals = 'bytes' | 'text' | 'number';

/** A decimal of Avro, as its schema has it. */
export interface DecimalType {
  readonly scale: number;
  readonly precision: number;
  /** How many bytes it has; undefined where they are counted with it. */
  readonly size?: number | undefined;
}

/** Whether a text is a decimal as people write it. */
export function isDecimalText(text: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(text);
}

/** Whether a text's characters could be the bytes of a number with no more digits than the decimal has. */
export function mayBeBytes(text: string, { precision, size }: DecimalType): boolean {
  if (size !== undefined) return text.length === size;
  if (text.length > MAX_DECIMAL_BYTES) return false;
  const unscaled = BigInt.asIntN(
    text.length * 8,
    BigInt(`0x${Buffer.from(text, 'latin1').toString('hex')}`),
  );
  return unscaled > -(10n ** BigInt(precision)) && unscaled < 10n ** BigInt(precision);
}

/** A number with all its digits written out: `4.8e-8` as 0.000000048. */
export function plainDigits(value: number | bigint): string {
  const [, sign = '', whole = '', fraction = '', exponent] =
    /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(String(value)) ?? [];
  if (exponent === undefined) return String(value);
  const point = 1 + Number(exponent);
  const digits = whole + fraction;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  // A number is written with an exponent only where it has no more digits than stand before the point.
  return `${sign}${digits.padEnd(point, '0')}`;
}
