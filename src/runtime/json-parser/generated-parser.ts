import type { ByteReader } from '../byte-reader.js';
import { GIVE_UP } from './give-up.js';
import { skipSpace } from './space.js';

/** Records before the parser starts: until its code is compiled it is slower than JSON.parse. */
export const WARM_UP_RECORDS = 4_000;
/** Texts given up in a row after which it stops: they are not as it expects them. */
export const MAX_GIVEN_UP = 100;
/** Longer texts are left to JSON.parse, which bounds the time that checking them may take. */
const MAX_BYTES = 4_000_000;

/** What all parsers of a container have been tried on: the share that they gave up is what they lose. */
export const parserCounts = { tried: 0, givenUp: 0 };

/** Decides which records a parser generated from a schema is tried on. */
export class GeneratedParser<T> {
  private readonly parseValue: (r: ByteReader) => unknown;
  private readonly readJson: (r: ByteReader) => T;
  /** Records to come before it starts. */
  private waiting = WARM_UP_RECORDS;
  private givenUpInARow = 0;

  /** `parseValue` may give up, and returns a T otherwise; `readJson` reads any text by way of JSON.parse. */
  constructor(parseValue: (r: ByteReader) => unknown, readJson: (r: ByteReader) => T) {
    this.parseValue = parseValue;
    this.readJson = readJson;
  }

  /** The value of what is left in the reader. Throws a DecodeError for one that is not valid. */
  read(r: ByteReader): T {
    const value = this.isTried() ? this.attempt(r) : undefined;
    // The parser, generated from the schema as T is, has made sure of it.
    return value === undefined ? this.readJson(r) : (value as T);
  }

  private isTried(): boolean {
    if (this.waiting === 0) return this.givenUpInARow < MAX_GIVEN_UP;
    this.waiting--;
    return false;
  }

  private attempt(r: ByteReader): unknown {
    const value = tryParser(this.parseValue, r);
    parserCounts.tried++;
    if (value !== undefined) this.givenUpInARow = 0;
    else {
      this.givenUpInARow++;
      parserCounts.givenUp++;
    }
    return value;
  }
}

/** The value of a text that a parser takes; undefined, and the reader where it was, for one that it gives up. */
export function tryParser(parseValue: (r: ByteReader) => unknown, r: ByteReader): unknown {
  const { position, depth } = r;
  if (r.end - position > MAX_BYTES) return undefined;
  try {
    if (r.textLimit < r.end) r.makeText(position, r.end);
    const value = parseValue(r);
    if (r.position < r.end) skipSpace(r);
    if (r.position === r.end) return value;
  } catch (error) {
    // Past the bytes, or the call stack, there is a RangeError.
    if (error !== GIVE_UP && !(error instanceof RangeError)) throw error;
  }
  r.position = position;
  r.depth = depth;
  return undefined;
}
