/** What `write` and `toString` of a Buffer end in, in Node 20 to 24: not documented, and without checks of the arguments. */
interface NativeBuffer {
  readonly base64Write: (this: Buffer, base64: string, at: number, room: number) => number;
  readonly latin1Slice: (this: Buffer, start: number, end: number) => string;
  readonly utf8Slice: (this: Buffer, start: number, end: number) => string;
}

const { base64Write, latin1Slice, utf8Slice } = Buffer.prototype as Buffer & Partial<NativeBuffer>;

/** Decodes base64 to `bytes` from `at` on, into `room` bytes at most; returns how many it took. */
export function writeBase64(bytes: Buffer, base64: string, at: number, room: number): number {
  return base64Write?.call(bytes, base64, at, room) ?? bytes.write(base64, at, room, 'base64');
}

/** The text of Latin-1. */
export function latin1Text(bytes: Buffer, start: number, end: number): string {
  return latin1Slice?.call(bytes, start, end) ?? bytes.toString('latin1', start, end);
}

/** The text of UTF-8; what is not UTF-8 becomes U+FFFD. */
export function utf8Text(bytes: Buffer, start: number, end: number): string {
  return utf8Slice?.call(bytes, start, end) ?? bytes.toString('utf8', start, end);
}
