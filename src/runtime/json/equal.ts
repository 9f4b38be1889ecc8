/** As deep as values are compared: deeper than any that is meant to be, and no danger to the call stack. */
const MAX_DEPTH = 500;
/** Up to this many items, comparing each with each is faster than keeping a set. */
const FEW_ITEMS = 8;

/** Whether a value is equal, as JSON, to one of those listed: the order of properties does not matter, and 1.0 is 1. */
export function isOneOf(value: unknown, list: readonly unknown[]): boolean {
  for (const item of list) if (equalsJson(value, item)) return true;
  return false;
}

/** Whether two JSON values are equal; recurses no deeper than the shallower of them. */
export function equalsJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return isSameNumber(a, b);
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => equalsJson(item, b[index]))
    );
  }
  const entries = Object.entries(a);
  const others = new Map<string, unknown>(Object.entries(b));
  if (entries.length !== others.size) return false;
  return entries.every(([key, item]) => others.has(key) && equalsJson(item, others.get(key)));
}

/** Whether two items of an array are equal, as JSON; takes time in proportion to the array's text. */
export function hasDuplicates(items: readonly unknown[]): boolean {
  if (items.length < 2) return false;
  if (items.length <= FEW_ITEMS && items.every(isText)) {
    return items.some((item, index) => items.indexOf(item) !== index);
  }
  const texts = new Set<string>();
  for (const item of items) texts.add(canonicalText(item, 0));
  return texts.size !== items.length;
}

/** Canonical text of a value: equal for all spellings of one value. Values nested too deeply to compare count as equal. */
function canonicalText(value: unknown, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isFinite(number) && BigInt(number) === value ? String(number) : String(value);
  }
  if (typeof value !== 'object' || value === null) return String(value);
  if (depth > MAX_DEPTH) return '…';
  if (Array.isArray(value)) {
    return `[${value.map((item) => canonicalText(item, depth + 1)).join()}]`;
  }
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  const texts = entries.map(
    ([key, item]) => `${JSON.stringify(key)}:${canonicalText(item, depth + 1)}`,
  );
  return `{${texts.join()}}`;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Whether a number and a bigint are the same number. */
function isSameNumber(a: unknown, b: unknown): boolean {
  if (typeof a === 'number') return typeof b === 'bigint' && isSameNumber(b, a);
  return typeof a === 'bigint' && typeof b === 'number' && a >= b && a <= b;
}
