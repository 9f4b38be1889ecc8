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

interface Known {
  readonly differences: readonly Violation[];
  /** The outermost open claim that it rests on; Infinity where it rests on none. */
  readonly lowest: number;
  /** The innermost level of the claims that it rests on. */
  readonly level: number;
}

/**
 * Claims of the form "every value of this conjunction satisfies that schema", each settled once. Since schemas go in
 * circles, a claim may come up while it is being settled. About a part of the value it may then be taken for true: parts
 * of JSON values come to an end, so that this is an induction. About the same value it may not.
 */
export class Prover {
  private steps = 0;
  /** How many parts deep the value is that claims are made of. */
  private level = 0;
  private readonly open = new Map<string, Open>();
  private readonly known = new Map<string, Known>();
  /** Claims that hold if open ones do, in the order of their settling. */
  private provisional: string[] = [];
  private lowest = Infinity;
  private innermost = -1;

  /** The differences that `settle` finds; none where the claim holds. */
  assume(key: string, circular: readonly Violation[], settle: () => readonly Violation[]): readonly Violation[] {
    this.spend();
    const known = this.known.get(key);
    if (known !== undefined && (known.lowest === Infinity || this.level > known.level)) {
      this.rest(known.lowest, known.level);
      return known.differences;
    }
    const open = this.open.get(key);
    if (open !== undefined) {
      if (open.level >= this.level) return circular;
      this.rest(open.index, open.level);
      return [];
    }
    return this.settle(key, settle);
  }

  /** Makes claims about a part of the value. */
  contains<T>(claims: () => T): T {
    this.level++;
    try {
      return claims();
    } finally {
      this.level--;
    }
  }

  spend(steps = 1): void {
    this.steps += steps;
    if (this.steps > MAX_STEPS) throw new BudgetExceededError();
  }

  private settle(key: string, settle: () => readonly Violation[]): readonly Violation[] {
    if (this.open.size >= MAX_DEPTH) throw new BudgetExceededError();
    const [lowest, innermost, first] = [this.lowest, this.innermost, this.provisional.length];
    this.lowest = Infinity;
    this.innermost = -1;
    const index = this.open.size;
    this.open.set(key, { index, level: this.level });
    const differences = settle().slice(0, MAX_FOUND);
    this.open.delete(key);
    if (differences.length > 0) {
      // What was proved within may rest on this claim, which is wrong. That it fails rests on nothing.
      for (const other of this.provisional.splice(first)) this.known.delete(other);
      this.known.set(key, { differences, lowest: Infinity, level: -1 });
      [this.lowest, this.innermost] = [lowest, innermost];
      return differences;
    }
    if (this.lowest >= index) {
      for (const other of this.provisional.splice(first)) {
        this.known.set(other, { differences: [], lowest: Infinity, level: -1 });
      }
      this.known.set(key, { differences, lowest: Infinity, level: -1 });
      [this.lowest, this.innermost] = [lowest, innermost];
      return differences;
    }
    this.provisional.push(key);
    this.known.set(key, { differences, lowest: this.lowest, level: this.innermost });
    [this.lowest, this.innermost] = [Math.min(lowest, this.lowest), Math.max(innermost, this.innermost)];
    return differences;
  }

  private rest(index: number, level: number): void {
    this.lowest = Math.min(this.lowest, index);
    this.innermost = Math.max(this.innermost, level);
  }
}
