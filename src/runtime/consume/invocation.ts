import { setMaxListeners } from 'node:events';
import type { LambdaContext } from '../kafka/kafka-event.js';
import type { RecordContext } from '../kafka/kafka-record.js';

/** The longest that a timer runs, in milliseconds: what Node takes. */
const LONGEST_TIMER = 0x7fffffff;

/** Why `signal` aborts: the time of the invocation is nearly up. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/** One call of a consumer and its time. */
export interface Invocation {
  /** What handlers are given. */
  readonly context: RecordContext;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** When Lambda ends the invocation, in milliseconds since 1970; undefined without a context. */
  readonly deadline: number | undefined;
  /** Whether `signal` has aborted, a margin before the deadline: nothing begins any more. Asked for each record. */
  isDraining: boolean;
  /** Resolves when `isDraining` turns true. */
  readonly draining: Promise<void>;
  /** Waits for the lanes, until handlers that heed the signal have had their time to stop. */
  readonly waitForLanes: (work: Promise<void>) => Promise<void>;
  /** Waits for `work`, though not beyond the deadline: resolves with whether it is done. */
  readonly waitFor: (work: Promise<unknown>) => Promise<boolean>;
  /** Lets the event loop end. */
  readonly end: () => void;
}

/**
 * Begins to keep the time of an invocation. A single referenced timer runs as long as anything is waited for: without it,
 * Lambda's runtime takes an event loop that has run dry for the end of the invocation, and answers for the handler.
 * Nothing asks the clock for each record. `setting` is how long before the deadline records are handed back.
 */
export function beginInvocation(
  lambda: LambdaContext | undefined,
  setting: number | undefined,
): Invocation {
  const startedAt = Date.now();
  const left = timeLeft(lambda);
  // A margin of all the time there is would keep every record from being handled.
  const margin = Math.min(setting ?? Math.min(2000, left / 5), Math.max(0, left / 2));
  let controller: AbortController | undefined;
  const abort = (): void => {
    controller?.abort(new DeadlineError("the invocation's time is nearly up"));
  };
  let timer: NodeJS.Timeout | undefined;
  const after = (milliseconds: number): Promise<void> => {
    clearTimeout(timer);
    return new Promise((resolve) => {
      timer = setTimeout(resolve, Math.min(Math.max(0, milliseconds), LONGEST_TIMER));
    });
  };
  let drain: (() => void) | undefined;
  const draining = new Promise<void>((resolve) => {
    drain = resolve;
  }).then(() => {
    invocation.isDraining = true;
    abort();
  });
  const invocation: Invocation = {
    context: {
      lambda,
      // Few handlers ask for it, and to make it takes longer than all the rest.
      get signal() {
        if (controller === undefined) {
          controller = new AbortController();
          // Each record may listen, and more than ten at a time: Node would warn of a leak.
          setMaxListeners(0, controller.signal);
          if (invocation.isDraining) abort();
        }
        return controller.signal;
      },
    },
    startedAt,
    isDraining: false,
    deadline: left === Infinity ? undefined : startedAt + left,
    draining,
    waitForLanes: (work) =>
      Promise.race([
        work,
        after(startedAt + left - margin - Date.now())
          .then(drain)
          .then(() => after(margin / 2)),
      ]),
    // An eighth of the margin is left for the answer itself.
    waitFor: (work) =>
      Promise.race([
        work.then(() => true),
        after(startedAt + left - margin / 8 - Date.now()).then(() => false),
      ]),
    end: () => {
      clearTimeout(timer);
    },
  };
  return invocation;
}

/** The milliseconds left; infinite without a context that says so. */
function timeLeft(lambda: LambdaContext | undefined): number {
  // What a caller in plain JavaScript passes may be anything.
  const left: unknown =
    typeof lambda?.getRemainingTimeInMillis === 'function'
      ? lambda.getRemainingTimeInMillis()
      : undefined;
  return typeof left === 'number' && Number.isFinite(left) ? left : Infinity;
}
