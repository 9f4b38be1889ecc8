import type { ReportedOutcome } from './record-probe.js';
import type { SimulatedInvocation } from './simulated-invocation.js';
import type { SimulatedRecord } from './simulated-records.js';

/** What has happened to a record so far. */
export interface RecordTrace {
  readonly record: SimulatedRecord;
  /** Its place among the records of its lane. */
  readonly index: number;
  deliveries: number;
  /** Runs of the handler that were begun. */
  attempts: number;
  /** Runs that have not ended. */
  running: number;
  /** Why the last run that ended failed; undefined if it did not. */
  failure: string | undefined;
  readonly effects: RecordEffect[];
  readonly reported: Set<ReportedOutcome>;
  valueRead: boolean;
  keyRead: boolean;
  committed: boolean;
  /** Whether its retries are used up. */
  discarded: boolean;
}

/** That a run has had its effect. */
export interface RecordEffect {
  readonly invocation: SimulatedInvocation;
  /** Whether the invocation had ended by then. */
  readonly late: boolean;
}

export function startTrace(record: SimulatedRecord, index: number): RecordTrace {
  return {
    record,
    index,
    deliveries: 0,
    attempts: 0,
    running: 0,
    failure: undefined,
    effects: [],
    reported: new Set(),
    valueRead: false,
    keyRead: false,
    committed: false,
    discarded: false,
  };
}

/** Whether nothing remains to be done for a record, as far as a probe shows it. */
export function isOver(trace: RecordTrace): boolean {
  const { effects, reported, discarded } = trace;
  return effects.length > 0 || reported.has('parked') || reported.has('skipped') || discarded;
}

/** Why a record that is committed and not over was lost. */
export function lossReason({ record, attempts, running, failure, reported }: RecordTrace): string {
  if (record.poison) return 'it cannot be decoded, and was committed without a report of it';
  if (running > 0) return 'it was committed while it was still being handled';
  if (failure !== undefined) return `it was committed although it failed: ${failure}`;
  if (attempts > 0) return 'it was committed although the run for it was cut off';
  if (reported.has('duplicate'))
    return 'it was committed and reported as handled before, which it was not';
  return 'it was committed without having been begun';
}

/** What makes a second effect one that no handler can rule out; undefined if nothing does. */
export function duplicateExcuse({ effects }: RecordTrace): string | undefined {
  if (effects.some(({ late }) => late)) return 'a run outlived its invocation';
  const before = effects.slice(0, -1);
  return before.some(({ invocation }) => invocation.state.phase === 'killed')
    ? 'the sandbox of the first was killed'
    : undefined;
}
