import type { ByteReader } from '../byte-reader.js';
import { giveUp } from './give-up.js';
import { skipSpace, takeByte } from './space.js';

const COMMA = 0x2c;
const OPEN = 0x5b;
const CLOSE = 0x5d;

/** Opens an array. Whether it has a first item, which then comes next. */
export function firstItem(r: ByteReader): boolean {
  takeByte(r, OPEN);
  if (r.bytes[r.position] !== CLOSE) return true;
  r.position++;
  return false;
}

/** Whether an array goes on with a next item; else it is closed. */
export function nextItem(r: ByteReader): boolean {
  const byte = skipSpace(r);
  r.position++;
  if (byte === CLOSE) return false;
  if (byte !== COMMA) giveUp();
  skipSpace(r);
  return true;
}
