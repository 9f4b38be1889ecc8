import { setMaxListeners } from 'node:events';
import type { InvocationContext } from '../consume/invocation-context.js';
import { settleUnderClaims } from '../consume/settle-under-claim.js';
import { CLOCK_ALLOWANCE } from './claim-defaults.js';
import { claimWhenFree } from './claim-when-free.js';
import { idempotencyKey, type KeySettings } from './idempotency-key.js';
import type {
  CompleteOutcome,
  Idempotency,
  IdempotencyStore,
  OpenClaim,
  RecordClaim,
} from './idempotency.js';
import { keyRuns, type BeginRun, type KeyRun } from './key-runs.js';

/** How long a claim lasts when the deadline of the invocation is unknown. */
const WITHOUT_DEADLINE = 15 * 60_000;

/** Settings of `idempotent`; times in milliseconds. */
export interface IdempotentSettings<Decoded = unknown> extends KeySettings<Decoded> {
  /** Where claims are kept: `dynamoDbStore`, `memoryStore`, `powertoolsStore` or a store of your own. */
  readonly store: IdempotencyStore;
  /** How long claims outlast the deadline of their invocation; 5 s unless given. */
  readonly clockAllowance?: number | undefined;
  /** How long claims last at least: for handlers that go on after the deadline. */
  readonly inProgressFor?: number | undefined;
  /** How long to wait for a record that another run has claimed; until the deadline unless given, 0: never. */
  readonly waitForClaim?: number | undefined;
  /**
   * What a record counts as if the store is lost after it was handled: `handled` (the default), since to handle it
   * again would repeat its effects for certain, or failed (`fail`).
   */
  readonly onStoreLost?: 'handled' | 'fail' | undefined;
}

/**
 * Handles each record once, as far as that can be: its key is claimed in the store before the handler is
 * called, and completed after. A record that was completed is skipped when it is delivered again.
 */
export function idempotent<Decoded = unknown>(
  storeOrSettings: IdempotencyStore | IdempotentSettings<Decoded>,
): Idempotency {
  const settings: IdempotentSettings<Decoded> =
    'claim' in storeOrSettings ? { store: storeOrSettings } : storeOrSettings;
  checkSettings(settings);
  const { store, waitForClaim = Infinity, onStoreLost = 'handled' } = settings;
  const countsAs = onStoreLost === 'fail' ? 'failed' : 'handled';
  const beginRun = runsByInvocation();
  return {
    countsAttempts: store.countsAttempts,
    settling: settleUnderClaims,
    async claim(record, invocation, { wait }) {
      const { signal } = invocation;
      const key = idempotencyKey(record, invocation, settings);
      const run = await beginRun(signal)(key, { signal, wait });
      if (run === 'over') return { kind: 'duplicate', key };
      if (run === 'busy') return { kind: 'held', key, expiry: claimExpiry(invocation, settings) };
      try {
        const answer = await claimWhenFree(
          () => store.claim({ key, expiry: claimExpiry(invocation, settings) }),
          { signal, waitAtMost: wait ? waitForClaim : 0 },
        );
        if (answer.kind === 'taken')
          return { kind: 'taken', open: openClaim(store, answer.claim, run, countsAs) };
        run.end(answer.kind === 'completed' ? 'over' : 'open');
        return answer.kind === 'completed'
          ? { kind: 'duplicate', key }
          : { kind: 'held', key, expiry: answer.expiry };
      } catch (error) {
        run.end('open');
        throw error;
      }
    },
  };
}

function checkSettings<Decoded>(settings: IdempotentSettings<Decoded>): void {
  for (const name of ['clockAllowance', 'inProgressFor', 'waitForClaim'] as const) {
    const value = settings[name];
    if (value !== undefined && !(value >= 0))
      throw new RangeError(`\`${name}\` is ${String(value)}; it must be at least 0 milliseconds`);
  }
}

/** The runs of each invocation, known by its signal; forgotten with it. */
function runsByInvocation(): (signal: AbortSignal) => BeginRun {
  const invocations = new WeakMap<AbortSignal, BeginRun>();
  return (signal) => {
    const runs = invocations.get(signal);
    if (runs !== undefined) return runs;
    // Each record that waits listens to it; Node would warn of a leak from the eleventh on.
    setMaxListeners(0, signal);
    const begin = keyRuns();
    invocations.set(signal, begin);
    return begin;
  };
}

/** Lambda lets a handler live until the deadline, so a claim lasts longer; else two runs would overlap. */
function claimExpiry<Decoded>(
  { deadline }: InvocationContext,
  { clockAllowance = CLOCK_ALLOWANCE, inProgressFor }: IdempotentSettings<Decoded>,
): number {
  if (deadline === undefined) return Date.now() + (inProgressFor ?? WITHOUT_DEADLINE);
  return Math.max(deadline + clockAllowance, Date.now() + (inProgressFor ?? 0));
}

function openClaim(
  store: IdempotencyStore,
  claim: RecordClaim,
  run: KeyRun,
  countsAs: 'handled' | 'failed',
): OpenClaim {
  return {
    claim,
    async complete() {
      const outcome = await completed(store, claim, countsAs);
      const over =
        outcome.kind === 'completed' || (outcome.kind === 'lost' && countsAs === 'handled');
      run.end(over ? 'over' : 'open');
      return outcome;
    },
    async release(reason) {
      try {
        await store.release(claim, reason);
      } catch {
        // A claim that is not released expires.
      }
      run.end('open');
    },
  };
}

async function completed(
  store: IdempotencyStore,
  claim: RecordClaim,
  countsAs: 'handled' | 'failed',
): Promise<CompleteOutcome> {
  try {
    return (await store.complete(claim)) ? { kind: 'completed' } : { kind: 'superseded' };
  } catch (cause) {
    return { kind: 'lost', cause, countsAs };
  }
}
