import type { AvroType, FixedType } from './schema.js';
import { logicalOf } from './read-logical.js';
import { defineType, readName } from './read-name.js';
import {
  attributesOf,
  describe,
  reportFault,
  within,
  type Json,
  type Place,
  type SchemaReading,
} from './schema-reading.js';

export function readFixed(reading: SchemaReading, json: Json, place: Place): AvroType {
  const name = readName(reading, json, place);
  const { size } = json;
  if (typeof size !== 'number' || !Number.isInteger(size) || size < 0 || size > 2 ** 31 - 1) {
    return reportFault(
      reading,
      within(place, 'size'),
      `the size of fixed "${name.fullName}" must be a number of bytes, found ${describe(size)}`,
    );
  }
  const type: FixedType = {
    kind: 'fixed',
    ...name,
    size,
    logical: logicalOf(reading, json, 'fixed', place, size),
    attributes: attributesOf(json, ['size', 'precision', 'scale']),
  };
  return defineType(reading, type, place);
}
