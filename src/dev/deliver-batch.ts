import type { InvocationEnd, RecordOutcome } from '../handler-run/handler-run.js';
import { batchAnswer } from '../handler-run/record-outcomes.js';
import type { RunningHandler } from '../handler-run/start-handler.js';
import { eventOfRecords } from '../records/event-of-records.js';
import type { RawKafkaRecord } from '../runtime/kafka/kafka-event.js';
import { partitionName, type BatchAnswer } from '../runtime/simulate/batch-answer.js';
import { positionOf } from '../runtime/simulate/record-places.js';
import type { DeliveredBatch, PartitionProgress } from './delivered-batch.js';
import { MAX_EVENT_BYTES, nextOffset, type FittingBatch, type Mapping } from './growing-mapping.js';
import type { RecordSource } from './record-source.js';
import { lastOfEach, type SettledBatch } from './settle-batch.js';

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

/** A batch as it is reported. */
export function describeBatch(
  { records, outcomes, ...batch }: AnsweredBatch,
  { mapping, committed, givenUp, stepOf }: SettledBatch,
  source: Pick<RecordSource, 'endOf'>,
): DeliveredBatch {
  const partitions = lastOfEach(records).map((record): PartitionProgress => {
    const offset = nextOffset(mapping, record);
    const end = source.endOf(record);
    const lag = end === undefined ? undefined : Math.max(0, end - offset);
    const failed = outcomes.filter((one) => isFailed(one) && partitionName(one) === partitionName(record));
    return { ...positionOf(record), offset, lag, failed: failed.length };
  });
  return {
    ...batch,
    outcomes: outcomes.map((outcome) => ({ ...outcome, next: stepOf(outcome) })),
    committed: committed.length,
    returned: records.length - committed.length - givenUp.length,
    givenUp: givenUp.length,
    partitions,
  };
}

function isFailed({ outcome }: RecordOutcome): boolean {
  return outcome === 'failed' || outcome === 'invalid';
}
