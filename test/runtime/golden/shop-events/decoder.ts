import { ByteReader } from '../../../../src/runtime/byte-reader.js';
import { readText } from '../../../../src/runtime/kafka/plain-read.js';
import type { SchemaId } from '../../../../src/runtime/kafka/schema-id.js';
import type { ShopEventsKey, ShopEventsValue } from './types.js';

const reader = new ByteReader();

export function decodeValue(bytes: Uint8Array | null, schemaId?: SchemaId): ShopEventsValue | null {
  return bytes === null ? null : readValue(reader.openBytes(bytes), schemaId);
}

export function decodeValueBase64(base64: string, schemaId?: SchemaId): ShopEventsValue {
  return readValue(reader.openBase64(base64), schemaId);
}

export function decodeKey(bytes: Uint8Array | null, schemaId?: SchemaId): ShopEventsKey | null {
  return bytes === null ? null : readKey(reader.openBytes(bytes), schemaId);
}

export function decodeKeyBase64(base64: string, schemaId?: SchemaId): ShopEventsKey {
  return readKey(reader.openBase64(base64), schemaId);
}

export function readValue(r: ByteReader, schemaId?: SchemaId): ShopEventsValue {
  // The fixture writes nothing else.
  return readJson(r, 'value', schemaId) as ShopEventsValue;
}

export function readKey(r: ByteReader, schemaId?: SchemaId): ShopEventsKey {
  // The fixture writes nothing else.
  return readJson(r, 'ShopEventsKey', schemaId) as ShopEventsKey;
}

/** JSON in place of Avro: the decoder proper is tested elsewhere. */
function readJson(r: ByteReader, at: string, schemaId?: SchemaId): unknown {
  if (schemaId === undefined) return r.fail('the record has no schema id', 'lambda framing');
  const text = readText(r, at);
  try {
    return JSON.parse(text);
  } catch {
    return r.fail('not JSON', at);
  }
}
