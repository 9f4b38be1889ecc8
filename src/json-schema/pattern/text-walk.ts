import type { Seed } from '../../samples/seed.js';
import type { PatternLanguage, Term } from './pattern-language.js';

/** How many terms may be looked at on the way to the end of one text. */
const MAX_TERMS = 8_000;
/** As long as this a text may become before it makes for its end. */
const LONG_ENOUGH = 10;

/** Finds texts of a language, character by character, along ways that are known to end. */
export class TextWalk {
  private readonly language: PatternLanguage;
  private readonly characters: readonly string[];
  /** How many characters may end a text from here; Infinity where nothing does. */
  private readonly waysOut = new Map<Term, number>();
  private readonly stepsFrom = new Map<Term, readonly Step[]>();
  private readonly preferences = new Map<bigint, readonly string[]>();

  constructor(language: PatternLanguage, characters: readonly string[]) {
    this.language = language;
    this.characters = characters;
  }

  /** A text of the term, drawn from the seed; undefined where there is none, or it is too far to seek. */
  text(term: Term, seed: Seed): string | undefined {
    const length = seed.between(4, LONG_ENOUGH, 'length');
    let text = '';
    let at = term;
    for (let count = 0; ; count++) {
      const left = this.wayOut(at);
      if (left === Infinity) return undefined;
      const open = this.steps(at).filter(({ to }) => this.wayOut(to) < Infinity);
      if (at.nullable && (count >= length || open.length === 0)) return text;
      const toTheEnd = count < length ? [] : open.filter(({ to }) => this.wayOut(to) < left);
      const ways = toTheEnd.length > 0 ? toTheEnd : open;
      const plain = seed.below(4, `plain ${count}`) > 0 ? ways.filter(({ mask }) => this.hasPlain(mask)) : [];
      const { mask, to } = draw(plain.length > 0 ? plain : ways, seed, `way ${count}`) ?? {};
      if (mask === undefined || to === undefined) return undefined;
      text += draw(this.preferred(mask), seed, `character ${count}`) ?? '';
      at = to;
    }
  }

  /** The characters of a set that a reader would expect first. */
  private preferred(mask: bigint): readonly string[] {
    const known = this.preferences.get(mask);
    if (known !== undefined) return known;
    const found = preferredOf(this.characters.filter((_, index) => (mask >> BigInt(index)) & 1n));
    this.preferences.set(mask, found);
    return found;
  }

  /** Whether a set has a letter or a digit: a text of nothing but signs looks odd. */
  private hasPlain(mask: bigint): boolean {
    return this.preferred(mask).some((character) => /[A-Za-z\d]/.test(character));
  }

  private steps(term: Term): readonly Step[] {
    const known = this.stepsFrom.get(term);
    if (known !== undefined) return known;
    const steps = this.language
      .classes(term)
      .map((mask) => ({ mask, to: this.language.after(term, lowestBit(mask)) }))
      .filter(({ to }) => to !== this.language.none);
    this.stepsFrom.set(term, steps);
    return steps;
  }

  /** Breadth first to a term that may end, or from which a way out is known. */
  private wayOut(start: Term): number {
    const known = this.waysOut.get(start);
    if (known !== undefined) return known;
    const from = new Map<Term, Term | undefined>([[start, undefined]]);
    for (const at of from.keys()) {
      const left = at.nullable ? 0 : this.waysOut.get(at);
      if (left !== undefined && left < Infinity) return this.noteWay(from, at, left);
      if (left === Infinity) continue;
      for (const { to } of this.steps(at)) if (!from.has(to)) from.set(to, at);
      if (from.size > MAX_TERMS) {
        this.waysOut.set(start, Infinity);
        return Infinity;
      }
    }
    for (const term of from.keys()) this.waysOut.set(term, Infinity);
    return Infinity;
  }

  private noteWay(from: ReadonlyMap<Term, Term | undefined>, end: Term, left: number): number {
    let count = left;
    for (let at: Term | undefined = end; at !== undefined; at = from.get(at)) this.waysOut.set(at, count++);
    return count - 1;
  }
}

interface Step {
  readonly mask: bigint;
  readonly to: Term;
}

/** What looks best in a text, best first. */
const PREFERRED = [/[a-z\d]/, /[A-Z]/, /[-_.]/, /[!-~]/, / /];

function preferredOf(members: readonly string[]): readonly string[] {
  const letters = members.filter((character) => /[a-z]/.test(character));
  if (letters.length === 26) return letters;
  for (const kind of PREFERRED) {
    const found = members.filter((character) => kind.test(character));
    if (found.length > 0) return found;
  }
  return members;
}

function draw<T>(items: readonly T[], seed: Seed, purpose: string): T | undefined {
  return items.length === 0 ? undefined : items[seed.below(items.length, purpose)];
}

function lowestBit(mask: bigint): number {
  let index = 0;
  for (let rest = mask; (rest & 0xffffn) === 0n; rest >>= 16n) index += 16;
  let low = Number((mask >> BigInt(index)) & 0xffffn);
  while ((low & 1) === 0) {
    low >>= 1;
    index++;
  }
  return index;
}
