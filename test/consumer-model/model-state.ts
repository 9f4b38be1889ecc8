import type { Configuration, Fault } from './configuration.js';

/** Everything that decides what can happen next. Equal states have equal JSON. */
export interface ModelState {
  readonly records: RecordState[];
  readonly mapping: {
    /** The sandbox whose answer Lambda waits for, or -1. */
    awaited: number;
    /** What is delivered next, if that is decided. */
    batch: readonly number[] | undefined;
    /** Other halves of a batch that was bisected. */
    halves: readonly (readonly number[])[];
    retries: number;
  };
  readonly sandboxes: readonly [Sandbox, Sandbox];
  readonly claims: ClaimItem[];
  /** Faults that may still happen. */
  budget: Budget;
}

export type Budget = Readonly<Record<Fault | 'all', number>>;

export interface RecordState {
  fate: 'open' | 'committed' | 'destination';
  /** Side effects so far; 2 for more. */
  effects: number;
  completions: number;
  attempted: boolean;
  /** What may have led to a second side effect and is documented to. */
  excuses: readonly Excuse[];
}

export type Excuse = 'killed' | 'outlived' | 'skew' | 'store';

export interface Sandbox {
  invocation: Invocation | undefined;
  /** Runs that outlived their hand-back. */
  zombies: Zombie[];
}

export interface Invocation {
  readonly batch: readonly number[];
  readonly runs: Run[];
  draining: boolean;
}

/**
 * `claimed`: ahead of its turn. `running`, then `settling`: its side effect is done. `over`, or else in the answer:
 * `failed`, `held` by another run, `handedBack`; `forgotten` only by a mutant.
 */
export interface Run {
  status: 'new' | 'claimed' | 'running' | 'settling' | 'over' | 'failed' | 'held' | 'handedBack' | 'forgotten';
  claim: Claim | undefined;
}

export interface Zombie {
  readonly record: number;
  status: 'running' | 'settling';
  readonly claim: Claim | undefined;
  /** `awaited` by the next invocation of its sandbox, after which it is given up. */
  life: 'fresh' | 'awaited' | 'givenUp';
}

/** What a run knows of its claim. `serial` is not in any store: it shows whose claim it really is. */
export interface Claim {
  readonly token: number;
  readonly serial: number;
}

export interface ClaimItem {
  status: 'absent' | 'inProgress' | 'expired' | 'free' | 'completed';
  token: number;
  serial: number;
}

export function initialState({ records, faults, faultsInAll }: Configuration): ModelState {
  return {
    records: records.map(() => ({ fate: 'open', effects: 0, completions: 0, attempted: false, excuses: [] })),
    mapping: { awaited: -1, batch: undefined, halves: [], retries: 0 },
    sandboxes: [
      { invocation: undefined, zombies: [] },
      { invocation: undefined, zombies: [] },
    ],
    claims: records.map(() => ({ status: 'absent', token: 0, serial: 0 })),
    budget: capped({ ...faults, all: faultsInAll }),
  };
}

/** Uses up a fault. */
export function spend(state: ModelState, fault: Fault): void {
  const { budget } = state;
  state.budget = capped({ ...budget, [fault]: budget[fault] - 1, all: budget.all - 1 });
}

/** No kind of fault may happen more often than all together. */
function capped(budget: Budget): Budget {
  const of = (fault: Fault) => Math.min(budget[fault], budget.all);
  return {
    crash: of('crash'),
    lostSight: of('lostSight'),
    lostCommit: of('lostCommit'),
    deadline: of('deadline'),
    failure: of('failure'),
    lostStore: of('lostStore'),
    skew: of('skew'),
    all: budget.all,
  };
}

export function copyState(state: ModelState): ModelState {
  const [first, second] = state.sandboxes;
  return {
    records: state.records.map((record) => ({ ...record })),
    mapping: { ...state.mapping },
    sandboxes: [copySandbox(first), copySandbox(second)],
    claims: state.claims.map((item) => ({ ...item })),
    budget: state.budget,
  };
}

function copySandbox({ invocation, zombies }: Sandbox): Sandbox {
  return {
    invocation: invocation && { ...invocation, runs: invocation.runs.map((run) => ({ ...run })) },
    zombies: zombies.map((zombie) => ({ ...zombie })),
  };
}

export function excuse(state: ModelState, record: number, why: Excuse): void {
  const of = item(state.records, record);
  of.excuses = [...new Set([...of.excuses, why])].sort();
}

/** What was committed and is not run any more has no future: its history is forgotten, as is what nothing depends on. */
export function forgetHistory({ maxRetries, idempotent }: Configuration, state: ModelState): ModelState {
  const isInUse = (index: number) =>
    state.sandboxes.some(
      ({ invocation, zombies }) =>
        invocation?.batch.includes(index) === true || zombies.some(({ record }) => record === index),
    );
  state.records.forEach((record, index) => {
    if (maxRetries < 0) record.attempted = false;
    if (!idempotent) record.excuses = [];
    if (record.fate === 'open' || isInUse(index)) return;
    const { fate } = record;
    state.records[index] = { fate, effects: 1, completions: 0, attempted: false, excuses: [] };
    state.claims[index] = { status: 'completed', token: 0, serial: 0 };
  });
  return state;
}

/** The item of a list that is known to have it. */
export function item<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError(`there is no item ${index}`);
  return found;
}
