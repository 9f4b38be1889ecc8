import type { Seed } from '../../samples/seed.js';
import { nativeExpression } from './compile-pattern.js';
import { PatternLanguage, type Term } from './pattern-language.js';
import { nodesOf, type PatternNode } from './pattern-node.js';
import { charactersIn, readPattern } from './read-pattern.js';
import { textsWith, wholeTexts, type SetOf } from './pattern-term.js';
import { textWalk, type TextWalk } from './text-walk.js';

/** What a text must be like. */
interface TextRules {
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
      const text = walk(term, seedOf(attempt));
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
  const alphabet = alphabetOf([...patterns, ...excluded]);
  const language = new PatternLanguage(alphabet.characters.length);
  const others = [
    language.repeat(language.set(language.full), rules.minLength, Math.min(rules.maxLength, MAX_LENGTH)),
    ...excluded.map(({ root, flags }) => language.not(textsWith(language, root, alphabet.setOf(flags)))),
  ];
  const terms = [wholeTexts, textsWith].map((texts) => {
    const own = patterns.map(({ root, flags }) => texts(language, root, alphabet.setOf(flags)));
    return language.all([...own, ...others]);
  });
  return { walk: textWalk(language, alphabet.characters), terms };
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

interface Alphabet {
  readonly characters: readonly string[];
  /** Which of the characters a regular expression for one character means. */
  readonly setOf: (flags: string) => SetOf;
}

/** The characters that texts are made of: those on every keyboard, a few from elsewhere, and those that the patterns write. */
function alphabetOf(patterns: readonly WrittenPattern[]): Alphabet {
  const written = patterns.flatMap((pattern) => [...pattern.characters]);
  const characters = [...new Set([...KEYBOARD, ...ELSEWHERE, ...written])];
  // Sets that have no character yet get one before any mask is made.
  for (const { root, flags } of patterns) {
    for (const node of nodesOf(root)) {
      if (node.kind !== 'character') continue;
      const matches = new RegExp(`^(?:${node.source})$`, flags);
      if (characters.some((character) => matches.test(character))) continue;
      const found = firstMatch(matches);
      if (found !== undefined) characters.push(found);
    }
  }
  const masks = new Map<string, bigint>();
  const maskOf = (source: string, flags: string): bigint => {
    const matches = new RegExp(`^(?:${source})$`, flags);
    return characters.reduce(
      (bits, character, index) => (matches.test(character) ? bits | (1n << BigInt(index)) : bits),
      0n,
    );
  };
  const setOf = (flags: string) => (source: string) => {
    const key = `${flags} ${source}`;
    const mask = masks.get(key) ?? maskOf(source, flags);
    masks.set(key, mask);
    return mask;
  };
  return { characters, setOf };
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
