/** What `write` and `toString` of a Buffer end in, in Node 20 to 24: not documented, and without checks of the arguments. */
interface NativeBuffer {
  base64Write(base64: string, at: number, room: number): number;
  latin1Slice(start: number, end: number): string;
  utf8Slice(start: number, end: number): string;
}

const native = Buffer.prototype as Buffer & Partial<NativeBuffer>;

/** Decodes base64 to `bytes` from `at` on, into `room` bytes at most; returns how many it took. */
export const writeBase64: (bytes: Buffer, base64: string, at: number, room: number) => number =
  native.base64Write === undefined
    ? (bytes, base64, at, room) => bytes.write(base64, at, room, 'base64')
    : (bytes, base64, at, room) => (bytes as Buffer & NativeBuffer).base64Write(base64, at, room);

/** The text of Latin-1. */
export const latin1Text: (bytes: Buffer, start: number, end: number) => string =
  native.latin1Slice === undefined
    ? (bytes, start, end) => bytes.toString('latin1', start, end)
    : (bytes, start, end) => (bytes as Buffer & NativeBuffer).latin1Slice(start, end);

/** The text of UTF-8; what is not UTF-8 becomes U+FFFD. */
export const utf8Text: (bytes: Buffer, start: number, end: number) => string =
  native.utf8Slice === undefined
    ? (bytes, start, end) => bytes.toString('utf8', start, end)
    : (bytes, start, end) => (bytes as Buffer & NativeBuffer).utf8Slice(start, end);
