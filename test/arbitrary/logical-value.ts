import type { CanonicalValue } from '../oracle/canonical-value.js';
import type { Choices } from './choices.js';
import type { SchemaNode } from './schema-node.js';

const DAY = 86_400_000;
/** The ends of what a JavaScript Date can hold, in milliseconds. */
const DATE_RANGE = 8.64e15;

/**
 * A random value of a logical type that stands for something: within the range of a Date, of a day or of the precision, a
 * decimal in as few bytes as hold it. Undefined for a type without such bounds, and for a logical type that is not valid.
 */
export function logicalValueFrom(node: SchemaNode, choices: Choices): CanonicalValue | undefined {
  if (!('attributes' in node)) return undefined;
  const { logicalType, precision } = node.attributes;
  switch (`${node.kind} ${String(logicalType)}`) {
    case 'int date':
      return { int: String(within(choices, DATE_RANGE / DAY)) };
    case 'int time-millis':
      return { int: String(choices.pick([0, 1, DAY - 1, choices.take(4).readUInt32LE() % DAY])) };
    case 'long time-micros': {
      const micros = BigInt(DAY) * 1000n;
      return { long: String(choices.pick([0n, 1n, micros - 1n, choices.take(8).readBigUInt64LE() % micros])) };
    }
    case 'long timestamp-millis':
    case 'long local-timestamp-millis':
      return { long: String(within(choices, DATE_RANGE)) };
    case 'long timestamp-micros':
    case 'long local-timestamp-micros':
      return { long: String(BigInt(within(choices, DATE_RANGE)) * 1000n + BigInt(choices.below(1000))) };
    case 'bytes decimal':
    case 'fixed decimal': {
      if (typeof precision !== 'number' || !Number.isInteger(precision) || precision < 1) return undefined;
      const value = decimalFrom(choices, precision);
      if (!('size' in node)) return { bytes: shortestBytesOf(value).toString('hex') };
      const isHeld = 10n ** BigInt(precision) <= 2n ** BigInt(Math.max(0, 8 * node.size - 1));
      return isHeld ? { fixed: bytesOf(value, node.size).toString('hex') } : undefined;
    }
    default:
      return undefined;
  }
}

function within(choices: Choices, most: number): number {
  // A little less than the end, so that smaller units can be added.
  const ends = most - 1;
  return choices.pick([0, 1, -1, ends, -ends, Math.trunc((choices.take(4).readInt32LE() / 2 ** 31) * ends)]);
}

function decimalFrom(choices: Choices, precision: number): bigint {
  const beyond = 10n ** BigInt(precision);
  const some = choices.take(8).readBigInt64LE() % beyond;
  return choices.pick([0n, 1n, -1n, beyond - 1n, 1n - beyond, some]);
}

/** Two's complement, most significant byte first. */
function bytesOf(value: bigint, size: number): Buffer {
  return Buffer.from(
    BigInt.asUintN(8 * size, value)
      .toString(16)
      .padStart(2 * size, '0'),
    'hex',
  );
}

function shortestBytesOf(value: bigint): Buffer {
  let size = 1;
  while (BigInt.asIntN(8 * size, value) !== value) size++;
  return bytesOf(value, size);
}
