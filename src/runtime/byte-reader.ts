import { DecodeError } from './errors.js';

/** How deep a recursive type may nest, so that hostile bytes cannot exhaust the stack. */
export const MAX_DEPTH = 500;

/** How many items of no bytes (null, empty records) one message may hold, so that a few bytes cannot claim gigabytes. */
export const MAX_EMPTY_ITEMS = 1_000_000;

const INITIAL_SLAB_BYTES = 16_384;

/**
 * A cursor over the bytes of one key or value. One reader serves every record: base64 is decoded
 * into a slab it keeps, so nothing is allocated for a record but its own values.
 */
export class ByteReader {
  bytes: Buffer = Buffer.alloc(0);
  position = 0;
  end = 0;
  /** Bytes of the message before `start` that were replaced when a compressed frame was inflated. */
  depth = 0;
  emptyItems = 0;
  /** The bytes from `textStart` to `end` as Latin-1, made when the first string is read. */
  text = '';
  textStart = -1;
  private slab: Buffer = Buffer.alloc(0);

  /** Points the reader at `bytes`, which must not change until the message is read. */
  openBytes(bytes: Uint8Array): this {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return this.rewind(0, bytes.byteLength);
  }

  /** Decodes base64, as Lambda delivers keys and values, and points the reader at the result. */
  openBase64(base64: string): this {
    const room = Math.ceil(base64.length / 4) * 3;
    if (room > this.slab.length) this.slab = Buffer.allocUnsafeSlow(Math.max(room, INITIAL_SLAB_BYTES));
    const length = this.slab.write(base64, 0, 'base64');
    if (length !== base64Length(base64)) throw new DecodeError('the text is not base64', length, 'base64');
    this.bytes = this.slab;
    return this.rewind(0, length);
  }

  /** Throws unless every byte has been read. */
  close(at: string): void {
    if (this.position !== this.end) {
      throw new DecodeError(`${this.end - this.position} bytes are left after the value`, this.position, at);
    }
  }

  fail(reason: string, at: string, byteOffset = this.position): never {
    throw new DecodeError(reason, byteOffset, at);
  }

  private rewind(position: number, end: number): this {
    this.position = position;
    this.end = end;
    this.depth = 0;
    this.emptyItems = 0;
    this.textStart = -1;
    return this;
  }
}

/** The number of bytes that `base64` (with or without padding) stands for. */
function base64Length(base64: string): number {
  let length = base64.length;
  if (length > 0 && base64.charCodeAt(length - 1) === 61) length--;
  if (length > 0 && base64.charCodeAt(length - 1) === 61) length--;
  return Math.floor((length * 3) / 4);
}
