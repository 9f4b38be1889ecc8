import type { ByteReader } from '../byte-reader.js';
import { giveUp } from './give-up.js';
import { parseText } from './parse-leaves.js';
import { Spelling, take } from './spelling.js';

/** Up to this many are compared one by one. */
const FEW = 8;

/** The strings that a schema lists. */
export class TextChoices {
  private readonly texts: readonly string[];
  private spellings: readonly Spelling[] | undefined;
  private known: ReadonlyMap<string, string> | undefined;

  constructor(...texts: readonly string[]) {
    this.texts = texts;
  }

  /** One of the strings. */
  parse(r: ByteReader): string {
    this.spellings ??= this.texts
      .slice(0, FEW)
      .map((text) => new Spelling(text, JSON.stringify(text)));
    for (const spelling of this.spellings) if (take(r, spelling)) return spelling.text;
    this.known ??= new Map(this.texts.map((text) => [text, text]));
    return this.known.get(parseText(r)) ?? giveUp();
  }
}
