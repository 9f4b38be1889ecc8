import type { Seed } from '../../samples/seed.js';
import type { PatternLanguage, Term } from './pattern-language.js';

/** How many terms may be looked at on the way to the end of one text. */
const MAX_TERMS = 8_000;
/** As long as this a text may become before it makes for its end. */
const LONG_ENOUGH = 10;

/** Draws a text of a term from a seed; undefined where there is none, or it is too far to seek. */
export type TextWalk = (term: Term, seed: Seed) => string | undefined;

/** Finds texts of a language, character by character, along ways that are known to end. */
export function textWalk(language: PatternLanguage, characters: readonly string[]): TextWalk {
  /** How many characters may end a text from here; Infinity where nothing does. */
  const waysOut = new Map<Term, number>();
  const stepsFrom = new Map<Term, readonly Step[]>();
  const preferences = new Map<bigint, readonly string[]>();

  function text(term: Term, seed: Seed): string | undefined {
    const length = seed.between(4, LONG_ENOUGH, 'length');
    let found = '';
    let at = term;
    for (let count = 0; ; count++) {
      const left = wayOut(at);
      if (left === Infinity) return undefined;
      const open = steps(at).filter(({ to }) => wayOut(to) < Infinity);
      if (at.nullable && (count >= length || open.length === 0)) return found;
      const toTheEnd = count < length ? [] : open.filter(({ to }) => wayOut(to) < left);
      const ways = toTheEnd.length > 0 ? toTheEnd : open;
      const plain = seed.below(4, `plain ${count}`) > 0 ? ways.filter(({ mask }) => hasPlain(mask)) : [];
      const { mask, to } = draw(plain.length > 0 ? plain : ways, seed, `way ${count}`) ?? {};
      if (mask === undefined || to === undefined) return undefined;
      found += draw(preferred(mask), seed, `character ${count}`) ?? '';
      at = to;
    }
  }

  /** The characters of a set that a reader would expect first. */
  function preferred(mask: bigint): readonly string[] {
    const known = preferences.get(mask);
    if (known !== undefined) return known;
    const found = preferredOf(characters.filter((_, index) => (mask >> BigInt(index)) & 1n));
    preferences.set(mask, found);
    return found;
  }

  /** Whether a set has a letter or a digit: a text of nothing but signs looks odd. */
  function hasPlain(mask: bigint): boolean {
    return preferred(mask).some((character) => /[A-Za-z\d]/.test(character));
  }

  function steps(term: Term): readonly Step[] {
    const known = stepsFrom.get(term);
    if (known !== undefined) return known;
    const found = language
      .classes(term)
      .map((mask) => ({ mask, to: language.after(term, lowestBit(mask)) }))
      .filter(({ to }) => to !== language.none);
    stepsFrom.set(term, found);
    return found;
  }

  /** Breadth first to a term that may end, or from which a way out is known. */
  function wayOut(start: Term): number {
    const known = waysOut.get(start);
    if (known !== undefined) return known;
    const from = new Map<Term, Term | undefined>([[start, undefined]]);
    for (const at of from.keys()) {
      const left = at.nullable ? 0 : waysOut.get(at);
      if (left !== undefined && left < Infinity) return noteWay(from, at, left);
      if (left === Infinity) continue;
      for (const { to } of steps(at)) if (!from.has(to)) from.set(to, at);
      if (from.size > MAX_TERMS) {
        waysOut.set(start, Infinity);
        return Infinity;
      }
    }
    for (const term of from.keys()) waysOut.set(term, Infinity);
    return Infinity;
  }

  function noteWay(from: ReadonlyMap<Term, Term | undefined>, end: Term, left: number): number {
    let count = left;
    for (let at: Term | undefined = end; at !== undefined; at = from.get(at)) waysOut.set(at, count++);
    return count - 1;
  }

  return text;
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
