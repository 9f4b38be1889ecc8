import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { WriteError } from '../diagnostics/write-error.js';
import type { HandlerSettings } from '../handler-run/handler-settings.js';
import { BrokerError } from '../records/broker/broker-error.js';
import type { DevEvent } from './dev-event.js';
import { writeLetters } from './letter-folder.js';
import { reloadingHandler } from './reloading-handler.js';
import { runMapping, type MappingEnd, type MappingRun } from './run-mapping.js';

/** The time that the last invocation has when a run is stopped, in milliseconds. */
const LAST_INVOCATION = 5_000;
/** Of a replay. */
const PATIENCE = 3;

interface TopicRun extends Pick<MappingRun, 'settings' | 'source' | 'wakeup'> {
  readonly handler: HandlerSettings;
  /** The environment variables of the handler. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Seconds to wait for a full batch. */
  readonly batchWindow: number;
  /** Seconds after which a record of a topic is not delivered again; not positive for never. */
  readonly recordAge: number;
  /** The folder for records that are given up, absolute. */
  readonly letters: string;
  /** Called when the handler is loaded. */
  readonly onStart: () => void;
  readonly onEvent: (event: DevEvent) => void;
  /** Ends the run when it aborts. */
  readonly signal: AbortSignal | undefined;
}

export interface TopicRunResult {
  /** Null where nothing was started, or the brokers went away for good. */
  readonly end: MappingEnd | null;
  readonly batches: number;
  /** Records that are over, without those that were given up. */
  readonly committed: number;
  /** Records that were given up: dead letters. */
  readonly givenUp: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** Runs a handler on the records of a source until it is stopped or all are over; closes the source. */
export async function runTopic(run: TopicRun): Promise<TopicRunResult> {
  const { source, wakeup, onEvent, signal } = run;
  const totals = { batches: 0, committed: 0, givenUp: 0 };
  const started = await reloadingHandler(run.handler, {
    env: run.env,
    onOutput: (text) => onEvent({ kind: 'output', text }),
    onChange: wakeup.notify,
  });
  if (!started.ok) {
    await source.close();
    return { end: null, ...totals, diagnostics: started.problems };
  }
  const handler = started.value;
  let killing: NodeJS.Timeout | undefined;
  const stop = (): void => {
    killing = setTimeout(() => void handler.kill(), LAST_INVOCATION);
    wakeup.notify();
  };
  signal?.addEventListener('abort', stop, { once: true });
  run.onStart();
  try {
    const end = await runMapping({
      settings: run.settings,
      source,
      handler,
      wakeup,
      window: run.batchWindow * 1_000,
      // The records of a file were captured at some time.
      recordAge: run.recordAge > 0 && !source.isEnded ? run.recordAge * 1_000 : Infinity,
      giveUp: (records) => writeLetters(run.letters, records),
      retryDelay: (failures) => (source.isEnded ? 0 : Math.min(1_000 * 2 ** (failures - 1), 30_000)),
      patience: source.isEnded ? PATIENCE : Infinity,
      isStopped: () => signal?.aborted === true || source.failure !== undefined,
      onBatch(batch) {
        totals.batches++;
        totals.committed += batch.committed;
        totals.givenUp += batch.givenUp;
        onEvent({ kind: 'batch', batch });
      },
      onAssigned: (partitions) => onEvent({ kind: 'assigned', partitions }),
      onRestart: (diagnostics) => onEvent({ kind: 'restarted', diagnostics }),
      onProblem: (message) => onEvent({ kind: 'problem', message }),
    });
    const { failure } = source;
    if (failure === undefined) return { end, ...totals, diagnostics: [] };
    if (failure instanceof BrokerError) return { end: null, ...totals, diagnostics: [failure.diagnostic()] };
    throw failure;
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    return { end: null, ...totals, diagnostics: [error.diagnostic(run.handler.root)] };
  } finally {
    signal?.removeEventListener('abort', stop);
    clearTimeout(killing);
    await source.close();
    await handler.close();
  }
}
