import { stepsBetween, type NextStep } from '../handler-run/next-steps.js';
import { recordKey } from '../handler-run/record-outcomes.js';
import type { RawKafkaRecord } from '../runtime/kafka/kafka-event.js';
import { partitionName, type RecordPosition } from '../runtime/simulate/batch-answer.js';
import { next } from '../runtime/simulate/event-source-mapping.js';
import { positionOf } from '../runtime/simulate/record-places.js';
import type { AnsweredBatch } from './deliver-batch.js';
import { nextOffset, withoutRecords, type Mapping } from './growing-mapping.js';
import type { GivenUp } from './letter-folder.js';

/** What Lambda makes of an answer. */
export interface SettledBatch {
  readonly mapping: Mapping;
  readonly committed: readonly RawKafkaRecord[];
  readonly givenUp: readonly GivenUp[];
  /** Where each partition goes on of which records are over. */
  readonly goesOn: readonly RecordPosition[];
  readonly stepOf: (record: RecordPosition) => NextStep;
}

interface Settling {
  /** How many times each record was delivered that is not over, by `recordKey`. */
  readonly attempts: Map<string, number>;
  /** The timestamp before which a record that failed is given up instead of delivered again. */
  readonly expiry: number;
}

/** Follows an answer, and counts the attempts of each record. */
export function settleBatch(
  before: Mapping,
  { records, answer, outcomes }: AnsweredBatch,
  { attempts, expiry }: Settling,
): SettledBatch {
  const attemptsOf = (record: RecordPosition): number => attempts.get(recordKey(record)) ?? 0;
  for (const record of records) attempts.set(recordKey(record), attemptsOf(record) + 1);
  const mapping = answer === null ? skipped(before, records) : expired(next(before, records, answer), records, expiry);
  const { committed, discarded } = mapping;
  const outcomeOf = new Map(outcomes.map((outcome) => [recordKey(outcome), outcome]));
  const givenUp = discarded.map((record) => {
    const outcome = outcomeOf.get(recordKey(record));
    if (outcome === undefined) throw new Error(`an invocation without an outcome of ${recordKey(record)}`);
    return { record, outcome, attempts: attemptsOf(record) };
  });
  const over = [...committed, ...discarded];
  for (const record of over) attempts.delete(recordKey(record));
  const goesOn = lastOfEach(over).map((record) => ({ ...positionOf(record), offset: nextOffset(mapping, record) }));
  return { mapping, committed, givenUp, goesOn, stepOf: stepsBetween(before, mapping) };
}

/** The mapping behind records that are not delivered. */
function skipped(before: Mapping, records: readonly RawKafkaRecord[]): Mapping {
  return { ...next(before, records, { kind: 'success' }), committed: [], discarded: records };
}

/** The mapping without those records of a batch that would come again and are too old for that. */
function expired(after: Mapping, batch: readonly RawKafkaRecord[], expiry: number): Mapping {
  const over = new Set([...after.committed, ...after.discarded]);
  const old = batch.filter((record) => record.timestamp < expiry && !over.has(record));
  return old.length === 0 ? after : { ...withoutRecords(after, old), discarded: [...after.discarded, ...old] };
}

/** The last record of each partition. */
export function lastOfEach(records: readonly RawKafkaRecord[]): readonly RawKafkaRecord[] {
  const last = new Map<string, RawKafkaRecord>();
  for (const record of records) {
    const name = partitionName(record);
    if ((last.get(name)?.offset ?? -1) < record.offset) last.set(name, record);
  }
  return [...last.values()];
}
