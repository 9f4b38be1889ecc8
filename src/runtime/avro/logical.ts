/** The text forms of Avro's logical types, each with its way back. */

/** The greatest distance from 1970 that a Date can hold, in milliseconds (ECMA-262, "Time Values and Time Range"). */
export const MAX_DATE_MILLIS = 8.64e15;

/** The decimal that `bytes` from `start` to `end` (two's complement, big-endian) times 10^-scale is: exact, all digits of the scale kept. */
export function decimalText(bytes: Buffer, start: number, end: number, scale: number): string {
  if (end - start > 6) return wideDecimalText(bytes, start, end, scale);
  // Up to six bytes fit in a number.
  let unscaled = start === end ? 0 : ((bytes[start] ?? 0) << 24) >> 24;
  for (let position = start + 1; position < end; position++)
    unscaled = unscaled * 256 + (bytes[position] ?? 0);
  const magnitude = Math.abs(unscaled);
  const text =
    scale === 2 && magnitude < 1_000_000 ? centsText(magnitude) : pointed(String(magnitude), scale);
  return unscaled < 0 ? `-${text}` : text;
}

/** Hundredths below a million, by the codes of the characters: prices come by the thousand. */
function centsText(n: number): string {
  const { fromCharCode } = String;
  const a = 48 + (n % 10);
  const b = 48 + (((n / 10) | 0) % 10);
  const c = 48 + (((n / 100) | 0) % 10);
  if (n < 1_000) return fromCharCode(c, 46, b, a);
  const d = 48 + (((n / 1_000) | 0) % 10);
  if (n < 10_000) return fromCharCode(d, c, 46, b, a);
  const e = 48 + (((n / 10_000) | 0) % 10);
  if (n < 100_000) return fromCharCode(e, d, c, 46, b, a);
  return fromCharCode(48 + ((n / 100_000) | 0), e, d, c, 46, b, a);
}

function wideDecimalText(bytes: Buffer, start: number, end: number, scale: number): string {
  const unscaled = BigInt.asIntN(
    (end - start) * 8,
    BigInt(`0x${bytes.toString('hex', start, end)}`),
  );
  return unscaled < 0n ? `-${pointed(String(-unscaled), scale)}` : pointed(String(unscaled), scale);
}

/** The unscaled integer of a decimal string, or undefined if it is not a decimal or has more than `scale` digits after the point. */
export function unscaledDecimal(text: string, scale: number): bigint | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  const [, sign = '', whole = '', fraction = ''] = match ?? [];
  if (match === null || fraction.length > scale) return undefined;
  return BigInt(sign + whole + fraction.padEnd(scale, '0'));
}

export function uuidText(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Days since 1970-01-01 as YYYY-MM-DD (years past 9999 or before 0 as ISO 8601 writes them). */
export function dateText(days: number): string {
  const text = new Date(days * 86_400_000).toISOString();
  return text.slice(0, text.indexOf('T'));
}

/** A time since 1970 in units of 10^-digits seconds as ISO 8601 in UTC; undefined out of the range of Date. */
export function instantText(units: bigint, digits: number): string | undefined {
  const text = localText(units, digits);
  return text === undefined ? undefined : `${text}Z`;
}

/** The same with no offset. */
export function localText(units: bigint, digits: number): string | undefined {
  const perMilli = 10n ** BigInt(digits - 3);
  let finer = units % perMilli;
  if (finer < 0n) finer += perMilli;
  const millis = Number((units - finer) / perMilli);
  if (Math.abs(millis) > MAX_DATE_MILLIS) return undefined;
  const text = new Date(millis).toISOString().slice(0, -1);
  return digits === 3 ? text : text + String(finer).padStart(digits - 3, '0');
}

/** The way back from `instantText` and `localText`; undefined for a text that is neither, or names no day that there is. */
export function timeUnits(text: string, digits: number): bigint | undefined {
  const match = /^([+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z?$/.exec(text);
  const [, seconds = '', fraction = ''] = match ?? [];
  const millis = Date.parse(`${seconds}Z`);
  if (match === null || Number.isNaN(millis) || fraction.length > digits) return undefined;
  // Date.parse takes 30 February for 2 March.
  if (new Date(millis).toISOString().slice(0, -5) !== seconds) return undefined;
  return BigInt(millis / 1000) * 10n ** BigInt(digits) + BigInt(fraction.padEnd(digits, '0'));
}

function pointed(digits: string, scale: number): string {
  if (scale === 0) return digits;
  const padded = digits.padStart(scale + 1, '0');
  const point = padded.length - scale;
  return `${padded.slice(0, point)}.${padded.slice(point)}`;
}
