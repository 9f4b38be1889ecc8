import { NULL, unionOf, type TypeNode } from './type-node.js';

/** The types of the values of an `enum` or `const`, as literals. */
export function literalType(values: readonly unknown[]): TypeNode {
  return unionOf(values.map(valueType));
}

function valueType(value: unknown): TypeNode {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return { kind: 'literal', value };
    case 'number':
      return { kind: 'literal', value: value === 0 ? 0 : value };
    case 'bigint':
      // In the JSON it is a number, of which no double holds every digit.
      return { kind: 'keyword', name: 'number' };
    default:
  }
  if (Array.isArray(value)) {
    return { kind: 'tuple', items: value.map(valueType), required: value.length, rest: undefined };
  }
  if (typeof value !== 'object' || value === null) return NULL;
  const properties = Object.entries(value).map(([name, inner]) => ({
    name,
    type: valueType(inner),
    optional: false,
    doc: [],
  }));
  return { kind: 'object', properties, index: undefined };
}

/** The values as bigints; undefined if one of them is no whole number. */
export function bigintLiterals(values: readonly unknown[]): TypeNode | undefined {
  const types = values.map((value): TypeNode | undefined => {
    if (value === null) return NULL;
    if (typeof value === 'bigint') return { kind: 'literal', value };
    if (typeof value === 'number' && Number.isSafeInteger(value)) return { kind: 'literal', value: BigInt(value) };
    return typeof value === 'string' && /^-?\d{1,20}$/.test(value)
      ? { kind: 'literal', value: BigInt(value) }
      : undefined;
  });
  const known = types.filter((type) => type !== undefined);
  return known.length === types.length ? unionOf(known) : undefined;
}
