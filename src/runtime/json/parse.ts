import { byteCount, MAX_DEPTH, type ByteReader } from '../byte-reader.js';
import { setEntry } from '../set-entry.js';

/**
 * The whole numbers of a JSON text that lie past 2^53-1, which a number loses digits of: by the object or array of the
 * parsed value that holds them, and by name or index.
 */
export type WideNumbers = Map<object, Map<string | number, bigint>>;

/** The most digits of a whole number of 64 bits. */
const WIDE_DIGITS = 20;

const QUOTE = 0x22;
const PLUS = 0x2b;
const COMMA = 0x2c;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Reads JSON (RFC 8259) from UTF-8 bytes: the same texts as JSON.parse, to the same values. */
export interface JsonParser {
  /** The text's one value. Throws a DecodeError for a text that is not JSON. */
  parse(): { value: unknown };
  /** The byte where the value begins that a path leads to, in a text known to be JSON; that of the nearest value around it if there is none. */
  locate(path: readonly (string | number)[]): number;
}

/**
 * Makes a parser of what is left in the reader. It also reports where a text is invalid, where a value begins, and, in
 * `wide`, whole numbers beyond 2^53-1. Several times slower than JSON.parse, so only for texts that need it.
 */
export function jsonParser(r: ByteReader, at: string, wide?: WideNumbers): JsonParser {
  // Variables and functions, not a class: minifiers shorten their names.
  const { bytes, end } = r;
  let { position } = r;
  let depth = 0;
  /** The last number read, if a JavaScript number cannot represent it. */
  let wideNumber: bigint | undefined;

  function value(): unknown {
    skipSpace();
    wideNumber = undefined;
    switch (peek()) {
      case OPEN_BRACE: {
        const object: Record<string, unknown> = {};
        members((name) => {
          setEntry(object, name, value());
          note(object, name);
        });
        wideNumber = undefined;
        return object;
      }
      case OPEN_BRACKET: {
        const array: unknown[] = [];
        items((index) => {
          array.push(value());
          note(array, index);
        });
        wideNumber = undefined;
        return array;
      }
      case QUOTE:
        return string();
      case 0x74:
        return word('true', true);
      case 0x66:
        return word('false', false);
      case 0x6e:
        return word('null', null);
      default:
        return number();
    }
  }

  function locate(path: readonly (string | number)[], index = 0): number {
    skipSpace();
    let found = position;
    const first = peek();
    const visit = (key: string | number): void => {
      // Of two properties of one name, the last counts.
      if (String(key) === String(path[index])) found = locate(path, index + 1);
      else value();
    };
    if (index < path.length && first === OPEN_BRACE) members(visit);
    else if (index < path.length && first === OPEN_BRACKET) items(visit);
    else value();
    return found;
  }

  function members(each: (name: string) => void): void {
    list(CLOSE_BRACE, "expected ',' or '}'", () => {
      if (peek() !== QUOTE) refuse('expected a property name');
      const name = string();
      skipSpace();
      expect(COLON, "expected ':'");
      each(name);
    });
  }

  function items(each: (index: number) => void): void {
    let index = 0;
    list(CLOSE_BRACKET, "expected ',' or ']'", () => {
      each(index++);
    });
  }

  /** What stands between brackets or braces, with commas between. */
  function list(close: number, expected: string, each: () => void): void {
    if (++depth > MAX_DEPTH) refuse(`nested more than ${String(MAX_DEPTH)} deep`);
    position++;
    skipSpace();
    if (!skip(close)) {
      do {
        skipSpace();
        each();
        skipSpace();
      } while (skip(COMMA));
      expect(close, expected);
    }
    depth--;
  }

  /** Takes down whether the value just read is a whole number past 2^53-1. */
  function note(holder: object, key: string | number): void {
    if (wide === undefined) return;
    const known = wide.get(holder);
    if (wideNumber === undefined) known?.delete(key);
    else if (known === undefined) wide.set(holder, new Map([[key, wideNumber]]));
    else known.set(key, wideNumber);
  }

  function string(): string {
    const start = position++;
    let escapes = false;
    for (let byte = peek(); byte !== QUOTE; byte = peek()) {
      // At the end of the text, this is the reason that is given.
      if (byte === undefined || byte < 0x20) refuse('a string contains a control character');
      if (byte === BACKSLASH) {
        escapes = true;
        skipEscape();
      } else position++;
    }
    position++;
    if (!escapes) return bytes.toString('utf8', start + 1, position - 1);
    const text: unknown = JSON.parse(bytes.toString('utf8', start, position));
    return String(text);
  }

  /** Passes over a backslash and what belongs to it. */
  function skipEscape(): void {
    const start = position;
    const text = bytes.toString('latin1', start, Math.min(start + 6, end));
    const length = /^\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/.exec(text)?.[0].length;
    if (length !== undefined) position += length;
    else refuse('invalid escape', /^\\(?:u[\dA-Fa-f]*)?$/.test(text) ? end : start);
  }

  function word<T>(word: string, value: T): T {
    for (let i = 0; i < word.length; i++) expect(word.charCodeAt(i), 'expected a value');
    return value;
  }

  function number(): number {
    const start = position;
    skip(MINUS);
    const wholeStart = position;
    if (!skip(ZERO)) digits(position === start ? 'expected a value' : 'expected a digit');
    const wholeEnd = position;
    if (skip(POINT)) digits('expected a digit');
    if (skip(0x65) || skip(0x45)) {
      if (!skip(MINUS)) skip(PLUS);
      digits('expected a digit');
    }
    const text = bytes.toString('latin1', start, position);
    const number = Number(text);
    if (
      wide !== undefined &&
      position === wholeEnd &&
      wholeEnd - wholeStart <= WIDE_DIGITS &&
      !Number.isSafeInteger(number)
    ) {
      wideNumber = BigInt(text);
    }
    return number;
  }

  function digits(expected: string): void {
    if (!isDigit(peek())) refuse(expected);
    while (isDigit(peek())) position++;
  }

  function skipSpace(): void {
    while (skip(0x20) || skip(0x0a) || skip(0x0d) || skip(0x09));
  }

  /** Passes over a byte, if it is next. */
  function skip(byte: number): boolean {
    if (peek() !== byte) return false;
    position++;
    return true;
  }

  function expect(byte: number, expected: string): void {
    if (!skip(byte)) refuse(expected);
  }

  function peek(): number | undefined {
    return position < end ? bytes[position] : undefined;
  }

  function refuse(reason: string, place = position): never {
    return r.fail(place < end ? reason : 'the text ends too early', at, place);
  }

  return {
    parse() {
      const root = { value: value() };
      note(root, 'value');
      skipSpace();
      if (position < end) refuse(`${byteCount(end - position)} left after the value`);
      r.position = end;
      return root;
    },
    locate: (path) => locate(path),
  };
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}
