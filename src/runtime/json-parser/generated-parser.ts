import type { ByteReader } from '../byte-reader.js';
import { latin1Text } from '../native-buffer.js';
import { GIVE_UP } from './give-up.js';
import { skipSpace } from './space.js';

/** Records before the parser starts: until its code is compiled it is slower than JSON.parse. */
export const WARM_UP_RECORDS = 4_000;
/** Texts given up in a row after which it stops: they are not as it expects them. */
export const MAX_GIVEN_UP = 100;
/** Longer texts are left to JSON.parse, which bounds the time that checking them may take. */
const MAX_BYTES = 4_000_000;

/** Decides which records a parser generated from a schema is tried on. */
export class GeneratedParser {
  private readonly parseValue: (r: ByteReader) => unknown;
  private records = 0;
  private inARow = 0;
  private total = 0;

  constructor(parseValue: (r: ByteReader) => unknown) {
    this.parseValue = parseValue;
  }

  /** The number of texts tried and given up. */
  get givenUp(): number {
    return this.total;
  }

  /** The parser's value of what is left in the reader; that of `otherwise` for a text that it is not tried on, or gives up. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the type that parser and check make sure of
  read<T>(r: ByteReader, otherwise: () => T): T {
    const value = this.tries() ? this.attempt(r) : undefined;
    // The parser, generated from the schema as T is, has made sure of it.
    return value === undefined ? otherwise() : (value as T);
  }

  private tries(): boolean {
    return ++this.records > WARM_UP_RECORDS && this.inARow < MAX_GIVEN_UP;
  }

  private attempt(r: ByteReader): unknown {
    const value = tryParser(this.parseValue, r);
    if (value !== undefined) this.inARow = 0;
    else {
      this.inARow++;
      this.total++;
    }
    return value;
  }
}

/** The value of a text that a parser takes; undefined, and the reader where it was, for one that it gives up. */
export function tryParser(parseValue: (r: ByteReader) => unknown, r: ByteReader): unknown {
  const { position, depth } = r;
  if (r.end - position > MAX_BYTES) return undefined;
  try {
    r.textStart = position;
    r.textEnd = r.end;
    r.text = latin1Text(r.bytes, position, r.end);
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
