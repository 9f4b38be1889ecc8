import type { Violation } from './difference.js';

/** More than this is too much to compare; a real pair of schemas takes some thousands of steps. */
const MAX_STEPS = 100_000;
/** As deep as proofs may nest: no danger to the call stack. */
const MAX_DEPTH = 300;
/** As many differences as one claim keeps. */
const MAX_FOUND = 60;

/** Thrown where the schemas are too much to compare; caught by `compareJsonSchemas`. */
export class BudgetExceededError extends Error {}

interface Open {
  readonly index: number;
  readonly level: number;
}

/** What a proof rests on. */
interface Ground {
  /** The outermost open claim; Infinity where there is none. */
  readonly lowest: number;
  /** The innermost level of the open claims. */
  readonly level: number;
}

const NOTHING: Ground = { lowest: Infinity, level: -1 };

interface Known extends Ground {
  readonly differences: readonly Violation[];
}

/** Settles claims of the form "every value of this conjunction satisfies that schema", each once. */
export interface Prover {
  /** The differences that `settle` finds; none where the claim holds. */
  readonly assume: (
    key: string,
    circular: readonly Violation[],
    settle: () => readonly Violation[],
  ) => readonly Violation[];
  /** Makes claims about a part of the value. */
  readonly contains: <T>(claims: () => T) => T;
  /** Counts steps; throws when there are too many. */
  readonly spend: (steps?: number) => void;
}

/**
 * Since schemas go in circles, a claim may come up while it is being settled. About a part of the value it may then be
 * taken for true: parts of JSON values come to an end, so that this is an induction. About the same value it may not.
 */
export function makeProver(): Prover {
  let spent = 0;
  /** How many parts deep the value is that claims are made of. */
  let level = 0;
  const open = new Map<string, Open>();
  const known = new Map<string, Known>();
  /** Claims that hold if open ones do, in the order of their settling. */
  const provisional: string[] = [];
  /** What the claim that is being settled rests on so far, as in `Known`. */
  let ground: Ground = NOTHING;

  function assume(key: string, circular: readonly Violation[], settle: () => readonly Violation[]) {
    spend();
    const settled = known.get(key);
    if (settled !== undefined && (settled.lowest === Infinity || level > settled.level)) {
      ground = both(ground, settled);
      return settled.differences;
    }
    const claim = open.get(key);
    if (claim === undefined) return settleClaim(key, settle);
    if (claim.level >= level) return circular;
    ground = both(ground, { lowest: claim.index, level: claim.level });
    return [];
  }

  function contains<T>(claims: () => T): T {
    level++;
    try {
      return claims();
    } finally {
      level--;
    }
  }

  function spend(steps = 1): void {
    spent += steps;
    if (spent > MAX_STEPS) throw new BudgetExceededError();
  }

  function settleClaim(key: string, settle: () => readonly Violation[]): readonly Violation[] {
    if (open.size >= MAX_DEPTH) throw new BudgetExceededError();
    const [around, first] = [ground, provisional.length];
    ground = NOTHING;
    const index = open.size;
    open.set(key, { index, level });
    const differences = settle().slice(0, MAX_FOUND);
    open.delete(key);
    const own = ground;
    if (differences.length === 0 && own.lowest < index) {
      provisional.push(key);
      known.set(key, { differences, ...own });
      ground = both(around, own);
      return differences;
    }
    for (const other of provisional.splice(first)) {
      // What was proved within may rest on this claim: where it is wrong, that is not proved. That it fails rests on nothing.
      if (differences.length > 0) known.delete(other);
      else known.set(other, { differences: [], ...NOTHING });
    }
    known.set(key, { differences, ...NOTHING });
    ground = around;
    return differences;
  }

  return { assume, contains, spend };
}

function both(one: Ground, other: Ground): Ground {
  return { lowest: Math.min(one.lowest, other.lowest), level: Math.max(one.level, other.level) };
}
