/** A JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON array. */
export function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** A number that is one: `1e999` is read as infinite. */
export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && value - value === 0;
}

/** A number without a fraction: `1.0` is one too. */
export function isInteger(value: unknown): value is number {
  return Number.isInteger(value);
}

/** A number, or one read as a bigint since a number would not hold its digits. */
export function isNumeric(value: unknown): value is number | bigint {
  return isNumber(value) || typeof value === 'bigint';
}

/** A number without a fraction, or one read as a bigint since a number would not hold its digits. */
export function isWhole(value: unknown): value is number | bigint {
  return Number.isInteger(value) || typeof value === 'bigint';
}

/** Whether a text has fewer than `length` characters (Unicode code points). */
export function isShorter(text: string, length: number): boolean {
  // A code point takes one or two UTF-16 units.
  if (text.length < length) return true;
  return text.length < 2 * length && codePoints(text) < length;
}

/** Whether a text has more than `length` characters (Unicode code points). */
export function isLonger(text: string, length: number): boolean {
  if (text.length <= length) return false;
  return text.length > 2 * length || codePoints(text) > length;
}

function codePoints(text: string): number {
  let count = text.length;
  for (let i = 1; i < text.length; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xdc00 && (text.charCodeAt(i - 1) & 0xfc00) === 0xd800) {
      count--;
    }
  }
  return count;
}

/** How many properties an object has. */
export function countKeys(object: Readonly<Record<string, unknown>>): number {
  return Object.keys(object).length;
}

/** A property of an object's own, for names that every object inherits; undefined if it has none. */
export function ownProperty(object: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
