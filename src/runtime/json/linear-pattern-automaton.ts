/** A regular expression as a tree. A number is one character of the set with that index. */
export type PatternTerm =
  | number
  | '^'
  | '$'
  | '\\b'
  | '\\B'
  | readonly ['seq' | 'any', ...PatternTerm[]]
  /** At least and at most this many times; `null` is any number. */
  | readonly ['rep', number, number | null, PatternTerm]
  | readonly ['?=' | '?!' | '?<=' | '?<!', PatternTerm];

/** The kind of a state: the end, one character of a set, such characters counted, a choice, or a condition. */
export const STATE = {
  match: 0,
  set: 1,
  count: 2,
  either: 3,
  start: 4,
  end: 5,
  word: 6,
  notWord: 7,
  look: 8,
  notLook: 9,
} as const;

/** States by index, with one list for each of their properties. */
export interface Automaton {
  readonly kind: readonly number[];
  /** The index of the set, or of the look-around. */
  readonly on: readonly number[];
  readonly to: readonly number[];
  /** The other way of a choice. */
  readonly or: readonly number[];
  /** Minimum and maximum number of repetitions of a counted character. */
  readonly min: readonly number[];
  readonly max: readonly number[];
  readonly first: number;
}

/** A look-around: an automaton of its own, walked first, that marks the places where it holds. */
export interface Look {
  readonly automaton: Automaton;
  /** Walked from the end of the text, for what stands ahead. */
  readonly backward: boolean;
}

/** The automaton of a pattern, and those of its look-arounds, inner ones first. */
export interface LinearProgram {
  readonly automaton: Automaton;
  readonly looks: readonly Look[];
}

/** How an automaton is built. */
export interface ProgramOptions {
  /** Throws a RangeError if there are more states. */
  readonly maxStates?: number;
  /** True to count the repetitions of one character instead of writing them out. */
  readonly counts?: boolean;
}

/** Counts up to this are written out: following one takes the time of about ten states. */
const MAX_WRITTEN_OUT = 15;

/** Builds the automaton of a tree, from its end to its start. */
export function buildProgram(
  term: PatternTerm,
  { maxStates = Infinity, counts = true }: ProgramOptions = {},
): LinearProgram {
  const looks: Look[] = [];
  let statesLeft = maxStates;
  const build = (whole: PatternTerm, backward: boolean): Automaton => {
    const states = {
      kind: [STATE.match as number],
      on: [0],
      to: [0],
      or: [0],
      min: [0],
      max: [0],
    };
    const add = (kind: number, to: number, { on = 0, or = 0, min = 0, max = 0 } = {}): number => {
      if (--statesLeft < 0) throw new RangeError(`more than ${String(maxStates)} states`);
      states.on.push(on);
      states.to.push(to);
      states.or.push(or);
      states.min.push(min);
      states.max.push(max);
      return states.kind.push(kind) - 1;
    };
    /** The state from which the part leads to the state `to`. */
    const enter = (part: PatternTerm, to: number): number => {
      if (typeof part === 'number') return add(STATE.set, to, { on: part });
      if (part === '^') return add(backward ? STATE.end : STATE.start, to);
      if (part === '$') return add(backward ? STATE.start : STATE.end, to);
      if (part === '\\b') return add(STATE.word, to);
      if (part === '\\B') return add(STATE.notWord, to);
      switch (part[0]) {
        case 'seq': {
          const [, ...parts] = part;
          if (!backward) parts.reverse();
          return parts.reduce<number>((after, one) => enter(one, after), to);
        }
        case 'any': {
          const [, ...parts] = part;
          return parts
            .map((one) => enter(one, to))
            .reduceRight((or, one) => add(STATE.either, one, { or }));
        }
        case 'rep': {
          const [, min, max, repeated] = part;
          return repeat(repeated, { min, max: max ?? Infinity, to });
        }
        default: {
          const ahead = part[0] === '?=' || part[0] === '?!';
          looks.push({ automaton: build(part[1], ahead), backward: ahead });
          const kind = part[0].endsWith('!') ? STATE.notLook : STATE.look;
          return add(kind, to, { on: looks.length - 1 });
        }
      }
    };
    const repeat = (
      part: PatternTerm,
      { min, max, to }: { readonly min: number; readonly max: number; readonly to: number },
    ): number => {
      const limit = max === Infinity ? min : max;
      if (counts && typeof part === 'number' && limit > MAX_WRITTEN_OUT) {
        const count = add(STATE.count, to, { on: part, min: Math.max(min, 1), max });
        return min > 0 ? count : add(STATE.either, count, { or: to });
      }
      let at = to;
      let required = min;
      if (max === Infinity) {
        const loop = add(STATE.either, 0, { or: to });
        const body = enter(part, loop);
        states.to[loop] = body;
        at = min > 0 ? body : loop;
        required--;
      } else {
        for (let count = min; count < max; count++) {
          const body = enter(part, at);
          // The repetition of an empty part is empty, however often.
          if (body === at) return to;
          at = add(STATE.either, body, { or: to });
        }
      }
      for (let count = 0; count < required; count++) {
        const body = enter(part, at);
        if (body === at) break;
        at = body;
      }
      return at;
    };
    const first = enter(whole, 0);
    return { ...states, first };
  };
  return { automaton: build(term, false), looks };
}
