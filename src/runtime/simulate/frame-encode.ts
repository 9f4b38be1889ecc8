import { deflateSync } from 'node:zlib';

/** Puts Confluent's frame before a payload: 0x00 and the schema id, a positive int32, big-endian. */
export function confluentFrame(id: number, payload: Uint8Array): Uint8Array {
  const frame = Buffer.alloc(5);
  frame.writeInt32BE(id, 1);
  return Buffer.concat([frame, payload]);
}

/** The value of the header `__key_schema_id` or `__value_schema_id`, or the prefix of a payload: 0x01 and the GUID. */
export function confluentGuidHeader(guid: string): Uint8Array {
  return Buffer.concat([Uint8Array.of(0x01), uuidBytes(guid)]);
}

/** Puts Confluent's newer frame before a payload: 0x01 and the GUID of the schema. */
export function confluentGuidFrame(guid: string, payload: Uint8Array): Uint8Array {
  return Buffer.concat([confluentGuidHeader(guid), payload]);
}

/** Puts Glue's frame before a payload: 0x03, the compression and the UUID of the schema version. */
export function glueFrame(
  uuid: string,
  payload: Uint8Array,
  { compress = false }: { readonly compress?: boolean } = {},
): Uint8Array {
  const compression = compress ? 0x05 : 0x00;
  return Buffer.concat([
    Uint8Array.of(0x03, compression),
    uuidBytes(uuid),
    compress ? deflateSync(payload) : payload,
  ]);
}

/** Puts Avro's single-object frame before a payload; the fingerprint is 16 hex digits, the most significant first. */
export function singleObjectFrame(fingerprint: string, payload: Uint8Array): Uint8Array {
  const littleEndian = hexBytes(fingerprint, 8).reverse();
  return Buffer.concat([Uint8Array.of(0xc3, 0x01), littleEndian, payload]);
}

function uuidBytes(uuid: string): Uint8Array {
  return hexBytes(uuid.replaceAll('-', ''), 16);
}

/** Throws a RangeError unless `hex` has two digits for each byte. */
function hexBytes(hex: string, length: number): Uint8Array {
  const bytes = Buffer.from(hex, 'hex');
  if (hex.length !== 2 * length || bytes.length !== length)
    throw new RangeError(`not ${String(length)} bytes in hex: ${hex}`);
  return bytes;
}
