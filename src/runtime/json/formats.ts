/** A UUID of RFC 9562, in either case. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** A JSON pointer as text (RFC 6901). */
export function isJsonPointer(text: string): boolean {
  return JSON_POINTER.test(text);
}

const JSON_POINTER = /^(?:\/(?:[^~/]|~[01])*)*$/;

/** A relative JSON pointer: `1/name`, `0#`. */
export function isRelativeJsonPointer(text: string): boolean {
  return RELATIVE_JSON_POINTER.test(text);
}

const RELATIVE_JSON_POINTER = /^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~[01])*)*)$/;

/** A regular expression of ECMA-262, by its Unicode rules. */
export function isRegex(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

/** Base64 with padding (RFC 4648, section 4): the format `byte` of OpenAPI. */
export function isBase64(text: string): boolean {
  return text.length % 4 === 0 && BASE64.test(text);
}

const BASE64 = /^[A-Za-z\d+/]*={0,2}$/;

/** A whole number of 32 bits. */
export function isInt32(value: number | bigint): boolean {
  return isWithin(value, -2147483648, 2147483647);
}

export function isUint32(value: number | bigint): boolean {
  return isWithin(value, 0, 4294967295);
}

/** A whole number of 64 bits; what JSON's own reading rounds up to 2^63 is taken for less. */
export function isInt64(value: number | bigint): boolean {
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value;
  return isWithin(value, -(2 ** 63), 2 ** 63);
}

/** A whole number of 64 bits without sign; what JSON's own reading rounds up to 2^64 is taken for less. */
export function isUint64(value: number | bigint): boolean {
  if (typeof value === 'bigint') return BigInt.asUintN(64, value) === value;
  return isWithin(value, 0, 2 ** 64);
}

/** A number that 32 bits of floating point hold, rounded. */
export function isFloat(value: number | bigint): boolean {
  return Number.isFinite(Math.fround(Number(value)));
}

function isWithin(value: number | bigint, min: number, max: number): boolean {
  return (typeof value === 'bigint' || Number.isInteger(value)) && value >= min && value <= max;
}
