import type { ByteReader } from '../byte-reader.js';
import { giveUp } from './give-up.js';

const SPACE = 0x20;

/** Moves past white space, of which hardly any message has some, and returns the byte behind it. */
export function skipSpace(r: ByteReader): number {
  const byte = r.bytes[r.position] ?? 0;
  return byte > SPACE ? byte : skipMore(r);
}

function skipMore(r: ByteReader): number {
  const { bytes } = r;
  let byte = bytes[r.position] ?? 0;
  while (byte === SPACE || byte === 0x0a || byte === 0x0d || byte === 0x09) {
    byte = bytes[++r.position] ?? 0;
  }
  return byte;
}

/** Moves past one byte, with white space around it. */
export function takeByte(r: ByteReader, byte: number): void {
  if (skipSpace(r) !== byte) giveUp();
  r.position++;
  skipSpace(r);
}
