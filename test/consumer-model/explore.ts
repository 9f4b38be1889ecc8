import type { Configuration } from './configuration.js';
import { deliverySteps } from './mapping-steps.js';
import { excuse, initialState, item, spend, type ModelState } from './model-state.js';
import { collectSteps, type ModelStep, type Steps, type ViolationKind } from './model-step.js';
import { isRunning } from './lane-progress.js';
import { sandboxSteps } from './sandbox-steps.js';

export interface Exploration {
  readonly states: number;
  /** Whether there are more states than were explored. */
  readonly cut: boolean;
  /** The shortest way to each kind of violation, in words. */
  readonly found: ReadonlyMap<ViolationKind, readonly string[]>;
}

export interface Extent {
  /** States after which the exploration ends. */
  readonly limit?: number;
  /** Violations with which it ends once all of them are found. */
  readonly until?: readonly ViolationKind[];
}

/** Explores, breadth first, every order in which things can happen. */
export function explore(configuration: Configuration, { limit = Infinity, until }: Extent = {}): Exploration {
  const keys: string[] = [];
  const origins: { readonly from: number; readonly label: string }[] = [];
  const predecessors: number[][] = [];
  const ids = new Map<string, number>();
  const ends: number[] = [];
  const violations = new Map<ViolationKind, { readonly from: number; readonly words: readonly string[] }>();

  const visit = (state: ModelState, from: number, label: string): void => {
    const key = JSON.stringify(state);
    let id = ids.get(key);
    if (id === undefined) {
      id = keys.push(key) - 1;
      ids.set(key, id);
      origins.push({ from, label });
      predecessors.push([]);
      if (state.records.every(({ fate }) => fate !== 'open')) ends.push(id);
    }
    if (from >= 0) predecessors[id]?.push(from);
  };

  visit(initialState(configuration), -1, '');
  let next = 0;
  const isDone = () => until?.every((kind) => violations.has(kind)) ?? false;
  for (; next < keys.length && keys.length <= limit && !isDone(); next++) {
    const before = JSON.parse(item(keys, next)) as ModelState;
    for (const { label, state, violations: found } of stepsFrom(configuration, before)) {
      for (const { kind, text } of found)
        if (!violations.has(kind)) violations.set(kind, { from: next, words: [label, text] });
      visit(state, next, label);
    }
  }
  const cut = next < keys.length;
  const stuck = cut ? -1 : firstStuck(predecessors, ends);
  if (stuck >= 0) violations.set('stuck', { from: stuck, words: ['from here nothing can be committed'] });

  const wayTo = (id: number): readonly string[] => {
    const { from, label } = item(origins, id);
    return from < 0 ? [] : [...wayTo(from), label];
  };
  const found = new Map([...violations].map(([kind, { from, words }]) => [kind, [...wayTo(from), ...words]] as const));
  return { states: keys.length, cut, found };
}

function stepsFrom(configuration: Configuration, before: ModelState): readonly ModelStep[] {
  const steps = collectSteps(configuration, before);
  deliverySteps(steps);
  sandboxSteps(steps, 0);
  sandboxSteps(steps, 1);
  expirySteps(steps);
  return steps.all;
}

/** A claim expires once no invocation runs for it; with clocks that differ too much, earlier. */
function expirySteps({ configuration, before, add }: Steps): void {
  if (!configuration.idempotent) return;
  for (const [record, { status, token }] of before.claims.entries()) {
    if (status !== 'inProgress') continue;
    const live = before.sandboxes.some(({ invocation }) =>
      invocation?.runs.some(
        (run, position) =>
          invocation.batch[position] === record &&
          (isRunning(run.status) || run.status === 'claimed') &&
          run.claim?.token === token,
      ),
    );
    if (live && before.budget.skew <= 0) continue;
    const outlived = before.sandboxes.some(({ zombies }) =>
      zombies.some((zombie) => zombie.record === record && zombie.claim?.token === token),
    );
    add(`the claim of ${record} expires${live ? ', as clocks differ' : ''}`, (state) => {
      if (live) {
        spend(state, 'skew');
        excuse(state, record, 'skew');
      }
      if (outlived) excuse(state, record, 'outlived');
      item(state.claims, record).status = 'expired';
    });
  }
}

/** The first state from which no end can be reached, or -1. */
function firstStuck(predecessors: readonly (readonly number[])[], ends: readonly number[]): number {
  const reaches = new Set(ends);
  const open = [...ends];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const before of predecessors[id] ?? []) {
      if (reaches.has(before)) continue;
      reaches.add(before);
      open.push(before);
    }
  }
  return predecessors.findIndex((_, id) => !reaches.has(id));
}
