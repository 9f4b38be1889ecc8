import type { ByteReader } from '../byte-reader.js';

const WORD = 4;
const DOUBLE = 8;

/**
 * A text as JSON spells it, to be compared with a message's bytes, eight at a time: as doubles, which are equal where
 * their bytes are, as no UTF-8 makes a NaN or a zero. The last bytes compared overlap those before them.
 */
export class Spelling {
  /** The text that is spelled. */
  readonly text: string;
  /** In bytes. */
  readonly size: number;
  /** The bytes at the start and at the end, as two words or two doubles. */
  readonly head: number;
  readonly tail: number;
  /** All bytes; those between the two doubles are compared one by one. */
  readonly bytes: Buffer;

  /** The spelling that came next when this one was last read: a guess at what comes next. */
  next: Spelling | undefined = undefined;

  /** `json`: the text in quotation marks, and what always stands around it; empty if it is not to be looked for. */
  constructor(text: string, json: string) {
    const bytes = json === '' ? NOTHING : Buffer.from(json);
    this.text = text;
    this.bytes = bytes;
    this.size = bytes.length;
    [this.head, this.tail] = bytes.length > DOUBLE ? doublesOf(bytes) : wordsOf(bytes);
  }
}

const NOTHING = Buffer.alloc(0);

function doublesOf(bytes: Buffer): [number, number] {
  return [bytes.readDoubleLE(0), bytes.readDoubleLE(bytes.length - DOUBLE)];
}

function wordsOf(bytes: Buffer): [number, number] {
  return bytes.length < WORD
    ? [0, 0]
    : [bytes.readInt32LE(0), bytes.readInt32LE(bytes.length - WORD)];
}

/** Moves past a spelling, of four bytes at least, if it comes next. */
export function take(r: ByteReader, spelling: Spelling): boolean {
  const { view, position } = r;
  const { size, head, tail } = spelling;
  const end = position + size;
  if (end > r.end) return false;
  if (size <= DOUBLE) {
    if (view.getInt32(position, true) !== head || view.getInt32(end - WORD, true) !== tail)
      return false;
  } else {
    if (view.getFloat64(position, true) !== head || view.getFloat64(end - DOUBLE, true) !== tail)
      return false;
    if (size > 2 * DOUBLE && !isMiddleEqual(r, spelling)) return false;
  }
  r.position = end;
  return true;
}

function isMiddleEqual({ bytes, position }: ByteReader, spelling: Spelling): boolean {
  for (let i = DOUBLE; i < spelling.size - DOUBLE; i++) {
    if (bytes[position + i] !== spelling.bytes[i]) return false;
  }
  return true;
}
