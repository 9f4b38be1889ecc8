import { makeAlphabet } from './linear-pattern-alphabet.js';
import { buildProgram, type PatternTerm } from './linear-pattern-automaton.js';
import { makeWalk, type Tally } from './linear-pattern-walk.js';

/** A regular expression that never backtracks, as a tree. */
export interface LinearSource {
  /** Each matches one character; the tree refers to them by index. */
  readonly sets: readonly RegExp[];
  readonly term: PatternTerm;
  /** Whether a character is a code point, as with the flag `u`, or a UTF-16 unit. */
  readonly unicode: boolean;
  /** In UTF-16 units; longer texts do not match, because they would take too long. */
  readonly maxLength: number;
}

/** The common part of a pattern and a `RegExp`. */
export interface LinearPattern {
  /** Checks whether the pattern matches some part of the text. */
  readonly test: (text: string) => boolean;
  /** The states visited so far, in all texts: a measure of time that is the same on every machine. */
  readonly steps: number;
}

/**
 * Builds a regular expression whose time is always linear in the length of the text: it follows
 * all ways through its automaton at once (Thompson, "Regular Expression Search Algorithm", 1968).
 * It matches the patterns that could take JavaScript's own engine seconds or longer.
 */
export function linearPattern(source: LinearSource): LinearPattern {
  const { automaton, looks } = buildProgram(source.term);
  const alphabet = makeAlphabet(source.sets, source.unicode);
  const tally: Tally = { steps: 0 };
  const lookWalks = looks.map((look) => ({
    backward: look.backward,
    walk: makeWalk(look.automaton, { alphabet, looks: looks.length, tally }),
  }));
  const walk = makeWalk(automaton, { alphabet, looks: looks.length, tally });
  return {
    test(text) {
      if (text.length > source.maxLength) return false;
      const symbols = alphabet.read(text);
      const marks = looks.length === 0 ? undefined : new Int32Array(symbols.length);
      lookWalks.forEach((look, index) => {
        look.walk({ symbols, marks, backward: look.backward, mark: 1 << index });
      });
      return walk({ symbols, marks, backward: false, mark: 0 });
    },
    get steps() {
      return tally.steps;
    },
  };
}
