import { buildProgram, type Automaton, type PatternTerm } from '../../runtime/json/linear-pattern-automaton.js';
import { stepWays, type CharacterKind, type Ways } from './count-ways.js';
import { alphabetOf } from './pattern-alphabet.js';
import { nodesOf, type PatternNode } from './pattern-node.js';
import { stepTerm } from './step-term.js';

/** A pattern, read. */
export interface ReadPattern {
  readonly pattern: string;
  readonly flags: string;
  readonly root: PatternNode;
}

/** Automata of more states are not walked. */
const MAX_STATES = 15_000;
/** Steps for each character: a backtracking engine takes some 1 ns for one, the matcher some 10 ns for a character. */
const MAX_STEPS = 200;
/** The start of a text, and the steps for each of its characters: a millisecond in all. */
const START_LENGTH = 64;
const MAX_START_STEPS = 16_000;
/** Steps after which a proof is abandoned: some 50 ms. */
const MAX_WORK = 1_000_000;
/** Steps on one text: some 10 ms. */
const MAX_STEPS_ON_TEXT = 1e7;
/** The least bound, for patterns that take exponential time or that nothing is known of. */
const SHORT_LENGTH = 20;
/** No bound is longer than this. */
const LONG_LENGTH = 65_536;

/**
 * Whether JavaScript's own engine takes at most 200 steps for each character of a text, whatever the text. It tries
 * every way through the automaton, from every place; so all ways are walked at once, and counted. If only a limited
 * number of different counts comes up, and none has more steps, the pattern is linear. This errs only towards slow: it
 * ignores that a match ends the search.
 */
export function isNativelyLinear({ pattern, flags, root }: ReadPattern): boolean {
  return walksOf({ pattern, flags, root: withoutLastLoop(root) }).some((walk) => isSteady(walk) || isClosed(walk));
}

/** The length up to which JavaScript's own engine takes at most 10 million steps, whatever the text. */
export function nativeLength(read: ReadPattern): number {
  return Math.max(SHORT_LENGTH, ...walksOf(read).map(lengthOf));
}

/** Where nothing follows, a match is found as soon as there are enough characters. */
function withoutLastLoop(node: PatternNode): PatternNode {
  if (node.kind === 'repeat' && node.part.kind === 'character') return { ...node, max: node.min };
  const last = node.kind === 'sequence' ? node.parts.at(-1) : undefined;
  if (node.kind !== 'sequence' || last === undefined) return node;
  return { ...node, parts: [...node.parts.slice(0, -1), withoutLastLoop(last)] };
}

/** An automaton, and the kinds of characters that its sets distinguish. */
interface Walk {
  readonly automaton: Automaton;
  readonly kinds: readonly CharacterKind[];
}

/** The pattern with long repetitions taken for any number, and as it is; none where it cannot be walked. */
function walksOf({ pattern, flags, root }: ReadPattern): readonly Walk[] {
  // What is looked for behind is walked from its end, at each place.
  if ([...nodesOf(root)].some((node) => node.kind === 'look' && node.behind && node.part.kind !== 'character')) {
    return [];
  }
  const sets: string[] = [];
  const terms = [true, false].map((widens) => stepTerm(root, sets, widens));
  const expressions = sets.map((source) => new RegExp(source, flags));
  const kinds = new Map<string, CharacterKind>();
  for (const character of alphabetOf(pattern, flags)) {
    const kind = expressions.map((expression) => expression.test(character));
    kinds.set(kind.join(), kind);
  }
  return terms.flatMap((term) => {
    const automaton = automatonOf(term);
    return automaton === undefined ? [] : [{ automaton, kinds: [undefined, ...kinds.values()] }];
  });
}

function automatonOf(term: PatternTerm): Automaton | undefined {
  try {
    return buildProgram(term, { maxStates: MAX_STATES, counts: false }).automaton;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * Whether the largest counts, of all texts together, come up again: quick to see, and so for most patterns. At the start
 * of a text there may be more steps: a choice between a thousand words takes a thousand.
 */
function isSteady(walk: Walk): boolean {
  const known = new Map<string, number>();
  const stepsAt: number[] = [];
  let work = 0;
  let ways: Ways = new Map();
  for (let length = 0; ; length++) {
    const maxSteps = length < START_LENGTH ? MAX_START_STEPS : MAX_STEPS;
    const step = largestStep(walk, { ways, isFirst: length === 0, maxSteps });
    work += step.work;
    if (work > MAX_WORK || step.steps > maxSteps) return false;
    stepsAt.push(step.steps);
    const key = keyOf(step.next);
    const before = known.get(key);
    if (before !== undefined) return Math.max(...stepsAt.slice(before)) <= MAX_STEPS;
    known.set(key, length + 1);
    ways = step.next;
  }
}

/** Whether only a limited number of counts comes up, whatever the text. */
function isClosed({ automaton, kinds }: Walk): boolean {
  const known = new Set<string>();
  let work = 0;
  let open: Ways[] = [new Map()];
  for (let length = 0; open.length > 0; length++) {
    const longer: Ways[] = [];
    for (const ways of open) {
      for (const kind of kinds) {
        const step = stepWays(automaton, { ways, isFirst: length === 0, kind, maxSteps: MAX_STEPS });
        work += step.work;
        if (step.steps > MAX_STEPS || work > MAX_WORK) return false;
        const key = keyOf(step.next);
        if (kind === undefined || known.has(key)) continue;
        known.add(key);
        longer.push(step.next);
      }
    }
    open = longer;
  }
  return true;
}

function lengthOf(walk: Walk): number {
  let left = MAX_STEPS_ON_TEXT;
  let work = 0;
  let ways: Ways = new Map();
  for (let length = 0; length < LONG_LENGTH; length++) {
    const step = largestStep(walk, { ways, isFirst: length === 0, maxSteps: left });
    left -= step.steps;
    work += step.work;
    if (left < 0 || work > MAX_WORK) return length;
    ways = step.next;
  }
  return LONG_LENGTH;
}

/** The largest counts and steps that any character leads to: no text has more. */
function largestStep(
  { automaton, kinds }: Walk,
  place: { readonly ways: Ways; readonly isFirst: boolean; readonly maxSteps: number },
): { readonly steps: number; readonly work: number; readonly next: Ways } {
  const next = new Map<number, number>();
  let steps = 0;
  let work = 0;
  for (const kind of kinds) {
    const step = stepWays(automaton, { ...place, kind });
    steps = Math.max(steps, step.steps);
    work += step.work;
    for (const [state, count] of step.next) next.set(state, Math.max(count, next.get(state) ?? 0));
  }
  return { steps, work, next };
}

function keyOf(ways: Ways): string {
  return [...ways].sort(([one], [other]) => one - other).join(' ');
}
