import { encodeValue } from '../../src/avro/encode-value.js';
import { ByteWriter } from '../../src/runtime/simulate/byte-writer.js';
import type { Shape } from '../../src/runtime/resolution/value-shape.js';

/** The bytes of a value of a shape. Throws EncodeError. */
export function encodeShape(shape: Shape, value: unknown): Uint8Array {
  const writer = new ByteWriter();
  encodeValue(writer, shape, value, 'value');
  return writer.finish();
}
