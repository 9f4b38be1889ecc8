/**
 * Whether a number is a whole multiple of `step`, both taken as the decimals that they are written as: 0.3 is one of 0.1.
 * `scale` is the power of ten that makes `step` whole; 0 where that is past what a number holds.
 */
export function isMultipleOf(value: number | bigint, step: number, scale: number): boolean {
  if (typeof value === 'number' && scale > 0) {
    const scaled = Math.round(value * scale);
    const units = Math.round(step * scale);
    // A decimal of up to 15 digits is identified by its nearest number, so this comparison is exact.
    if (Math.abs(scaled) < 1e15 && units < 1e15) {
      return value === scaled / scale && scaled % units === 0;
    }
  }
  const dividend = decimalOf(value);
  const divisor = decimalOf(step);
  const exponent = Math.min(dividend.exponent, divisor.exponent);
  return wholeOf(dividend, exponent) % wholeOf(divisor, exponent) === 0n;
}

interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

function decimalOf(value: number | bigint): Decimal {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

function wholeOf(decimal: Decimal, exponent: number): bigint {
  return decimal.digits * 10n ** BigInt(decimal.exponent - exponent);
}
