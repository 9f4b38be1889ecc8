import { ByteReader } from '../../../../src/runtime/byte-reader.js';
import { UnknownSchemaError } from '../../../../src/runtime/errors.js';
import { readConfluentFrame } from '../../../../src/runtime/kafka/framing.js';
import { readText } from '../../../../src/runtime/kafka/plain-read.js';
import type { SchemaId } from '../../../../src/runtime/kafka/schema-id.js';
import type { OrdersKey, OrdersValue } from './types.js';

const reader = new ByteReader();

export function decodeValue(bytes: Uint8Array | null, schemaId?: SchemaId): OrdersValue | null {
  return bytes === null ? null : readValue(reader.openBytes(bytes), schemaId);
}

export function decodeValueBase64(base64: string, schemaId?: SchemaId): OrdersValue {
  return readValue(reader.openBase64(base64), schemaId);
}

export function decodeKey(bytes: Uint8Array | null): OrdersKey | null {
  return bytes === null ? null : readKey(reader.openBytes(bytes));
}

export function decodeKeyBase64(base64: string): OrdersKey {
  return readKey(reader.openBase64(base64));
}

export function readKey(r: ByteReader): OrdersKey {
  return readText(r, 'key');
}

/** JSON in place of Avro: the decoder proper is tested elsewhere. */
export function readValue(r: ByteReader, schemaId?: SchemaId): OrdersValue {
  const id = schemaId === undefined ? readConfluentFrame(r) : String(schemaId);
  if (id !== '7') throw new UnknownSchemaError(id, ['7']);
  const text = readText(r, 'Order');
  try {
    // The fixture writes nothing else.
    return JSON.parse(text) as OrdersValue;
  } catch {
    return r.fail('not JSON', 'Order');
  }
}
