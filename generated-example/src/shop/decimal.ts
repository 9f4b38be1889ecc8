/** The exact sum of two decimals as in `'-12.50'`, with as many digits behind the point as the longer one has. */
export function addDecimals(a: string, b: string): string {
  const left = parse(a);
  const right = parse(b);
  const scale = Math.max(left.scale, right.scale);
  return format({ units: rescale(left, scale) + rescale(right, scale), scale });
}

/** A decimal times a whole number, exact, with as many digits behind the point as it had. */
export function multiplyDecimal(decimal: string, factor: number): string {
  const { units, scale } = parse(decimal);
  return format({ units: units * BigInt(factor), scale });
}

/** `units` of ten to the power of `-scale`: 12.50 is 1250 of scale 2. */
interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

function parse(text: string): Decimal {
  const [whole = '', fraction = ''] = text.split('.');
  return { units: BigInt(whole + fraction), scale: fraction.length };
}

function rescale({ units, scale }: Decimal, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - scale);
}

function format({ units, scale }: Decimal): string {
  const sign = units < 0n ? '-' : '';
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
