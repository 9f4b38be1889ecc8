import { interpret } from '../../src/runtime/resolution/interpret.js';
import { parseAvroSchema } from '../../src/runtime/resolution/parse-schema.js';
import { resolve } from '../../src/runtime/resolution/resolve.js';
import type { AvroType } from '../../src/runtime/resolution/schema.js';
import { ByteReader } from '../../src/runtime/byte-reader.js';
import { DEFAULT_VALUES, shapeOf, type Shape, type ValueSettings } from '../../src/runtime/resolution/value-shape.js';

/** The type that a schema's JSON stands for; throws with the faults of one that is not valid. */
export function typeOf(schema: unknown): AvroType {
  const { type, faults, readerFaults } = parseAvroSchema(schema);
  const all = [...faults, ...readerFaults];
  if (type === undefined || all.length > 0)
    throw new Error(all.map(({ pointer, message }) => `${pointer}: ${message}`).join('; '));
  return type;
}

export function shapeFor(schema: unknown, values: Partial<ValueSettings> = {}): Shape {
  return shapeOf(typeOf(schema), { values: { ...DEFAULT_VALUES, ...values }, fields: {} });
}

/** The interpreter for one writer's bytes and one reader's values; throws when the schemas do not resolve. Wants all bytes read. */
export function interpreter(writer: unknown, reader: Shape = shapeFor(writer)): (bytes: Uint8Array) => unknown {
  const result = resolve(typeOf(writer), reader);
  if (!result.ok) throw new Error(result.faults.map(({ at, reason }) => `${at}: ${reason}`).join('; '));
  const read = interpret(result.resolution, 'value');
  const r = new ByteReader();
  return (bytes) => {
    const value = read(r.openBytes(bytes));
    r.close('value');
    return value;
  };
}
