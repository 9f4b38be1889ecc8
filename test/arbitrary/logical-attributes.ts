import type { Choices } from './choices.js';
import type { PrimitiveNode } from './schema-node.js';

/** A valid logical type for a primitive type; where there is none, an attribute that means nothing. */
export function attributesFor(choices: Choices, kind: PrimitiveNode['kind']): Readonly<Record<string, unknown>> {
  switch (kind) {
    case 'int':
      return { logicalType: choices.pick(['date', 'time-millis']) };
    case 'long':
      return {
        logicalType: choices.pick([
          'timestamp-millis',
          'timestamp-micros',
          'timestamp-nanos',
          'time-micros',
          'local-timestamp-millis',
          'local-timestamp-micros',
          'local-timestamp-nanos',
        ]),
      };
    case 'string':
      return { logicalType: 'uuid' };
    case 'bytes': {
      const precision = 1 + choices.below(30);
      return { logicalType: 'decimal', precision, scale: choices.below(precision + 1) };
    }
    case 'null':
    case 'boolean':
    case 'float':
    case 'double':
      return { 'connect.name': 'an attribute that means nothing' };
  }
}

/** A valid logical type for a fixed type of this size, if there is one. */
export function attributesForFixed(choices: Choices, size: number): Readonly<Record<string, unknown>> {
  if (size === 12) return { logicalType: 'duration' };
  if (size === 16 && choices.chance(50)) return { logicalType: 'uuid' };
  if (size === 0) return {};
  const most = Math.floor(Math.log10(2) * (8 * size - 1));
  const precision = 1 + choices.below(most);
  return { logicalType: 'decimal', precision, scale: choices.below(precision + 1) };
}
