import { setMaxListeners } from 'node:events';
import type { InvocationContext } from './invocation-context.js';
import type { LambdaContext } from '../kafka/kafka-event.js';

/** The longest that a timer runs, in milliseconds: what Node takes. */
const LONGEST_TIMER = 0x7fffffff;

/** Why `signal` aborts: the time of the invocation is nearly up. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/**
 * One call of a consumer and its time. A single referenced timer runs from beginning to end: without it, Lambda's
 * runtime takes an event loop that has run dry for the end of the invocation, and answers for the handler.
 * Nothing asks the clock for each record.
 */
export class Invocation implements InvocationContext {
  readonly lambda: LambdaContext | undefined;
  readonly signal: AbortSignal;
  readonly deadline: number | undefined;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** From the margin before the deadline on: nothing begins any more. */
  isDraining = false;
  /** Resolves when `isDraining` turns true. */
  readonly draining: Promise<void>;
  /** Resolves when handlers that heed the signal have had their time to stop. */
  readonly graceOver: Promise<void>;
  private timer: NodeJS.Timeout;
  private readonly margin: number;

  constructor(lambda: LambdaContext | undefined, margin: number | undefined) {
    this.lambda = lambda;
    this.startedAt = Date.now();
    const left = timeLeft(lambda);
    this.deadline = left === undefined ? undefined : this.startedAt + left;
    // A margin of all the time there is would keep every record from being handled.
    this.margin =
      left === undefined ? 0 : Math.min(margin ?? Math.min(2000, left / 5), Math.max(0, left / 2));
    const controller = new AbortController();
    this.signal = controller.signal;
    // Each record may listen, and more than ten at a time: Node would warn of a leak.
    setMaxListeners(0, controller.signal);
    let drain = (): void => undefined;
    let endGrace = (): void => undefined;
    this.draining = new Promise((resolve) => (drain = resolve));
    this.graceOver = new Promise((resolve) => (endGrace = resolve));
    this.timer = setTimeout(
      () => {
        if (left === undefined) return;
        this.isDraining = true;
        controller.abort(new DeadlineError("the invocation's time is nearly up"));
        drain();
        this.timer = setTimeout(endGrace, this.margin / 2);
      },
      left === undefined ? LONGEST_TIMER : Math.max(0, left - this.margin),
    );
  }

  /** Waits for `work`, though not beyond the deadline: resolves with whether it is done. */
  async waitFor(work: Promise<unknown>): Promise<boolean> {
    const done = work.then(() => true);
    if (this.deadline === undefined) return done;
    // An eighth of the margin is left for the answer itself.
    const left = this.deadline - this.margin / 8 - Date.now();
    clearTimeout(this.timer);
    const late = new Promise<boolean>((resolve) => {
      this.timer = setTimeout(() => resolve(false), Math.max(0, left));
    });
    return Promise.race([done, late]);
  }

  /** Lets the event loop end. */
  end(): void {
    clearTimeout(this.timer);
  }
}

/** The milliseconds left; undefined without a context that says so. */
function timeLeft(lambda: LambdaContext | undefined): number | undefined {
  // What a caller in plain JavaScript passes may be anything.
  if (typeof lambda?.getRemainingTimeInMillis !== 'function') return undefined;
  const left: unknown = lambda.getRemainingTimeInMillis();
  return typeof left === 'number' && Number.isFinite(left)
    ? Math.min(left, LONGEST_TIMER)
    : undefined;
}
