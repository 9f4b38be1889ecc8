import { placesIn } from '../../../sources/text-places.js';
import type { Place } from '../node.js';

export class HclSyntaxError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** White space and comments, over any number of lines. */
const BLANK = /(?:\s|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)+/y;
/** The same within a line. */
const INLINE_BLANK = /(?:[^\S\n]|\/\*[^]*?\*\/)+/y;
const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const HEREDOC = /<<-?([A-Za-z_]\w*)[^\S\n]*\n/y;

/** How deep blocks and values may nest. */
const MAX_DEPTH = 100;

/** A position in a text of HCL: takes what stands there, or skips what is not understood. */
export class HclScanner {
  readonly text: string;
  private readonly placeAt: (offset: number) => Place;
  private offset = 0;
  private depth = 0;

  /** `file` is for places, where several files make one module. */
  constructor(text: string, file?: string) {
    this.text = text;
    const placeAt = placesIn(text);
    this.placeAt = (offset) => (file === undefined ? placeAt(offset) : { file, ...placeAt(offset) });
  }

  get at(): number {
    return this.offset;
  }

  get isAtEnd(): boolean {
    return this.offset >= this.text.length;
  }

  place(offset = this.offset): Place {
    return this.placeAt(offset);
  }

  /** Goes back to an offset, or on to it. */
  moveTo(offset: number): void {
    this.offset = offset;
  }

  /** The next characters; fewer at the end. */
  peek(length = 1): string {
    return this.text.slice(this.offset, this.offset + length);
  }

  /** Whether the text goes on like this; then it is taken. */
  takeText(text: string): boolean {
    if (!this.text.startsWith(text, this.offset)) return false;
    this.offset += text.length;
    return true;
  }

  /** What a sticky pattern matches here. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.text)?.[0];
    this.offset += found?.length ?? 0;
    return found;
  }

  takeName(): string | undefined {
    return this.take(NAME);
  }

  /** Past white space and comments: whether there were any. */
  skipBlank(): boolean {
    return this.take(BLANK) !== undefined;
  }

  skipInlineBlank(): void {
    this.take(INLINE_BLANK);
  }

  expect(text: string): void {
    if (!this.takeText(text)) throw this.error(`${JSON.stringify(text)} is missing`);
  }

  error(message: string): HclSyntaxError {
    return new HclSyntaxError(message, this.offset);
  }

  /** Reads what is nested one level deeper. */
  nested<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH) throw this.error('nested too deeply');
    const result = read();
    this.depth--;
    return result;
  }

  /** The pattern of the line that ends the heredoc which begins here, past its first line. Undefined where none begins. */
  takeHeredoc(): RegExp | undefined {
    HEREDOC.lastIndex = this.offset;
    const [whole, word] = HEREDOC.exec(this.text) ?? [];
    if (whole === undefined || word === undefined) return undefined;
    this.offset += whole.length;
    return new RegExp(`(?<=\\n)[^\\S\\n]*${word}(?=\\r?\\n|$)`, 'y');
  }

  /** Past an expression: to the end of its line, or of the bracket that it stands in. */
  skipExpression(): void {
    while (!this.isAtEnd) {
      if (/[\n,)\]}]/.test(this.peek()) || this.peek() === '#' || this.peek(2) === '//') return;
      if (this.skipPart()) continue;
      const isOperator = /[?:&|=+*/<>!-]/.test(this.peek());
      this.offset++;
      // Behind an operator, the expression goes on in the next line.
      if (isOperator) this.skipBlank();
    }
  }

  /** Past the bracket that closes the one here. */
  skipBracketed(): void {
    this.nested(() => {
      this.offset++;
      for (this.skipBlank(); !/[)\]}]/.test(this.peek()); this.skipBlank()) {
        if (this.isAtEnd) throw this.error('a bracket is not closed');
        if (!this.skipPart()) this.offset++;
      }
      this.offset++;
    });
  }

  /** Past a bracket, a text or a heredoc that begins here. */
  private skipPart(): boolean {
    if (/[([{]/.test(this.peek())) {
      this.skipBracketed();
      return true;
    }
    const closing = this.peek() === '"' ? /"/y : this.takeHeredoc();
    if (closing === undefined) return false;
    if (closing.source === '"') this.offset++;
    this.skipTemplate(closing);
    return true;
  }

  private skipTemplate(closing: RegExp): void {
    while (this.take(closing) === undefined) {
      if (this.isAtEnd) throw this.error('a text is not closed');
      if (this.peek(3) === '$${' || this.peek(3) === '%%{') this.offset += 3;
      else if (/^[$%]\{/.test(this.peek(2))) {
        this.offset++;
        this.skipBracketed();
      } else this.offset += closing.source === '"' && this.peek() === '\\' ? 2 : 1;
    }
  }
}
