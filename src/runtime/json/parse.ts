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

/**
 * Reads JSON (RFC 8259) from UTF-8 bytes: the same texts as JSON.parse, to the same values, but it also reports where a text
 * is invalid, where a value begins, and whole numbers beyond 2^53-1. Several times slower, so only for texts that need it.
 */
export class JsonParser {
  private readonly r: ByteReader;
  private readonly at: string;
  private readonly wide: WideNumbers | undefined;
  private depth = 0;
  /** The last number read, if a JavaScript number cannot represent it. */
  private wideNumber: bigint | undefined;

  /** Parses what is left in the reader; `wide` takes down the whole numbers past 2^53-1. */
  constructor(r: ByteReader, at: string, wide?: WideNumbers) {
    this.r = r;
    this.at = at;
    this.wide = wide;
  }

  /** The text's one value. Throws a DecodeError for a text that is not JSON. */
  parse(): { value: unknown } {
    const root = { value: this.value() };
    this.note(root, 'value');
    this.end();
    return root;
  }

  /** The byte where the value begins that a path leads to, in a text known to be JSON; that of the nearest value around it if there is none. */
  locate(path: readonly (string | number)[], index = 0): number {
    this.space();
    const start = this.r.position;
    const key = path[index];
    const first = this.r.bytes[start];
    let found = start;
    if (index === path.length) this.value();
    else if (first === OPEN_BRACE) {
      this.members((name) => {
        // Of two properties of one name, the last counts.
        if (name === String(key)) found = this.locate(path, index + 1);
        else this.value();
      });
    } else if (first === OPEN_BRACKET) {
      this.items((item) => {
        if (item === Number(key)) found = this.locate(path, index + 1);
        else this.value();
      });
    } else this.value();
    return found;
  }

  private value(): unknown {
    this.space();
    const byte = this.r.bytes[this.r.position];
    this.wideNumber = undefined;
    switch (this.r.position < this.r.end ? byte : undefined) {
      case OPEN_BRACE: {
        const object: Record<string, unknown> = {};
        this.members((name) => {
          setEntry(object, name, this.value());
          this.note(object, name);
        });
        this.wideNumber = undefined;
        return object;
      }
      case OPEN_BRACKET: {
        const array: unknown[] = [];
        this.items((index) => {
          array.push(this.value());
          this.note(array, index);
        });
        this.wideNumber = undefined;
        return array;
      }
      case QUOTE:
        return this.string();
      case 0x74:
        return this.word('true', true);
      case 0x66:
        return this.word('false', false);
      case 0x6e:
        return this.word('null', null);
      default:
        return this.number();
    }
  }

  private members(each: (name: string) => void): void {
    this.list(CLOSE_BRACE, "expected ',' or '}'", () => {
      if (this.peek() !== QUOTE) this.refuse('expected a property name');
      const name = this.string();
      this.space();
      this.expect(COLON, "expected ':'");
      each(name);
    });
  }

  private items(each: (index: number) => void): void {
    let index = 0;
    this.list(CLOSE_BRACKET, "expected ',' or ']'", () => {
      each(index++);
    });
  }

  /** What stands between brackets or braces, with commas between. */
  private list(close: number, expected: string, each: () => void): void {
    if (++this.depth > MAX_DEPTH) this.refuse(`nested more than ${MAX_DEPTH} deep`);
    this.r.position++;
    this.space();
    if (this.peek() === close) this.r.position++;
    else {
      for (;;) {
        each();
        this.space();
        const byte = this.peek();
        if (byte !== COMMA) break;
        this.r.position++;
        this.space();
      }
      this.expect(close, expected);
    }
    this.depth--;
  }

  /** Takes down whether the value just read is a whole number past 2^53-1. */
  private note(holder: object, key: string | number): void {
    if (this.wide === undefined) return;
    const known = this.wide.get(holder);
    if (this.wideNumber === undefined) known?.delete(key);
    else if (known === undefined) this.wide.set(holder, new Map([[key, this.wideNumber]]));
    else known.set(key, this.wideNumber);
  }

  private string(): string {
    const { r } = this;
    const { bytes } = r;
    const start = r.position++;
    let escapes = false;
    for (;;) {
      const byte = this.peek();
      if (byte === undefined) this.refuse('the text ends too early');
      if (byte === QUOTE) break;
      if (byte < 0x20) this.refuse('a string contains a control character');
      if (byte === BACKSLASH) {
        escapes = true;
        this.escape();
      } else r.position++;
    }
    r.position++;
    if (!escapes) return bytes.toString('utf8', start + 1, r.position - 1);
    const text: unknown = JSON.parse(bytes.toString('utf8', start, r.position));
    return String(text);
  }

  /** Passes over a backslash and what belongs to it. */
  private escape(): void {
    const { r } = this;
    const start = r.position++;
    const byte = this.peek();
    if (byte === undefined) this.refuse('the text ends too early');
    const sign = String.fromCharCode(byte);
    r.position++;
    if (sign !== 'u') {
      if (!'"\\/bfnrt'.includes(sign)) this.refuse('invalid escape', start);
      return;
    }
    for (let digits = 0; digits < 4; digits++) {
      const digit = this.peek();
      if (digit === undefined) this.refuse('the text ends too early');
      if (!/[\da-f]/i.test(String.fromCharCode(digit))) this.refuse('invalid escape', start);
      r.position++;
    }
  }

  private word<T>(word: string, value: T): T {
    for (let i = 0; i < word.length; i++) {
      this.expect(word.charCodeAt(i), 'expected a value');
    }
    return value;
  }

  private number(): number {
    const { r } = this;
    const start = r.position;
    if (this.peek() === MINUS) r.position++;
    const wholeStart = r.position;
    if (this.peek() === ZERO) r.position++;
    else this.digits(r.position === start ? 'expected a value' : 'expected a digit');
    const wholeEnd = r.position;
    if (this.peek() === POINT) {
      r.position++;
      this.digits('expected a digit');
    }
    if (((this.peek() ?? 0) | 0x20) === 0x65) {
      r.position++;
      const sign = this.peek();
      if (sign === MINUS || sign === 0x2b) r.position++;
      this.digits('expected a digit');
    }
    const text = r.bytes.toString('latin1', start, r.position);
    const number = Number(text);
    if (
      this.wide !== undefined &&
      r.position === wholeEnd &&
      wholeEnd - wholeStart <= WIDE_DIGITS &&
      !Number.isSafeInteger(number)
    ) {
      this.wideNumber = BigInt(text);
    }
    return number;
  }

  private digits(expected: string): void {
    if (!isDigit(this.peek())) this.refuse(expected);
    while (isDigit(this.peek())) this.r.position++;
  }

  private space(): void {
    const { r } = this;
    for (; r.position < r.end; r.position++) {
      const byte = r.bytes[r.position];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return;
    }
  }

  private end(): void {
    this.space();
    const left = this.r.end - this.r.position;
    if (left > 0) this.refuse(`${byteCount(left)} left after the value`);
  }

  private peek(): number | undefined {
    return this.r.position < this.r.end ? this.r.bytes[this.r.position] : undefined;
  }

  private expect(byte: number, expected: string): void {
    if (this.peek() !== byte) this.refuse(expected);
    this.r.position++;
  }

  private refuse(reason: string, position = this.r.position): never {
    return this.r.fail(
      position < this.r.end ? reason : 'the text ends too early',
      this.at,
      position,
    );
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}
