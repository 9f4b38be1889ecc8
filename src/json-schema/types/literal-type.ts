import { tupleSchema } from './array-type.js';
import { EMPTY_OBJECT, NULL, NUMBER, objectSchema, unionOf, type TypeSchema } from './type-schema.js';

/** The type of the values of an `enum` or `const`, as literals. */
export function literalType(values: readonly unknown[]): TypeSchema {
  return unionOf(values.map(valueType));
}

function valueType(value: unknown): TypeSchema {
  if (value === null) return NULL;
  if (typeof value === 'string' || typeof value === 'boolean') return { enum: [value] };
  // Digits beyond those of a double, or a size beyond its range, have no literal.
  if (typeof value !== 'object') return typeof value === 'number' && isFinite(value) ? { enum: [value] } : NUMBER;
  if (Array.isArray(value)) return tupleSchema(value.map(valueType));
  const names = Object.keys(value);
  const properties = Object.entries(value).map(([name, inner]) => [name, valueType(inner)] as const);
  return names.length === 0 ? EMPTY_OBJECT : { ...objectSchema(properties, names), additionalProperties: false };
}

/** The values as bigints; undefined if one of them is not a whole number. */
export function bigintLiterals(values: readonly unknown[]): TypeSchema | undefined {
  const types = values.map((value): TypeSchema | undefined => {
    if (value === null) return NULL;
    if (typeof value === 'bigint') return { tsType: `${value}n` };
    if (typeof value === 'number' && Number.isSafeInteger(value)) return { tsType: `${BigInt(value)}n` };
    return typeof value === 'string' && /^-?\d{1,20}$/.test(value) ? { tsType: `${BigInt(value)}n` } : undefined;
  });
  const known = types.filter((type) => type !== undefined);
  return known.length === types.length ? unionOf(known) : undefined;
}
