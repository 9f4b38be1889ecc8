/** A pattern at random, and texts that match it or nearly do. */
export interface PatternCase {
  readonly pattern: string;
  readonly flags: '' | 'u';
  readonly texts: readonly string[];
}

/** Draws numbers from 0 up to a limit. */
export type Random = (limit: number) => number;

/** The same numbers for the same seed (a linear congruential generator). */
export function seededRandom(seed: number): Random {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Makes a case with `count` texts; patterns are regular, that is without references. */
export function randomCase(random: Random, count: number): PatternCase {
  const flags = random(2) > 0 ? 'u' : '';
  for (;;) {
    const maker = new PatternMaker(random, flags);
    const parts = Array.from({ length: 1 + random(3) }, () => maker.part(3));
    const pattern = (random(2) ? '^' : '') + parts.map(({ source }) => source).join('') + (random(2) ? '$' : '');
    if (pattern.length > 250) continue;
    const text = (): string => parts.map((part) => part.text()).join('');
    return { pattern, flags, texts: Array.from({ length: count }, () => maker.nearly(text())) };
  }
}

interface Part {
  readonly source: string;
  /** A text that the part matches, or nearly. */
  text(): string;
}

const ATOMS = [
  ...['a', 'b', 'c', '-', '_', '0', ' ', 'é', '\\.', '.', '\\w', '\\W', '\\d', '\\D', '\\s', '\\S', '\\n', '\\x62'],
  ...['[ab]', '[^a]', '[a-c_]', '[^\\d]', '[\\w-]', '[^]', '[\\s\\S]', '[é-ü]', '[]', '\\ud83d', '\\t', '\\/', '\\cJ'],
];
const UNICODE_ATOMS = ['😀', '[\\u{1F600}-\\u{1F64F}]', '\\p{L}', '\\P{Lu}', '\\u{61}', '[^\\p{L}😀]'];
/** Only without the flag: needless escapes, an escape of a letter, a literal brace, an octal escape. */
const LEGACY_ATOMS = ['😀', '[😀]', '\\-', '\\_', '\\A', '{', ']', '\\141', '[\\w-a]', '\\ude00', '\\p', '\\u{2}'];
const QUANTIFIERS = ['*', '+', '?', '*?', '+?', '??', '{2}', '{0,2}', '{1,3}', '{2,}', '{0}', '{1,3}?', '{3,7}'];
/** Those of single characters that are counted, not written out. */
const LONG_QUANTIFIERS = ['{16}', '{0,20}', '{3,17}', '{18,}', '{2,40}'];
const ASSERTIONS = ['^', '$', '\\b', '\\B'];
const LOOKS = ['?=', '?!', '?<=', '?<!'];
const SIGNS = [
  ...['a', 'b', 'c', 'A', 'B', 'z', '-', '_', '0', '9', ' ', '.', '{', ']', 'p', 'u', '\n', '\r', '\u2028', '\t', '\0'],
  ...['é', 'ü', 'ß', '\u00a0', '中', 'Ⅷ', '😀', '\u{1F64F}', '\u{10FFFF}', '\ud83d', '\ude00'],
];

class PatternMaker {
  private readonly random: Random;
  private readonly flags: '' | 'u';
  private readonly atoms: readonly string[];
  private names = 0;

  constructor(random: Random, flags: '' | 'u') {
    this.random = random;
    this.flags = flags;
    this.atoms = [...ATOMS, ...(flags === 'u' ? UNICODE_ATOMS : LEGACY_ATOMS)];
  }

  part(depth: number): Part {
    const roll = this.random(depth <= 0 ? 3 : 12);
    if (roll < 2) return this.atom();
    if (roll === 2) return this.random(2) > 0 ? this.atom() : { source: this.pick(ASSERTIONS), text: () => '' };
    if (roll < 6) {
      const parts = Array.from({ length: 1 + this.random(4) }, () => this.part(depth - 1));
      const source = `(?:${parts.map((part) => part.source).join('')})`;
      return { source, text: () => parts.map((part) => part.text()).join('') };
    }
    if (roll < 8) {
      const parts = Array.from({ length: 1 + this.random(3) }, () => this.part(depth - 1));
      const open = this.pick(['(?:', '(', `(?<n${this.names++}>`]);
      return { source: `${open}${parts.map((part) => part.source).join('|')})`, text: () => this.pick(parts).text() };
    }
    if (roll === 8) {
      const inner = this.part(depth - 1);
      return {
        source: `(${this.pick(LOOKS)}${inner.source})`,
        text: () => (this.random(2) > 0 ? inner.text() : ''),
      };
    }
    return this.repeated(depth);
  }

  /** The text with a few edits. */
  nearly(whole: string): string {
    let text = whole.slice(0, 60);
    for (let edits = this.random(3); edits > 0; edits--) {
      const at = this.random(text.length + 1);
      text = text.slice(0, at) + (this.random(3) > 0 ? this.pick(SIGNS) : '') + text.slice(at + this.random(3));
    }
    if (this.random(4) === 0) text = this.pick(SIGNS) + text;
    return this.random(4) === 0 ? text + this.pick(SIGNS) : text;
  }

  private repeated(depth: number): Part {
    const isLong = this.random(8) === 0;
    const inner = isLong || this.random(2) > 0 ? this.atom() : this.part(depth - 1);
    const quantifier = this.pick(isLong ? LONG_QUANTIFIERS : QUANTIFIERS);
    const count = (): number => (isLong ? 14 + this.random(8) : this.random(5));
    return {
      source: `(?:${inner.source})${quantifier}`,
      text: () => Array.from({ length: count() }, () => inner.text()).join(''),
    };
  }

  private atom(): Part {
    const source = this.pick(this.atoms);
    const expression = new RegExp(`^(?:${source})$`, this.flags);
    const members = SIGNS.filter((sign) => expression.test(sign));
    return { source, text: () => (members.length === 0 ? '' : this.pick(members)) };
  }

  private pick<T>(list: readonly [T, ...T[]] | readonly T[]): T {
    const item = list[this.random(list.length)];
    if (item === undefined) throw new Error('an empty list');
    return item;
  }
}
