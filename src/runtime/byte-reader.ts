import { DecodeError } from './errors.js';
import { framingHint } from './kafka/framing-hint.js';

/** How deep a recursive record may nest, so that hostile bytes cannot exhaust the stack. */
export const MAX_DEPTH = 500;

/**
 * The maximum number of values in one message that take no bytes (nulls, empty records and arrays of them, what defaults
 * stand for), so that a few bytes cannot claim gigabytes.
 */
export const MAX_EMPTY_VALUES = 100_000;
export const TOO_MANY_EMPTY = `more than ${MAX_EMPTY_VALUES} values of zero bytes`;

const SLAB_BYTES = 16_384;

const NOTHING = Buffer.alloc(0);

/**
 * A cursor over the bytes of one key or value. One reader serves every record: base64 is decoded into a
 * slab that it keeps, so nothing is allocated for a record but the record's own values.
 */
export class ByteReader {
  bytes: Buffer = NOTHING;
  view: DataView = new DataView(NOTHING.buffer, 0, 0);
  /** Where the next byte is read, and where the message ends. */
  position = 0;
  end = 0;
  /** Whether the message's frame has been read. */
  framed = false;
  /** How many recursive records are open. */
  depth = 0;
  /** How many values that take no bytes have been counted. */
  emptyValues = 0;
  /** The bytes from `textStart` to `textEnd` as Latin-1: ASCII strings are cut from it. */
  text = '';
  textStart = 0;
  textEnd = 0;
  private slab: Buffer = NOTHING;
  private slabView: DataView = this.view;

  /** Points the reader at `bytes`, which must not change until the message is read. */
  openBytes(bytes: Uint8Array): this {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return this.rewind(bytes.byteLength);
  }

  /** Decodes base64, as Lambda delivers keys and values, and points the reader at the result. */
  openBase64(base64: string): this {
    const room = (base64.length >> 2) * 3 + 3;
    if (room > this.slab.length) {
      this.slab = Buffer.allocUnsafeSlow(Math.max(room, SLAB_BYTES));
      this.slabView = new DataView(this.slab.buffer);
    }
    const length = this.slab.write(base64, 0, 'base64');
    if (length !== base64Length(base64))
      throw new DecodeError('the text is not base64', length, 'base64');
    this.bytes = this.slab;
    this.view = this.slabView;
    return this.rewind(length);
  }

  /** Moves past the next `size` bytes and returns where they begin. */
  take(size: number, at: string): number {
    const start = this.position;
    if (size > this.end - start)
      this.fail(`expected ${byteCount(size)}, but only ${this.end - start} left`, at);
    this.position = start + size;
    return start;
  }

  /** Throws unless every byte has been read. */
  close(at: string): void {
    if (this.position !== this.end) {
      this.fail(`${byteCount(this.end - this.position)} left after the value`, at);
    }
  }

  /** Counts a recursive record in, to be counted out by `leave`; one that takes much of the call stack as several levels. */
  enter(at: string, levels = 1): void {
    this.depth += levels;
    if (this.depth > MAX_DEPTH) this.fail(`nested more than ${MAX_DEPTH} deep`, at);
  }

  leave(levels = 1): void {
    this.depth -= levels;
  }

  /** Counts values that take no bytes, before they are built. */
  countEmpty(count: number, at: string, byteOffset: number = this.position): void {
    this.emptyValues += count;
    if (this.emptyValues > MAX_EMPTY_VALUES) this.fail(TOO_MANY_EMPTY, at, byteOffset);
  }

  fail(reason: string, at: string, byteOffset: number = this.position): never {
    throw new DecodeError(reason, byteOffset, at, undefined, framingHint(this, at));
  }

  private rewind(end: number): this {
    this.position = 0;
    this.end = end;
    this.framed = false;
    this.depth = 0;
    this.emptyValues = 0;
    this.textStart = 0;
    this.textEnd = 0;
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

/** Counts bytes in words: `1 byte`, `2 bytes`. */
export function byteCount(count: number): string {
  return `${count} ${count === 1 ? 'byte' : 'bytes'}`;
}
