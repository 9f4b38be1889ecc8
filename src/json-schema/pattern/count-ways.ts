import { STATE, type Automaton } from '../../runtime/json/linear-pattern-automaton.js';

/** How many ways lead to each state, for the states that any leads to. */
export type Ways = ReadonlyMap<number, number>;

/** For each set, whether characters of a kind are in it; undefined is the end of the text. */
export type CharacterKind = readonly boolean[] | undefined;

/** What one character costs. */
interface WaysStep {
  /** The steps of all ways together. */
  readonly steps: number;
  /** How long it took to count them. */
  readonly work: number;
  /** The ways behind the character. */
  readonly next: Ways;
}

/** Where to count from. */
interface WaysPlace {
  readonly ways: Ways;
  readonly isFirst: boolean;
  readonly kind: CharacterKind;
  /** Counting ends once there are more steps. */
  readonly maxSteps: number;
}

/**
 * Takes all ways through an automaton over one character, as a backtracking engine takes one after the other, and a new
 * one from this place. A round of a loop that matches nothing ends its way, as in JavaScript. Word boundaries are taken
 * to hold.
 */
export function stepWays(automaton: Automaton, { ways, isFirst, kind, maxSteps }: WaysPlace): WaysStep {
  const next = new Map<number, number>();
  const openLoops = new Set<number>();
  let steps = 0;
  let work = 0;
  const visit = (from: number, count: number): void => {
    for (let state = from; ;) {
      work++;
      steps += count;
      if (steps > maxSteps) return;
      const to = automaton.to[state] ?? 0;
      switch (automaton.kind[state]) {
        case STATE.match:
          return;
        case STATE.set:
          if (kind?.[automaton.on[state] ?? 0] === true) next.set(to, (next.get(to) ?? 0) + count);
          return;
        case STATE.either:
          // All states but the start of a loop lead to states that were made before them.
          if (to < state) visit(to, count);
          else if (openLoops.has(state)) return;
          else {
            openLoops.add(state);
            visit(to, count);
            openLoops.delete(state);
          }
          state = automaton.or[state] ?? 0;
          break;
        case STATE.start:
          if (!isFirst) return;
          state = to;
          break;
        case STATE.end:
          if (kind !== undefined) return;
          state = to;
          break;
        default:
          state = to;
      }
    }
  };
  for (const [state, count] of ways) visit(state, count);
  visit(automaton.first, 1);
  return { steps, work, next };
}
