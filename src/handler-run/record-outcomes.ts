import {
  partitionName,
  readBatchAnswer,
  type BatchAnswer,
  type RecordPosition,
} from '../runtime/simulate/batch-answer.js';
import type { InvocationEnd, OutcomeKind, RecordOutcome } from './handler-run.js';
import type { HandlerError, RecordChange } from './messages.js';

/** Identifies a record of an event. */
export function recordKey(record: RecordPosition): string {
  return `${partitionName(record)}@${record.offset}`;
}

/** What Lambda makes of the end of an invocation. */
export function batchAnswer(
  end: InvocationEnd,
  batch: readonly RecordPosition[],
  settings: { readonly partialAnswers: boolean },
): BatchAnswer {
  if (end.kind === 'answered') return readBatchAnswer(end.answer, batch, settings);
  return { kind: 'failure', reason: end.error.message };
}

/** The outcome of a record, from what was seen of it. */
export function observedOutcome(
  { topic, partition, offset }: RecordPosition,
  changes: readonly RecordChange[],
  end: InvocationEnd,
): RecordOutcome {
  const place = { topic, partition, offset };
  let outcome: RecordOutcome = { ...place, outcome: 'not-attempted' };
  for (const change of changes) outcome = changed(outcome, change, end);
  return outcome;
}

function changed(before: RecordOutcome, change: RecordChange, end: InvocationEnd): RecordOutcome {
  const { topic, partition, offset } = before;
  const place = { topic, partition, offset };
  switch (change.kind) {
    case 'begun': {
      // Unless something else comes: the handler of batches has thrown, or the process has ended.
      const error = end.kind === 'answered' ? undefined : end.error;
      return { ...place, outcome: 'failed', ...(error && { error }) };
    }
    case 'handled':
      return before.outcome === 'invalid' ? before : { ...place, outcome: 'handled' };
    case 'parked':
      return { ...before, outcome: 'parked' };
    case 'duplicate':
      return { ...place, outcome: 'duplicate' };
    case 'undecodable':
      return { ...place, outcome: 'invalid', error: change.error };
    case 'skipped':
      return { ...place, outcome: 'skipped', error: change.error };
    case 'handed-back':
      return { ...place, outcome: 'handed-back', reason: change.reason };
    case 'failed':
      return {
        ...place,
        outcome: change.stage.startsWith('decode') ? 'invalid' : 'failed',
        error: change.error,
        stage: change.stage,
        ...(change.schemaId === undefined ? {} : { schemaId: change.schemaId }),
      };
  }
}

/** The outcomes of records of which nothing was seen but the answer. */
export function answeredOutcomes(
  batch: readonly RecordPosition[],
  answer: BatchAnswer,
  error?: HandlerError,
): readonly RecordOutcome[] {
  const failures = answer.kind === 'partial' ? new Set(answer.failures.map(recordKey)) : undefined;
  const outcomeOf = (record: RecordPosition): OutcomeKind => {
    if (answer.kind === 'success') return 'handled';
    return failures?.has(recordKey(record)) === false ? 'handled' : 'failed';
  };
  return batch.map((record) => {
    const { topic, partition, offset } = record;
    const outcome = outcomeOf(record);
    return { topic, partition, offset, outcome, ...(outcome === 'failed' && error && { error }) };
  });
}
