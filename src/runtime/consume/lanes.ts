import type { Order } from './consume-options.js';
import type { KafkaBatch, PartitionRecords, RecordIdentifier } from '../kafka/kafka-batch.js';
import type { RawKafkaRecord } from '../kafka/kafka-event.js';
import { HeldError, type RecordError } from '../kafka/record-error.js';
import type { Invocation } from './invocation.js';
import { isThrown } from '../kafka/thrown-reason.js';

/** Why a lane ended before its last record. */
export interface Closed {
  /** `stopped`: the handler heeded the signal; `held`: another run has claimed the record. */
  readonly kind: 'failed' | 'stopped' | 'held';
  readonly error: RecordError;
}

/**
 * Records that are handled one after another: those of a partition, of a key in it, or a single one. Within a lane
 * nothing begins before everything ahead of it is over.
 */
export interface Lane {
  /** The same in each batch. */
  readonly id: string;
  readonly partition: PartitionRecords;
  readonly records: readonly RawKafkaRecord[];
  /** How many of the records are over: handled, parked, skipped, or a duplicate. */
  over: number;
  /** Whether the handler is at the next one. */
  isRunning: boolean;
  closed: Closed | undefined;
  /** Settles when nothing runs in the lane any more. */
  done: Promise<void>;
  /** The record of a run that outlived its invocation and was then done: it is not handled again. */
  handledLate: RawKafkaRecord | undefined;
}

const NOTHING = Promise.resolve();

/** Splits a batch into lanes. */
export function lanesOf({ partitions }: KafkaBatch, order: Order): readonly Lane[] {
  return partitions.flatMap((partition) => {
    const { records } = partition;
    const [first] = records;
    if (first === undefined) return [];
    const id = `${first.topic}-${first.partition}`;
    if (order === 'partition') return [lane(id, partition, records)];
    if (order === 'none')
      return records.map((record) => lane(`${id}@${record.offset}`, partition, [record]));
    const byKey = new Map<string, RawKafkaRecord[]>();
    for (const record of records) {
      const key = record.key ?? '';
      const same = byKey.get(key);
      if (same === undefined) byKey.set(key, [record]);
      else same.push(record);
    }
    return [...byKey].map(([key, same]) => lane(`${id}/${key}`, partition, same));
  });
}

function lane(id: string, partition: PartitionRecords, records: readonly RawKafkaRecord[]): Lane {
  return {
    id,
    partition,
    records,
    over: 0,
    isRunning: false,
    closed: undefined,
    done: NOTHING,
    handledLate: undefined,
  };
}

/** Ends a lane at its next record. */
export function closeLane(lane: Lane, error: RecordError, { isDraining }: Invocation): void {
  const isHeld = isThrown(error.cause, HeldError);
  lane.closed = { kind: isHeld ? 'held' : isDraining ? 'stopped' : 'failed', error };
  lane.isRunning = false;
}

/** Whether a record was done by a run that outlived its invocation. */
export function isHandledLate(
  { handledLate }: Lane,
  { offset, timestamp }: RawKafkaRecord,
): boolean {
  // A topic that is made again begins with the same offsets.
  return handledLate?.offset === offset && handledLate.timestamp === timestamp;
}

/** What the answer calls the records of lanes that are not over. */
export function unhandled(lanes: readonly Lane[]): readonly RecordIdentifier[] {
  return lanes.flatMap(({ records, over, partition }) =>
    records
      .slice(over)
      .map(
        (record) =>
          partition.renamed?.get(record) ?? { partition: partition.name, offset: record.offset },
      ),
  );
}
