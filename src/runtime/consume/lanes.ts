import type { KafkaBatch, PartitionRecords } from '../kafka/kafka-batch.js';
import type { KafkaBatchResponse, RawKafkaRecord } from '../kafka/kafka-event.js';
import { HeldError, type RecordError } from '../kafka/record-error.js';
import { isThrown } from '../kafka/thrown-reason.js';
import type { Order } from './consume-options.js';
import type { Invocation } from './invocation.js';

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
  closed?: Closed;
  /** Settles when nothing runs in the lane any more. */
  done?: Promise<void>;
  /** The records of a run that outlived its invocation and was then done: they are not handled again. */
  handledLate?: readonly RawKafkaRecord[];
}

/** Splits a batch into lanes. */
export function lanesOf({ partitions }: KafkaBatch, order: Order): readonly Lane[] {
  if (order === 'partition') return partitions.map((partition) => lane(partition.id, partition));
  return partitions.flatMap((partition) => {
    const groups = new Map<string, RawKafkaRecord[]>();
    for (const record of partition.records) {
      const place = order === 'key' ? `/${record.key ?? ''}` : `@${String(record.offset)}`;
      const id = partition.id + place;
      const group = groups.get(id);
      if (group === undefined) groups.set(id, [record]);
      else group.push(record);
    }
    return [...groups].map(([id, group]) => lane(id, partition, group));
  });
}

function lane(
  id: string,
  partition: PartitionRecords,
  records: readonly RawKafkaRecord[] = partition.records,
): Lane {
  return { id, partition, records, over: 0, isRunning: false };
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
  return (
    handledLate?.some((late) => late.offset === offset && late.timestamp === timestamp) === true
  );
}

/** What the answer says of lanes: the records that are not over. */
export function unhandled(lanes: readonly Lane[]): KafkaBatchResponse['batchItemFailures'] {
  return lanes.flatMap(({ records, over, partition: { name, renamed } }) =>
    records.slice(over).map((record) => ({
      itemIdentifier: renamed.get(record) ?? { partition: name, offset: record.offset },
    })),
  );
}
