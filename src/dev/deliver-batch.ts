import type { InvocationEnd, RecordOutcome } from '../handler-run/handler-run.js';
import { batchAnswer } from '../handler-run/record-outcomes.js';
import type { RunningHandler } from '../handler-run/start-handler.js';
import { eventOfRecords } from '../records/event-of-records.js';
import type { RawKafkaRecord } from '../runtime/kafka/kafka-event.js';
import type { BatchAnswer } from '../runtime/simulate/batch-answer.js';
import { positionOf } from '../runtime/simulate/record-places.js';
import { MAX_EVENT_BYTES, type FittingBatch, type Mapping } from './growing-mapping.js';

/** A batch with its answer, before anything is made of it. */
export interface AnsweredBatch {
  readonly records: readonly RawKafkaRecord[];
  readonly bytes: number;
  /** In the order of the event. */
  readonly outcomes: readonly RecordOutcome[];
  /** Null for a record that is too large for an event. */
  readonly end: InvocationEnd | null;
  readonly answer: BatchAnswer | null;
  readonly milliseconds: number;
  readonly peakMemory: number | undefined;
}

/** Invokes the handler with a batch; a record that is too large for an event never reaches it. */
export async function deliverBatch(
  handler: RunningHandler,
  { settings }: Mapping,
  { records, bytes }: FittingBatch,
): Promise<AnsweredBatch> {
  if (bytes > MAX_EVENT_BYTES) {
    const outcomes = records.map((record): RecordOutcome => ({
      ...positionOf(record),
      outcome: 'not-attempted',
      reason: 'it is too large for an event',
    }));
    return { records, bytes, outcomes, end: null, answer: null, milliseconds: 0, peakMemory: undefined };
  }
  const { outcomes, end, milliseconds, peakMemory } = await handler.invoke(eventOfRecords(records));
  return { records, bytes, outcomes, end, answer: batchAnswer(end, records, settings), milliseconds, peakMemory };
}
