/**
 * An Avro value as plain JSON data that loses nothing and names its types, so that values from different Avro
 * implementations can be compared with `toEqual`. Logical types are not applied: it is the underlying value.
 *
 * | Avro            | canonical value                                                                        |
 * | --------------- | -------------------------------------------------------------------------------------- |
 * | null, boolean   | `null`, `true`, `false`                                                                |
 * | int, long       | `{ int: '-7' }`, `{ long: '9007199254740993' }`: decimal digits                        |
 * | float, double   | `{ float: '3fc00000' }`, `{ double: '3ff8000000000000' }`: IEEE 754 bits, most significant first, every NaN as `7fc00000` or `7ff8000000000000` |
 * | string          | a string                                                                               |
 * | bytes, fixed    | `{ bytes: '00ff' }`, `{ fixed: '00ff' }`: hexadecimal                                  |
 * | enum            | `{ enum: 'SYMBOL' }`                                                                   |
 * | array           | `{ array: [item, …] }`                                                                 |
 * | map             | `{ map: [[key, value], …] }`: in code-unit order of the keys, each key once            |
 * | record          | `{ record: 'full.Name', fields: [[name, value], …] }`: in the schema's order           |
 * | union           | `{ union: branch, value }`: `branch` is a full name or the name of the type            |
 *
 * Pairs stand where an object might, because `__proto__` is a legal field name and map key.
 */
export type CanonicalValue =
  | null
  | boolean
  | string
  | { readonly int: string }
  | { readonly long: string }
  | { readonly float: string }
  | { readonly double: string }
  | { readonly bytes: string }
  | { readonly fixed: string }
  | { readonly enum: string }
  | { readonly array: readonly CanonicalValue[] }
  | { readonly map: readonly CanonicalEntry[] }
  | { readonly record: string; readonly fields: readonly CanonicalEntry[] }
  | { readonly union: string; readonly value: CanonicalValue };

export type CanonicalEntry = readonly [name: string, value: CanonicalValue];

/** The canonical form of an Avro float: `value` is rounded to single precision. */
export function canonicalFloat(value: number): { readonly float: string } {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  return { float: Number.isNaN(value) ? '7fc00000' : hex(view) };
}

/** The canonical form of an Avro double. */
export function canonicalDouble(value: number): { readonly double: string } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return { double: Number.isNaN(value) ? '7ff8000000000000' : hex(view) };
}

/** The number that `canonicalFloat` or `canonicalDouble` was made from (rounded, for a float). */
export function numberFromBits(bits: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${bits}`));
  return bits.length === 8 ? view.getFloat32(4) : view.getFloat64(0);
}

/** The canonical form of a map, whatever the order of its entries; of entries with one key the last one counts. */
export function canonicalMap(entries: Iterable<CanonicalEntry>): { readonly map: readonly CanonicalEntry[] } {
  return { map: [...new Map(entries)].sort(([a], [b]) => (a < b ? -1 : 1)) };
}

function hex(view: DataView): string {
  return Buffer.from(view.buffer).toString('hex');
}
