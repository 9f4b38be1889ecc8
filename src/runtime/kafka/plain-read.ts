import type { ByteReader } from '../byte-reader.js';
import { readUtf8 } from '../utf8.js';

/** Reads a whole key or value as UTF-8 text. Throws a DecodeError for bytes that are not UTF-8. */
export function readText(r: ByteReader, at: string): string {
  return readUtf8(r, r.end - r.position, at);
}

/** Reads a whole key or value as bytes of its own. */
export function readRaw(r: ByteReader): Uint8Array {
  const bytes = Uint8Array.from(r.bytes.subarray(r.position, r.end));
  r.position = r.end;
  return bytes;
}
