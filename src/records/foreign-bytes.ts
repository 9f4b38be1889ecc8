import { gunzipSync, inflateSync } from 'node:zlib';

/** Bytes that are no Avro or JSON record by their first bytes alone. */
interface ForeignFormat {
  readonly name: string;
  /** What they hold, where that can be had. */
  readonly inner?: Buffer;
}

/** Most that a compressed value may unpack to. */
const MAX_OUTPUT = 16 * 1024 * 1024;

interface Signature {
  readonly name: string;
  readonly starts: readonly (readonly number[])[];
  readonly unpack?: (bytes: Uint8Array) => Buffer;
}

const signatures: readonly Signature[] = [
  { name: 'gzip', starts: [[0x1f, 0x8b]], unpack: (bytes) => gunzipSync(bytes, { maxOutputLength: MAX_OUTPUT }) },
  {
    name: 'zlib',
    starts: [
      [0x78, 0x01],
      [0x78, 0x5e],
      [0x78, 0x9c],
      [0x78, 0xda],
    ],
    unpack: (bytes) => inflateSync(bytes, { maxOutputLength: MAX_OUTPUT }),
  },
  { name: 'zstd', starts: [[0x28, 0xb5, 0x2f, 0xfd]] },
  { name: 'LZ4', starts: [[0x04, 0x22, 0x4d, 0x18]] },
  {
    name: 'Snappy',
    starts: [
      [0xff, 0x06, 0x00, 0x00, 0x73, 0x4e, 0x61, 0x50],
      [0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00],
    ],
  },
];

/** What bytes are compressed with, by their first bytes; what can be unpacked here is, and has to unpack. */
export function compressionOf(bytes: Uint8Array): ForeignFormat | undefined {
  const found = signatures.find(({ starts }) =>
    starts.some((start) => start.every((byte, index) => bytes[index] === byte)),
  );
  if (found?.unpack === undefined) return found && { name: found.name };
  try {
    return { name: found.name, inner: found.unpack(bytes) };
  } catch {
    return undefined;
  }
}

/** A file or stream of another format that someone has put into a record whole. */
export function containerOf(bytes: Uint8Array): string | undefined {
  const startsWith = (...start: readonly number[]): boolean => start.every((byte, index) => bytes[index] === byte);
  if (startsWith(0x4f, 0x62, 0x6a, 0x01)) return 'an Avro object container file';
  if (startsWith(0xac, 0xed, 0x00, 0x05)) return "an object of Java's own serialization";
  if (startsWith(0x50, 0x41, 0x52, 0x31)) return 'a Parquet file';
  return undefined;
}
