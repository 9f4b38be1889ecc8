import type { RecordOutcome } from '../handler-run/handler-run.js';
import { batchAnswer, recordKey } from '../handler-run/record-outcomes.js';
import type { RunningHandler } from '../handler-run/start-handler.js';
import { eventOfRecords } from '../records/event-of-records.js';
import type { RawKafkaRecord } from '../runtime/kafka/kafka-event.js';
import { partitionName, type BatchAnswer, type RecordPosition } from '../runtime/simulate/batch-answer.js';
import { positionOf } from '../runtime/simulate/record-places.js';
import { next } from '../runtime/simulate/event-source-mapping.js';
import type { DeliveredBatch, PartitionProgress } from './delivered-batch.js';
import { MAX_EVENT_BYTES, nextOffset, type FittingBatch, type Mapping } from './growing-mapping.js';
import type { GivenUp } from './letter-folder.js';
import type { RecordSource } from './record-source.js';

/** A batch with its answer, before anything is made of it. */
export interface AnsweredBatch extends Omit<DeliveredBatch, 'committed' | 'returned' | 'givenUp' | 'partitions'> {
  readonly records: readonly RawKafkaRecord[];
  readonly isTooLarge: boolean;
}

/** Invokes the handler with a batch; a record that is too large for an event never reaches it. */
export async function deliverBatch(
  handler: RunningHandler,
  { settings }: Mapping,
  { records, bytes }: FittingBatch,
): Promise<AnsweredBatch> {
  const end = { kind: 'answered', answer: undefined } as const;
  if (bytes > MAX_EVENT_BYTES) {
    const nothing = { outcomes: [], end, milliseconds: 0, peakMemory: undefined };
    return { ...nothing, records, bytes, isTooLarge: true, answer: { kind: 'success' } };
  }
  const run = await handler.invoke(eventOfRecords(records));
  const { outcomes, milliseconds, peakMemory } = run;
  const answer: BatchAnswer = batchAnswer(run.end, records, settings);
  return { records, bytes, isTooLarge: false, outcomes, end: run.end, answer, milliseconds, peakMemory };
}

/** What Lambda makes of an answer. */
export interface SettledBatch {
  readonly mapping: Mapping;
  readonly committed: readonly RawKafkaRecord[];
  readonly givenUp: readonly GivenUp[];
  /** Where each partition goes on of which records are over. */
  readonly goesOn: readonly RecordPosition[];
}

/** Follows an answer, and counts the attempts of each record. */
export function settleBatch(
  mapping: Mapping,
  { records, answer, outcomes, isTooLarge }: AnsweredBatch,
  attempts: Map<string, number>,
): SettledBatch {
  const attemptsOf = (record: RecordPosition): number => attempts.get(recordKey(record)) ?? 0;
  for (const record of records) attempts.set(recordKey(record), attemptsOf(record) + 1);
  const after = next(mapping, records, answer);
  const [committed, discarded] = isTooLarge ? [[], records] : [after.committed, after.discarded];
  const outcomeOf = new Map(outcomes.map((outcome) => [recordKey(outcome), outcome]));
  const givenUp = discarded.map((record) => ({
    record,
    outcome: outcomeOf.get(recordKey(record)),
    attempts: attemptsOf(record),
  }));
  const over = [...committed, ...discarded];
  for (const record of over) attempts.delete(recordKey(record));
  const goesOn = lastOfEach(over).map((record) => ({ ...positionOf(record), offset: nextOffset(after, record) }));
  return { mapping: after, committed, givenUp, goesOn };
}

/** A batch as it is reported. */
export function describeBatch(
  { records, isTooLarge: _, ...batch }: AnsweredBatch,
  { mapping, committed, givenUp }: SettledBatch,
  source: Pick<RecordSource, 'endOf'>,
): DeliveredBatch {
  const partitions = lastOfEach(records).map((record): PartitionProgress => {
    const offset = nextOffset(mapping, record);
    const end = source.endOf(record);
    const lag = end === undefined ? undefined : Math.max(0, end - offset);
    const failed = batch.outcomes.filter((one) => isFailed(one) && partitionName(one) === partitionName(record));
    return { ...positionOf(record), offset, lag, failed: failed.length };
  });
  const returned = records.length - committed.length - givenUp.length;
  return { ...batch, committed: committed.length, returned, givenUp: givenUp.length, partitions };
}

function isFailed({ outcome }: RecordOutcome): boolean {
  return outcome === 'failed' || outcome === 'invalid';
}

/** The last record of each partition. */
function lastOfEach(records: readonly RawKafkaRecord[]): readonly RawKafkaRecord[] {
  const last = new Map<string, RawKafkaRecord>();
  for (const record of records) {
    const name = partitionName(record);
    if ((last.get(name)?.offset ?? -1) < record.offset) last.set(name, record);
  }
  return [...last.values()];
}
