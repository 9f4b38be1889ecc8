import type { Alphabet } from './linear-pattern-alphabet.js';
import { STATE, type Automaton } from './linear-pattern-automaton.js';
import { makeCounter } from './linear-pattern-counter.js';

/** Counts the states that are visited. */
export interface Tally {
  steps: number;
}

/** A text to walk over, and what to look for. */
export interface Track {
  readonly symbols: Uint16Array;
  /** For each place, a bit for each look-around that holds there. */
  readonly marks: Int32Array | undefined;
  readonly backward: boolean;
  /** The bit that is set wherever there is a match; 0 to stop at the first match. */
  readonly mark: number;
}

/** All states that a part of a text leads to. */
interface StateSet {
  readonly states: Int32Array;
  readonly isAfterWord: boolean;
  /** Whether it is kept for later texts: one that is must not refer to one that is not. */
  readonly isKept: boolean;
  /** The steps taken from here before, by symbol and marks. */
  readonly steps: (Step | undefined)[];
  /** By counter: this set with the state behind that counter, the only one that has its minimum. */
  readonly withCounter: (StateSet | undefined)[];
}

interface Step {
  readonly isMatch: boolean;
  readonly next: StateSet;
  /** The counters that begin to count. */
  readonly begins: readonly number[];
}

/** A place in the text: the symbol behind it, and the look-arounds that hold. */
interface Place {
  readonly symbol: number;
  readonly marks: number;
  readonly isFirst: boolean;
}

/** State sets are kept up to this many states together. */
const MAX_KEPT_STATES = 20_000;
const NO_SETS = new Uint8Array(0);

/** Makes the function that follows all ways through an automaton at once, one character at a time. */
export function makeWalk(
  automaton: Automaton,
  {
    alphabet: { members, isWord },
    looks,
    tally,
  }: { readonly alphabet: Alphabet; readonly looks: number; readonly tally: Tally },
): (track: Track) => boolean {
  const { first } = automaton;
  const kind = Uint8Array.from(automaton.kind);
  const on = Int32Array.from(automaton.on);
  const to = Int32Array.from(automaton.to);
  const or = Int32Array.from(automaton.or);
  const onlyAtStart = kind[first] === STATE.start;
  const seesWords = kind.includes(STATE.word) || kind.includes(STATE.notWord);
  const counted = automaton.kind.flatMap((one, state) => (one === STATE.count ? [state] : []));
  const counters = counted.map((state) =>
    makeCounter(automaton.min[state] ?? 0, automaton.max[state] ?? 0),
  );
  const counterOf = Int32Array.from(kind, (_, state) => counted.indexOf(state));
  const combinations = 2 ** looks;
  const kept = new Map<string, StateSet>();
  let keptStates = 0;

  const stateSet = (states: Int32Array, isAfterWord: boolean): StateSet => {
    if (keptStates > MAX_KEPT_STATES) {
      return { states, isAfterWord, isKept: false, steps: [], withCounter: [] };
    }
    const key = `${String(isAfterWord)} ${states.sort().join()}`;
    let set = kept.get(key);
    if (set === undefined) {
      set = { states, isAfterWord, isKept: true, steps: [], withCounter: [] };
      kept.set(key, set);
      keptStates += states.length + 10;
    }
    return set;
  };

  /** The turn in which a state was last entered, and was last reached by a character. */
  const entered = new Int32Array(kind.length);
  const reached = new Int32Array(kind.length);
  const open = new Int32Array(kind.length);
  const ahead = new Int32Array(kind.length);
  let turn = 0;

  const stepFrom = (from: StateSet, { symbol, marks, isFirst }: Place): Step => {
    const inSets = members[symbol] ?? NO_SETS;
    const isAtWordEdge = from.isAfterWord !== (isWord[symbol] ?? false);
    const now = ++turn;
    const begins: number[] = [];
    let isMatch = false;
    let count = 0;
    let size = 0;
    let visited = 0;
    for (const state of from.states) {
      if (entered[state] === now) continue;
      entered[state] = now;
      open[size++] = state;
    }
    if (entered[first] !== now && (isFirst || !onlyAtStart)) {
      entered[first] = now;
      open[size++] = first;
    }
    while (size > 0) {
      const state = open[--size] ?? 0;
      const next = to[state] ?? 0;
      const which = on[state] ?? 0;
      let passes = false;
      visited++;
      switch (kind[state]) {
        case STATE.set:
          if (inSets[which] === 1 && reached[next] !== now) {
            reached[next] = now;
            ahead[count++] = next;
          }
          break;
        case STATE.either: {
          const other = or[state] ?? 0;
          if (entered[other] !== now) {
            entered[other] = now;
            open[size++] = other;
          }
          passes = true;
          break;
        }
        case STATE.count:
          begins.push(counterOf[state] ?? 0);
          break;
        case STATE.start:
          passes = isFirst;
          break;
        case STATE.end:
          passes = symbol === 0;
          break;
        case STATE.word:
          passes = isAtWordEdge;
          break;
        case STATE.notWord:
          passes = !isAtWordEdge;
          break;
        case STATE.look:
          passes = ((marks >> which) & 1) === 1;
          break;
        case STATE.notLook:
          passes = ((marks >> which) & 1) === 0;
          break;
        default:
          isMatch = true;
      }
      if (passes && entered[next] !== now) {
        entered[next] = now;
        open[size++] = next;
      }
    }
    tally.steps += visited;
    const isAfterWord = seesWords && isWord[symbol] === true;
    return { isMatch, begins, next: stateSet(ahead.slice(0, count), isAfterWord) };
  };

  const withStatesBehind = (set: StateSet, passed: readonly number[]): StateSet => {
    const states = new Int32Array(set.states.length + passed.length);
    states.set(set.states);
    passed.forEach((counter, index) => {
      states[set.states.length + index] = to[counted[counter] ?? 0] ?? 0;
    });
    return stateSet(states, set.isAfterWord);
  };

  let start = startSet();
  return ({ symbols, marks, backward, mark }) => {
    if (keptStates > MAX_KEPT_STATES) {
      kept.clear();
      keptStates = 0;
      start = startSet();
    }
    for (const counter of counters) counter.clear();
    const length = symbols.length - 2;
    tally.steps += (length + 1) * (1 + counters.length);
    let set = start;
    for (let index = 0; index <= length; index++) {
      const place = backward ? length - index : index;
      const symbol = symbols[backward ? place : place + 1] ?? 0;
      const held = marks?.[place] ?? 0;
      const known = set.steps[symbol * combinations + held];
      const step = known ?? stepFrom(set, { symbol, marks: held, isFirst: index === 0 });
      if (known === undefined && set.isKept && step.next.isKept) {
        set.steps[symbol * combinations + held] = step;
      }
      if (step.isMatch) {
        if (mark === 0 || marks === undefined) return true;
        marks[place] = held | mark;
      }
      set = step.next;
      let goesOn = set.states.length > 0 || !onlyAtStart;
      if (counters.length > 0) {
        const inSets = members[symbol] ?? NO_SETS;
        for (const counter of step.begins) counters[counter]?.begin(index);
        const passed: number[] = [];
        for (let one = 0; one < counters.length; one++) {
          const counter = counters[one];
          if (counter === undefined || counter.isIdle) continue;
          const isInSet = inSets[on[counted[one] ?? 0] ?? 0] === 1;
          if (counter.advance(index + 1, isInSet)) passed.push(one);
          goesOn ||= !counter.isIdle;
        }
        const [only] = passed;
        if (only !== undefined) {
          const known = passed.length === 1 ? set.withCounter[only] : undefined;
          const next = known ?? withStatesBehind(set, passed);
          if (passed.length === 1 && set.isKept && next.isKept) set.withCounter[only] = next;
          set = next;
        }
      }
      if (!goesOn) break;
    }
    return false;
  };
}

function startSet(): StateSet {
  return {
    states: new Int32Array(0),
    isAfterWord: false,
    isKept: true,
    steps: [],
    withCounter: [],
  };
}
