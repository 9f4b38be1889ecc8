import type { Seed } from '../../samples/seed.js';
import { nativeExpression } from './compile-pattern.js';
import { PatternLanguage, type Term } from './pattern-language.js';
import { nodesOf, type PatternNode } from './pattern-node.js';
import { charactersIn, readPattern } from './read-pattern.js';
import { textsWith, wholeTexts } from './pattern-term.js';
import { TextWalk } from './text-walk.js';

/** What a text must be like. */
export interface TextRules {
  readonly patterns: readonly string[];
  /** Patterns that must not match. */
  readonly excluded: readonly string[];
  /** In code points. */
  readonly minLength: number;
  readonly maxLength: number;
}

/** How large the search for a text may grow; a text longer than this is not made from patterns. */
const MAX_LENGTH = 20_000;

/**
 * Makes texts that match all patterns and no excluded one; `seedOf(n)` gives the draws for the nth. Those that consist
 * of nothing but the matches come first. None come out where there are none; a look-behind, a word boundary or a back
 * reference may let a wrong one through, or nothing.
 */
export function* patternTexts(rules: TextRules, seedOf: (attempt: number) => Seed): Generator<string> {
  if (rules.minLength > MAX_LENGTH) return;
  const { walk, terms } = preparedFor(rules);
  for (const term of terms) {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const text = walk.text(term, seedOf(attempt));
      if (text === undefined) break;
      yield text;
    }
  }
}

interface Prepared {
  readonly walk: TextWalk;
  /** The texts that consist of nothing but the matches; then all. */
  readonly terms: readonly Term[];
}

/** Schemas repeat their patterns. */
const prepared = new Map<string, Prepared>();
const MAX_PREPARED = 50;

function preparedFor(rules: TextRules): Prepared {
  const key = JSON.stringify([rules.patterns, rules.excluded, rules.minLength, rules.maxLength]);
  const known = prepared.get(key);
  if (known !== undefined) return known;
  const made = prepare(rules);
  if (prepared.size >= MAX_PREPARED) prepared.clear();
  prepared.set(key, made);
  return made;
}

function prepare(rules: TextRules): Prepared {
  const patterns = rules.patterns.map(writtenPattern);
  const excluded = rules.excluded.map(writtenPattern);
  const alphabet = new Alphabet([...patterns, ...excluded]);
  const language = new PatternLanguage(alphabet.characters.length);
  const others = [
    language.repeat(language.set(language.full), rules.minLength, Math.min(rules.maxLength, MAX_LENGTH)),
    ...excluded.map(({ root, flags }) => language.not(textsWith(language, root, alphabet.setOf(flags)))),
  ];
  const terms = [wholeTexts, textsWith].map((texts) => {
    const own = patterns.map(({ root, flags }) => texts(language, root, alphabet.setOf(flags)));
    return language.all([...own, ...others]);
  });
  return { walk: new TextWalk(language, alphabet.characters), terms };
}

const ATTEMPTS = 12;

interface WrittenPattern {
  readonly root: PatternNode;
  readonly flags: string;
  readonly characters: ReadonlySet<string>;
}

function writtenPattern(pattern: string): WrittenPattern {
  const { flags } = nativeExpression(pattern);
  return { root: readPattern(pattern, flags), flags, characters: charactersIn(pattern, flags) };
}

/** The characters that texts are made of: those on every keyboard, a few from elsewhere, and those that the patterns write. */
class Alphabet {
  readonly characters: string[];
  private readonly sets = new Map<string, bigint>();

  constructor(patterns: readonly WrittenPattern[]) {
    const written = patterns.flatMap(({ characters }) => [...characters]);
    this.characters = [...new Set([...KEYBOARD, ...ELSEWHERE, ...written])];
    // Sets that have no character yet get one before any mask is made.
    for (const { root, flags } of patterns) this.add(root, flags);
  }

  setOf(flags: string): (source: string) => bigint {
    return (source) => {
      const key = `${flags} ${source}`;
      const known = this.sets.get(key);
      if (known !== undefined) return known;
      const matches = new RegExp(`^(?:${source})$`, flags);
      const mask = this.characters.reduce(
        (bits, character, index) => (matches.test(character) ? bits | (1n << BigInt(index)) : bits),
        0n,
      );
      this.sets.set(key, mask);
      return mask;
    };
  }

  private add(root: PatternNode, flags: string): void {
    for (const node of nodesOf(root)) {
      if (node.kind !== 'character') continue;
      const matches = new RegExp(`^(?:${node.source})$`, flags);
      if (this.characters.some((character) => matches.test(character))) continue;
      const found = firstMatch(matches);
      if (found !== undefined) this.characters.push(found);
    }
  }
}

/** The first character that a set has at all: of a script that nobody thought of. */
function firstMatch(matches: RegExp): string | undefined {
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code);
    if (matches.test(character)) return character;
  }
  return undefined;
}

const KEYBOARD = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
const ELSEWHERE = ['\t', '\n', 'é', 'ß', 'Ø', 'λ', 'Ж', '中', 'あ', '😀'];
