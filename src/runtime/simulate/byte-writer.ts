const FIRST_BYTES = 256;

/** A buffer that grows with the one key or value that is written into it. */
export class ByteWriter {
  bytes: Buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  /** Where the next byte is written. */
  position = 0;

  writeByte(byte: number): void {
    const start = this.take(1);
    this.bytes[start] = byte;
  }

  writeBytes(bytes: Uint8Array): void {
    const start = this.take(bytes.length);
    this.bytes.set(bytes, start);
  }

  /** Moves past `size` bytes for the caller to fill, and returns where they begin. It may replace `bytes`: look that up after the call. */
  take(size: number): number {
    const start = this.position;
    const end = start + size;
    if (end > this.bytes.length) {
      const grown = Buffer.allocUnsafeSlow(Math.max(end, this.bytes.length * 2));
      grown.set(this.bytes.subarray(0, start));
      this.bytes = grown;
    }
    this.position = end;
    return start;
  }

  /** What has been written so far, as bytes of their own. */
  finish(): Uint8Array {
    return new Uint8Array(this.bytes.subarray(0, this.position));
  }
}
