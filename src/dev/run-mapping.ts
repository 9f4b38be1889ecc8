import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { MappingSettings } from '../runtime/simulate/event-source-mapping.js';
import { deliverBatch } from './deliver-batch.js';
import type { DeliveredBatch } from './delivered-batch.js';
import { describeBatch } from './describe-batch.js';
import { backlog, batchThatFits, emptyMapping, withRecords, type Mapping } from './growing-mapping.js';
import type { GivenUp } from './letter-folder.js';
import type { RecordSource } from './record-source.js';
import type { ReloadingHandler } from './reloading-handler.js';
import { settleBatch } from './settle-batch.js';
import type { Wakeup } from './wakeup.js';

export interface MappingRun {
  readonly settings: MappingSettings;
  /** How long to wait for a full batch, in milliseconds. */
  readonly window: number;
  /** The age at which a record that failed is given up instead of delivered again, in milliseconds. */
  readonly recordAge: number;
  readonly source: RecordSource;
  readonly handler: ReloadingHandler;
  readonly wakeup: Wakeup;
  /** Keeps records that are given up; the offsets behind them are committed when it returns. */
  readonly giveUp: (records: readonly GivenUp[]) => void;
  /** How long to wait before records that failed are delivered again, by how often they failed; in milliseconds. */
  readonly retryDelay: (failures: number) => number;
  /** The number of failures in a row after which records that Lambda would retry without end are left. */
  readonly patience: number;
  readonly isStopped: () => boolean;
  readonly onBatch: (batch: DeliveredBatch) => void;
  /** Called when the source has other partitions than before. */
  readonly onAssigned: (partitions: readonly number[]) => void;
  /** Called after a restart, with what keeps the handler from being loaded. */
  readonly onRestart: (problems: readonly Diagnostic[]) => void;
  readonly onProblem: (message: string) => void;
}

/** How a run ended: it was stopped, all was replayed, or the handler does not get past some records. */
export type MappingEnd = 'stopped' | 'replayed' | 'stuck';

/** Delivers records as an event source mapping does, until it is stopped or all of a file are over. */
export async function runMapping(run: MappingRun): Promise<MappingEnd> {
  const { source, handler, wakeup } = run;
  // What the source had before is taken as a change.
  let state: State = { ...freshState(run), generation: -1 };
  while (!run.isStopped()) {
    if (source.generation !== state.generation) {
      state = freshState(run);
      if (source.assigned !== undefined) run.onAssigned(source.assigned);
    }
    receive(run, state);
    if (handler.needsRestart) {
      run.onRestart(await handler.restart());
      [state.failures, state.notBefore] = [0, 0];
      continue;
    }
    const waiting = state.mapping.pending.length > 0 ? Infinity : backlog(state.mapping);
    if (waiting === 0 && source.isEnded) return 'replayed';
    if (waiting === 0 || handler.current === undefined) {
      await wakeup.wait();
      continue;
    }
    const batch = batchThatFits(state.mapping);
    const isFull = source.isEnded || waiting >= run.settings.batchSize || batch.records.length < waiting;
    const pause = Math.max(state.notBefore, isFull ? 0 : state.since + run.window) - Date.now();
    if (pause > 0) {
      await wakeup.wait(pause);
      continue;
    }
    const answered = await deliverBatch(handler.current, state.mapping, batch);
    // What was not answered, or was assigned again meanwhile, is not over.
    if (run.isStopped() && answered.end?.kind === 'exited') break;
    if (source.generation !== state.generation) {
      run.onProblem('the partitions were assigned again while the handler ran: its records come again');
      continue;
    }
    const settled = settleBatch(state.mapping, answered, {
      attempts: state.attempts,
      expiry: Date.now() - run.recordAge,
    });
    state.mapping = settled.mapping;
    run.giveUp(settled.givenUp);
    await source.commit(settled.goesOn);
    const { pending } = settled.mapping;
    const isSplit = (pending[0]?.records.length ?? Infinity) < batch.records.length;
    state.failures = settled.goesOn.length > 0 || isSplit ? 0 : state.failures + 1;
    state.notBefore = state.failures === 0 ? 0 : Date.now() + run.retryDelay(state.failures);
    state.since = Date.now();
    run.onBatch(describeBatch(answered, settled, source));
    if (isEndless(run) && state.failures >= run.patience) return 'stuck';
  }
  return 'stopped';
}

interface State {
  readonly generation: number;
  /** How many times each record was delivered that is not over, by `recordKey`. */
  readonly attempts: Map<string, number>;
  mapping: Mapping;
  /** When the first record that waits has come. */
  since: number;
  /** Before when nothing is delivered. */
  notBefore: number;
  /** How many times in a row the same records have failed. */
  failures: number;
}

function freshState({ source, settings }: MappingRun): State {
  const { generation } = source;
  return { generation, attempts: new Map(), mapping: emptyMapping(settings), since: 0, notBefore: 0, failures: 0 };
}

/** Records that are fetched ahead of a few batches. */
const PREFETCH = 1_000;

function receive({ source, settings }: MappingRun, state: State): void {
  const arrived = source.take();
  if (arrived.length > 0) {
    if (backlog(state.mapping) === 0) state.since = Date.now();
    state.mapping = withRecords(state.mapping, arrived);
  }
  source.setPaused(backlog(state.mapping) >= 2 * settings.batchSize + PREFETCH);
}

/** Whether Lambda retries without a limit. */
function isEndless({ settings: { maxRetries, destination }, recordAge }: MappingRun): boolean {
  return maxRetries < 0 && !destination && recordAge === Infinity;
}
