/** All that can be seen of a decoded value: the order of its properties, -0, Dates, bigints, and what its objects inherit. */
export function exactText(value: unknown): string {
  if (value instanceof Date) return `Date(${value.getTime()})`;
  if (Array.isArray(value)) return `[${value.map(exactText).join()}]`;
  if (typeof value === 'object' && value !== null) {
    // The module runs in the same realm, so that all plain objects have one prototype.
    const kind = Object.getPrototypeOf(value) === Object.prototype ? '' : 'odd';
    const entries = Object.entries(value).map(([name, entry]) => `${JSON.stringify(name)}:${exactText(entry)}`);
    return `${kind}{${entries.join()}}`;
  }
  if (typeof value === 'bigint') return `${value}n`;
  return Object.is(value, -0) ? '-0' : JSON.stringify(value);
}
