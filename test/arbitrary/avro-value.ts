import type fc from 'fast-check';

import {
  canonicalDouble,
  canonicalFloat,
  canonicalMap,
  type CanonicalEntry,
  type CanonicalValue,
} from '../oracle/canonical-value.js';
import { avscEncode, avscType } from '../oracle/avsc-oracle.js';
import { schemaFrom } from './avro-schema.js';
import { fromChoices, type Choices } from './choices.js';
import { heightsOf, shallowest } from './height.js';
import { logicalValueFrom } from './logical-value.js';
import { nodeOfSchema } from './node-of-schema.js';
import { branchOf, fullNameOf, hasAmbiguousUnion, nodesOf, schemaJson, type SchemaNode } from './schema-node.js';

const MAX_DEPTH = 8;
const DATUM_BYTES = 600;

/** A schema, a value of it, and the value as avsc encodes it. */
export interface AvroDatum {
  /** JSON. */
  readonly schema: unknown;
  readonly value: CanonicalValue;
  readonly bytes: Buffer;
  /** Whether a union of the schema has two branches that could read the same datum: there implementations differ in resolution. */
  readonly ambiguous: boolean;
}

/** A random schema with a random value. */
export function avroDatum(): fc.Arbitrary<AvroDatum> {
  return fromChoices(DATUM_BYTES, (choices) => datumFrom(schemaFrom(choices), choices));
}

/** A given schema, which avsc must accept, with a random value; throws where the schema has none. */
export function avroDatumOf(schema: unknown): fc.Arbitrary<AvroDatum> {
  const type = avscType(schema);
  const node = nodeOfSchema(schema);
  const heights = heightsOf(node);
  if (!heights.has(node)) throw new Error('the schema has no value: a record holds itself');
  const ambiguous = hasAmbiguousUnion(nodesOf(node));
  return fromChoices(DATUM_BYTES, (choices) => {
    const value = valueFrom(node, choices, { tame: new Set(), heights, depth: MAX_DEPTH });
    return { schema, value, bytes: avscEncode(type, value), ambiguous };
  });
}

/**
 * A random value of the schema, and its bytes. Values of the types in `tame` are such that promotion loses nothing: bytes are
 * UTF-8, and longs small (avsc loses the sign of a long beyond 2^52 that becomes a double).
 */
export function datumFrom(node: SchemaNode, choices: Choices, tame: ReadonlySet<SchemaNode> = new Set()): AvroDatum {
  const schema = schemaJson(node);
  const value = valueFrom(node, choices, { tame, heights: heightsOf(node), depth: MAX_DEPTH });
  return { schema, value, bytes: avscEncode(avscType(schema), value), ambiguous: hasAmbiguousUnion(nodesOf(node)) };
}

/** Builds a random value, with a bent for the ends of each type's range; of a logical type one that stands for something. */
function valueFrom(
  node: SchemaNode,
  choices: Choices,
  within: {
    readonly tame: ReadonlySet<SchemaNode>;
    readonly heights: ReadonlyMap<SchemaNode, number>;
    readonly depth: number;
  },
): CanonicalValue {
  const { tame, heights, depth } = within;
  const logical = tame.has(node) ? undefined : logicalValueFrom(node, choices);
  if (logical !== undefined) return logical;
  const below = { tame, heights, depth: depth - 1 };
  switch (node.kind) {
    case 'null':
      return null;
    case 'boolean':
      return choices.chance(50);
    case 'int':
      return { int: String(choices.pick([...INTS, choices.take(4).readInt32LE(), choices.below(1000)])) };
    case 'long':
      if (tame.has(node)) return { long: String(choices.pick([...INTS, choices.below(1000)])) };
      return { long: String(choices.pick([...INTS, ...LONGS, choices.take(8).readBigInt64LE(), choices.below(1000)])) };
    case 'float':
      return canonicalFloat(choices.pick([...NUMBERS, choices.take(4).readFloatLE()]));
    case 'double':
      return canonicalDouble(choices.pick([...NUMBERS, choices.take(8).readDoubleLE()]));
    case 'bytes':
      return {
        bytes: (tame.has(node) ? Buffer.from(textFrom(choices)) : choices.take(lengthFrom(choices))).toString('hex'),
      };
    case 'fixed':
      return { fixed: choices.take(node.size).toString('hex') };
    case 'string':
      return textFrom(choices);
    case 'enum':
      return { enum: node.symbols[choices.below(node.symbols.length)] ?? '' };
    case 'array':
      return {
        array: Array.from({ length: countFrom(choices, depth) }, () => valueFrom(node.items, choices, below)),
      };
    case 'map': {
      const entries = Array.from({ length: countFrom(choices, depth) }, (): CanonicalEntry => [
        choices.pick(KEYS),
        valueFrom(node.values, choices, below),
      ]);
      return canonicalMap(entries);
    }
    case 'union': {
      const mustEnd = depth <= 0 || choices.exhausted;
      const branch = mustEnd ? shallowest(node.branches, heights) : node.branches[choices.below(node.branches.length)];
      if (branch === undefined) throw new Error('a union without branches has no value');
      return { union: branchOf(branch), value: valueFrom(branch, choices, below) };
    }
    case 'record':
      return {
        record: fullNameOf(node),
        fields: node.fields.map((field) => [field.name, valueFrom(field.type, choices, below)]),
      };
  }
}

const INTS = [0, 1, -1, 63, -64, 64, -65, 8191, 8192, 2_147_483_647, -2_147_483_648] as const;
const LONGS = [
  2n ** 31n,
  -(2n ** 31n) - 1n,
  2n ** 53n,
  2n ** 53n + 1n,
  -(2n ** 53n) - 1n,
  2n ** 63n - 1n,
  -(2n ** 63n),
] as const;
const NUMBERS = [
  0,
  0.5,
  -0,
  1.1,
  -1e10,
  Infinity,
  -Infinity,
  NaN,
  5e-324,
  1e-45,
  3.4028234663852886e38,
  16_777_217,
] as const;
// Not `__proto__`: avsc loses such a key.
const KEYS = ['', 'a', 'b', 'constructor', 'toString', 'é', '\u{1f600}', '\uffff', '10', '9'] as const;

function countFrom(choices: Choices, depth: number): number {
  return depth <= 0 ? 0 : choices.pick([0, 1, 2, 3]);
}

function lengthFrom(choices: Choices): number {
  return choices.pick([0, 1, 2, 7, 16]);
}

function textFrom(choices: Choices): string {
  return choices.pick([
    '',
    'a',
    'text',
    'é',
    '\u{1f600}\u2028',
    '\u0000',
    '"\\\n',
    '0123456789abcdef'.repeat(choices.pick([1, 4, 10])),
  ]);
}
