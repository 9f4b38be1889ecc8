import type { DeadLetterSender } from '../dead-letter/dead-letter.js';
import type { IdempotencyStore } from '../idempotency/idempotency.js';
import type { ConsumerHooks } from '../consume/hooks.js';
import { watchedStore } from './watched-store.js';

/** Where a record is; the topic may be left out if there is only one. */
export interface ProbedRecord {
  readonly topic?: string;
  readonly partition: number;
  readonly offset: number;
}

/** What became of a record that was not handled. */
export type ReportedOutcome = 'skipped' | 'parked' | 'duplicate';

/** What sees the work while a simulation runs. */
export interface ProbeObserver {
  work<T>(record: ProbedRecord, run: () => T, signal?: AbortSignal): Promise<Awaited<T>>;
  report(record: ProbedRecord, outcome: ReportedOutcome): void;
  /** A claim that was completed although it was not the last of its key, or was completed before. */
  completedTwice(key: string): void;
}

/** Shows a simulation the work on each record, and lets it fail there. Outside a simulation it changes nothing. */
export interface RecordProbe {
  /**
   * Wraps the function that handles a record: its first argument has a partition and an offset. A context with a
   * `signal` as second argument is looked at when the work outlives its time.
   */
  around<R extends ProbedRecord, Rest extends readonly unknown[], T>(
    handle: (record: R, ...rest: Rest) => T,
  ): (record: R, ...rest: Rest) => Promise<Awaited<T>>;
  /** Runs the work on a record. What it resolves with has had its effect; what rejects, has not. */
  work<T>(record: ProbedRecord, run: () => T, signal?: AbortSignal): Promise<Awaited<T>>;
  /** Reports a record that is over without having been handled; `hooks` and `deadLetters` do so by themselves. */
  report(record: ProbedRecord, outcome: ReportedOutcome): void;
  /** For the options of a consumer: notes records that it skips, and those that it reports as handled before. */
  readonly hooks: Required<Pick<ConsumerHooks, 'onSkipped' | 'onDuplicate'>>;
  /** Wraps the sender of dead letters, or stands in for it: records that it has sent are over. */
  deadLetters(send?: DeadLetterSender): DeadLetterSender;
  /** Wraps an idempotency store, to see whether a claim completes that another run has taken over. */
  store(store: IdempotencyStore): IdempotencyStore;
  /** Called by the simulation, which gets to see all that happens until the next call. */
  observe(observer: ProbeObserver | undefined): void;
}

/** Makes a probe, to be passed to `simulate` and wrapped around what handles a record. */
export function recordProbe(): RecordProbe {
  let observer: ProbeObserver | undefined;
  async function work<T>(
    record: ProbedRecord,
    run: () => T,
    signal?: AbortSignal,
  ): Promise<Awaited<T>> {
    return observer === undefined ? await run() : await observer.work(record, run, signal);
  }
  const report = (record: ProbedRecord, outcome: ReportedOutcome): void =>
    observer?.report(record, outcome);
  return {
    work,
    report,
    around:
      (handle) =>
      (record, ...rest) =>
        work(record, () => handle(record, ...rest), signalOf(rest[0])),
    hooks: {
      onSkipped: (error) => {
        report(error, 'skipped');
      },
      onDuplicate: (place) => {
        report(place, 'duplicate');
      },
    },
    deadLetters: (send) => async (letters) => {
      await send?.(letters);
      for (const { record } of letters) report(record, 'parked');
    },
    store: (store) => watchedStore(store, (key) => observer?.completedTwice(key)),
    observe(next) {
      observer = next;
    },
  };
}

function signalOf(context: unknown): AbortSignal | undefined {
  if (typeof context !== 'object' || context === null || !('signal' in context)) return undefined;
  return context.signal instanceof AbortSignal ? context.signal : undefined;
}
