import type { BatchAnswer, RecordPosition } from '../runtime/simulate/batch-answer.js';
import {
  next,
  startMapping,
  type MappingSettings,
  type MappingState,
} from '../runtime/simulate/event-source-mapping.js';
import { recordKey } from './record-outcomes.js';

/**
 * What Lambda does with a record after an invocation: it is over, comes again in the same batch or in a half of it, or is
 * given up: sent to the on-failure destination, or dropped where there is none.
 */
export type NextStep = 'commit' | 'retry' | 'bisect' | 'destination' | 'drop';

/** What Lambda does with each record of a batch that was delivered for the first time, by the simulator's model. */
export function nextSteps(
  settings: MappingSettings,
  batch: readonly RecordPosition[],
  answer: BatchAnswer,
): (record: RecordPosition) => NextStep {
  const state = startMapping(settings, batch);
  return stepsBetween(state, next(state, batch, answer));
}

/** What has become of the records of a batch between two states of a mapping: before its delivery and after its answer. */
export function stepsBetween<R extends RecordPosition>(
  before: MappingState<R>,
  { settings, committed, discarded, pending }: MappingState<R>,
): (record: RecordPosition) => NextStep {
  const halves = pending.length - Math.max(0, before.pending.length - 1) > 1;
  const [over, givenUp] = [committed, discarded].map((records) => new Set(records.map(recordKey)));
  return (record) => {
    const key = recordKey(record);
    if (over?.has(key) === true) return 'commit';
    if (givenUp?.has(key) === true) return settings.destination ? 'destination' : 'drop';
    return halves ? 'bisect' : 'retry';
  };
}
