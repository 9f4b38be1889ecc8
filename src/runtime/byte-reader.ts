import { DecodeError } from './errors.js';
import { framingHint } from './kafka/framing-hint.js';
import { latin1Text, writeBase64 } from './native-buffer.js';

/** How deep a value may nest, so that hostile bytes cannot exhaust the stack. */
export const MAX_DEPTH = 500;

/** How many bytes of messages are decoded at once; a longer message is decoded alone. */
export const CHUNK_BYTES = 16_384;

/** With room for the last group, of which some may be padding. */
const SLAB_BYTES = CHUNK_BYTES + 3;

const NOTHING = Buffer.alloc(0);
const NO_VIEW = new DataView(NOTHING.buffer, 0, 0);

/**
 * A cursor over the bytes of one key or value. One reader serves many: base64 is decoded into a slab that it keeps, so
 * nothing is allocated for a record but the record's own values.
 */
export class ByteReader {
  bytes: Buffer = NOTHING;
  view: DataView = NO_VIEW;
  /** Where the message begins, the next byte is read, and the message ends. */
  start = 0;
  position = 0;
  end = 0;
  /** Whether the message's frame has been read. */
  framed = false;
  /** How many recursive records are open. */
  depth = 0;
  /** How many values that take no bytes have been counted. */
  emptyValues = 0;
  /** The bytes from `textStart` on as Latin-1: ASCII strings are cut from it. */
  text = '';
  textStart = 0;
  /** How far the text goes within the message; 0 where it does not begin there. */
  textLimit = 0;
  private slab: Buffer = NOTHING;
  /** How many bytes of the slab are decoded. */
  private loaded = 0;

  /** Points the reader at `bytes`, which must not change until the message is read. */
  openBytes(bytes: Uint8Array): this {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.use(buffer);
    return this.open(0, bytes.byteLength);
  }

  /** Decodes base64, as Lambda delivers keys and values, and points the reader at the result. */
  openBase64(base64: string): this {
    const length = this.load(base64);
    if (length !== base64Length(base64))
      throw new DecodeError('the text is not base64', length, 'base64');
    return this.open(0, length);
  }

  /** Decodes the base64 of one message, or of several in a row, into the slab; returns how many bytes it made. */
  load(base64: string): number {
    const room = (base64.length >> 2) * 3 + 3;
    if (room > this.slab.length) this.slab = Buffer.allocUnsafeSlow(Math.max(room, SLAB_BYTES));
    this.loaded = writeBase64(this.slab, base64, 0, room);
    this.use(this.slab);
    return this.loaded;
  }

  /** Points the reader at one of the messages in its slab. */
  openLoaded(start: number, end: number): this {
    if (this.bytes !== this.slab) this.use(this.slab);
    return this.open(start, end);
  }

  /** Makes the text of the bytes from `start` to `end` and of those behind them, as far as a chunk goes. */
  makeText(start: number, end: number): void {
    const last = this.bytes === this.slab ? this.loaded : this.end;
    const textEnd = Math.min(last, Math.max(end, start + CHUNK_BYTES));
    this.textStart = start;
    this.textLimit = Math.min(this.end, textEnd);
    this.text = latin1Text(this.bytes, start, textEnd);
  }

  /** Lets go of what was read, and of a slab that a long message has made large. */
  release(): void {
    if (this.slab.length > SLAB_BYTES) this.slab = NOTHING;
    this.use(this.slab);
  }

  /** Moves past the next `size` bytes and returns where they begin. */
  take(size: number, at: string): number {
    const start = this.position;
    if (size > this.end - start)
      this.fail(`expected ${byteCount(size)}, but only ${String(this.end - start)} left`, at);
    this.position = start + size;
    return start;
  }

  /** Throws unless every byte has been read. */
  close(at: string): void {
    if (this.position !== this.end) {
      this.fail(`${byteCount(this.end - this.position)} left after the value`, at);
    }
  }

  /** Throws a DecodeError for the byte at `position`; it counts from the start of the message. */
  fail(
    reason: string,
    at: string,
    position: number = this.position,
    hint: string | undefined = framingHint(this, at),
  ): never {
    throw new DecodeError(reason, position - this.start, at, undefined, hint);
  }

  private open(start: number, end: number): this {
    this.start = start;
    this.position = start;
    this.end = end;
    this.textLimit = start < this.textStart ? 0 : Math.min(end, this.textStart + this.text.length);
    this.framed = false;
    this.depth = 0;
    this.emptyValues = 0;
    return this;
  }

  private use(bytes: Buffer): void {
    if (bytes !== this.bytes) {
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    this.text = '';
    this.textStart = this.textLimit = 0;
  }
}

/** The number of bytes that `base64` (with or without padding) stands for. */
export function base64Length(base64: string): number {
  return ((base64.length - paddingOf(base64)) * 3) >>> 2;
}

/** How many of the last characters of `base64` are padding: 2 at most. */
export function paddingOf(base64: string): number {
  const { length } = base64;
  if (base64.charCodeAt(length - 1) !== 61) return 0;
  return base64.charCodeAt(length - 2) === 61 ? 2 : 1;
}

/** Counts bytes in words: `1 byte`, `2 bytes`. */
export function byteCount(count: number): string {
  return `${String(count)} ${count === 1 ? 'byte' : 'bytes'}`;
}
