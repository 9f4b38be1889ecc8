import { inflateSync } from 'node:zlib';
import { byteCount, type ByteReader } from '../byte-reader.js';
import { ID_ZERO_HINT } from './framing-hint.js';

/** The most bytes that a compressed Glue payload may inflate to, so that a small record cannot fill the memory. */
export const MAX_INFLATED_BYTES: number = 16 * 1024 * 1024;

/**
 * Reads Confluent's frame (0x00, big-endian int32) and returns the schema id in decimal digits.
 * Throws a DecodeError if the magic byte or the id is wrong.
 */
export function readConfluentFrame(reader: ByteReader, at = 'confluent frame'): string {
  const start = reader.take(5, at);
  if (reader.bytes[start] !== 0x00) refuseByte(reader, start, 0x00, at);
  const id = reader.view.getInt32(start + 1);
  if (id < 0) reader.fail(`the schema id ${String(id)} is negative`, at, start + 1);
  if (id === 0 && isLongId(reader)) reader.fail('the schema id is 0', at, start + 1, ID_ZERO_HINT);
  reader.framed = true;
  if (id !== lastId) {
    lastId = id;
    lastIdText = String(id);
  }
  return lastIdText;
}

/**
 * Reads Confluent's newer frame (0x01, 16-byte GUID) and returns the GUID in lower case; the older frame
 * (0x00, int32) is read too, since both meet in one topic while its producers are upgraded.
 * Throws a DecodeError if it is neither.
 */
export function readConfluentGuidFrame(reader: ByteReader, at = 'confluent-guid frame'): string {
  if (reader.bytes[reader.position] === 0x00 && reader.position < reader.end)
    return readConfluentFrame(reader, at);
  const start = reader.take(17, at);
  if (reader.bytes[start] !== 0x01) refuseByte(reader, start, 0x01, at);
  reader.framed = true;
  return uuidAt(reader, start + 1);
}

/**
 * Reads Glue's frame (0x03, compression, 16-byte UUID) and returns the UUID of the schema version in lower
 * case. A zlib payload is inflated and the reader pointed at the result: later offsets count from its start.
 * Throws a DecodeError if the frame is wrong, or the payload corrupt or larger than `maxInflatedBytes`.
 */
export function readGlueFrame(
  reader: ByteReader,
  maxInflatedBytes: number = MAX_INFLATED_BYTES,
): string {
  const at = 'glue frame';
  const start = reader.take(18, at);
  if (reader.bytes[start] !== 0x03) refuseByte(reader, start, 0x03, at);
  const id = uuidAt(reader, start + 2);
  const compression = reader.bytes[start + 1];
  if (compression === 0x05) reader.openBytes(inflate(reader, maxInflatedBytes));
  else if (compression !== 0x00)
    reader.fail(`unknown compression 0x${hex(compression)}`, at, start + 1);
  reader.framed = true;
  return id;
}

/**
 * Reads whichever of Confluent's and Glue's frames there is before a JSON text, and returns the schema id; undefined
 * if there is none. The first byte decides: no JSON text begins with the first byte of a frame.
 * Throws a DecodeError if the frame that it begins is wrong.
 */
export function readAnyFrame(reader: ByteReader): string | undefined {
  if (reader.position === reader.end) return undefined;
  switch (reader.bytes[reader.position]) {
    case 0x00:
    case 0x01:
      return readConfluentGuidFrame(reader, 'confluent frame');
    case 0x03:
      return readGlueFrame(reader);
    default:
      return undefined;
  }
}

/**
 * Reads Avro's single-object frame (0xC3 0x01, little-endian CRC-64-AVRO fingerprint) and returns the
 * fingerprint as 16 hex digits, the most significant first. Throws a DecodeError if it is another frame.
 */
export function readSingleObjectFrame(reader: ByteReader): string {
  const at = 'single-object frame';
  const start = reader.take(10, at);
  if (reader.bytes[start] !== 0xc3) refuseByte(reader, start, 0xc3, at);
  if (reader.bytes[start + 1] !== 0x01) refuseByte(reader, start + 1, 0x01, at);
  reader.framed = true;
  return reader.bytes
    .readBigUInt64LE(start + 2)
    .toString(16)
    .padStart(16, '0');
}

/** Whether the four zero bytes just read are the first half of an id of eight: ids are counted from 1. */
function isLongId({ bytes, position, end }: ByteReader): boolean {
  if (end - position < 4) return false;
  const id = bytes.readUInt32BE(position);
  return id > 0 && id < 2 ** 24;
}

function refuseByte(reader: ByteReader, position: number, expected: number, at: string): never {
  const byte = reader.bytes[position];
  return reader.fail(`expected byte 0x${hex(expected)}, found 0x${hex(byte)}`, at, position);
}

function hex(byte: number | undefined): string {
  return (byte ?? 0).toString(16).padStart(2, '0').toUpperCase();
}

// The last ids read. Nearly all records of a topic have the same one, and comparing is much cheaper than printing.
let lastId = 0;
let lastIdText = '0';
let lastWords: readonly [number, number, number, number] = [0, 0, 0, 0];
let lastUuid = '00000000-0000-0000-0000-000000000000';

function uuidAt({ bytes, view }: ByteReader, start: number): string {
  const [a, b, c, d] = lastWords;
  const w = view.getInt32(start);
  const x = view.getInt32(start + 4);
  const y = view.getInt32(start + 8);
  const z = view.getInt32(start + 12);
  if (w !== a || x !== b || y !== c || z !== d) {
    lastWords = [w, x, y, z];
    lastUuid = bytes
      .toString('hex', start, start + 16)
      .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }
  return lastUuid;
}

/** Inflates what is left in the reader. */
function inflate(reader: ByteReader, maxOutputLength: number): Uint8Array {
  const compressed = reader.bytes.subarray(reader.position, reader.end);
  const at = 'glue frame';
  let inflated: { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };
  try {
    // With `info`, zlib returns the engine too, as its documentation says; the types leave that out.
    inflated = inflateSync(compressed, {
      maxOutputLength,
      info: true,
    }) as unknown as typeof inflated;
  } catch (error) {
    const tooLarge = error instanceof RangeError;
    return reader.fail(
      tooLarge ? `more than ${String(maxOutputLength)} bytes when inflated` : 'corrupt zlib data',
      at,
    );
  }
  const left = compressed.length - inflated.engine.bytesWritten;
  if (left > 0) reader.fail(`${byteCount(left)} left after the zlib data`, at, reader.end - left);
  return inflated.buffer;
}
