import type { Choices } from './choices.js';
import type { FieldNode, SchemaNode } from './schema-node.js';

// Names that are legal in Avro and awkward in TypeScript, but not those that avsc itself fails on (see docs/avro-differences.md).
export const TYPE_NAMES = [
  'A',
  'Order',
  'order',
  'Item',
  'Date',
  'Map',
  'Record',
  'Uint8Array',
  'Default',
  'record',
  'enum_',
  'x1',
] as const;
const FIELD_NAMES = [
  'a',
  'id',
  'value',
  'type',
  'default',
  'class',
  'next',
  'Name',
  'name',
  'f_1',
  'await',
  'kind',
  'length',
  '_x',
] as const;
const SYMBOLS = ['A', 'B', 'C', 'a', 'UNKNOWN', 'class', 'null', 'true', '_', 'X_1'] as const;
export const NAMESPACES = ['', 'shop', 'com.shop.v1', 'a.b'] as const;
const DOCS = ['a doc', 'ends */ here', 'lines\nand `${ticks}`'] as const;

/** A name that is not among `taken`, made of one of `names`. */
export function freshName(choices: Choices, names: readonly [string, ...string[]], taken: ReadonlySet<string>): string {
  const name = choices.pick(names);
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}${number}`)) number++;
  return `${name}${number}`;
}

/** A new field with a name that is not among `taken`. */
export function fieldFrom(
  choices: Choices,
  options: { taken: ReadonlySet<string>; type: SchemaNode; default: unknown },
): FieldNode {
  return {
    name: freshName(choices, FIELD_NAMES, options.taken),
    type: options.type,
    aliases: [],
    order: choices.chance(5) ? choices.pick(['ascending', 'descending', 'ignore']) : undefined,
    doc: choices.chance(10) ? choices.pick(DOCS) : undefined,
    default: options.default,
  };
}

/** Symbols for an enum, none twice and none among `taken`. */
export function symbolsFrom(choices: Choices, taken: readonly string[], count: number): string[] {
  const symbols = new Set(taken);
  for (let index = 0; index < count; index++) symbols.add(freshName(choices, SYMBOLS, symbols));
  return [...symbols].slice(taken.length);
}
