import type { KafkaEvent, RawKafkaRecord } from '../runtime/kafka/kafka-event.js';
import { chance } from '../runtime/simulate/simulated-chance.js';
import { eventOfRecords } from './event-of-records.js';

/** What is done to events before they are delivered. */
export interface EventVariations {
  /** How many times the events are delivered, each time at offsets further on. */
  readonly times: number;
  /** Whether each event is delivered a second time, as it is when Lambda's commit is lost. */
  readonly duplicate: boolean;
  /** The number of undecodable records to add to each event. */
  readonly poison: number;
  /** Whether to add a tombstone to each event. */
  readonly tombstone: boolean;
  /** Whether the partitions of an event come in another order, which Lambda does not promise. */
  readonly shufflePartitions: boolean;
}

/** An event, and whether it was delivered before. */
interface VariedEvent {
  readonly event: KafkaEvent;
  readonly isDuplicate: boolean;
}

/** Neither text nor JSON, and too short for any frame or Avro value. */
const POISON = Buffer.from([0xff]).toString('base64');

/** The events to deliver. What is added stands behind the records of the partition of the first record. */
export function varyEvents(events: readonly KafkaEvent[], variations: EventVariations): readonly VariedEvent[] {
  const { times, duplicate, shufflePartitions } = variations;
  const extended = events.map((event) => extend(event, variations));
  const repeated = Array.from({ length: times }, (_, round) => extended.map((event) => movedOn(event, round))).flat();
  return repeated
    .map((event, index) => (shufflePartitions ? shuffled(event, index) : event))
    .flatMap((event) => [{ event, isDuplicate: false }, ...(duplicate ? [{ event, isDuplicate: true }] : [])]);
}

function extend(event: KafkaEvent, { poison, tombstone }: EventVariations): KafkaEvent {
  const records = Object.values(event.records).flat();
  const [first] = records;
  if (first === undefined) return event;
  const { value: _, valueSchemaMetadata: __, ...withoutValue } = first;
  const added = [
    ...Array.from({ length: poison }, () => ({ ...first, value: POISON })),
    ...(tombstone ? [withoutValue] : []),
  ];
  const isSamePartition = ({ topic, partition }: RawKafkaRecord): boolean =>
    topic === first.topic && partition === first.partition;
  const last = records.filter(isSamePartition).at(-1) ?? first;
  const behind = added.map((record, index) => ({
    ...record,
    offset: last.offset + 1 + index,
    timestamp: last.timestamp,
  }));
  const { records: ___, ...envelope } = event;
  return added.length === 0 ? event : eventOfRecords([...records, ...behind], envelope);
}

/** The same records as new ones: behind those of the rounds before. */
function movedOn(event: KafkaEvent, round: number): KafkaEvent {
  if (round === 0) return event;
  const partitions = Object.entries(event.records).map(([name, records]) => {
    const offsets = records.map(({ offset }) => offset);
    const step = Math.max(...offsets) - Math.min(...offsets) + 1;
    return [name, records.map((record) => ({ ...record, offset: record.offset + round * step }))] as const;
  });
  return { ...event, records: Object.fromEntries(partitions) };
}

/** Another order of the partitions, the same in each run. */
function shuffled(event: KafkaEvent, index: number): KafkaEvent {
  const drawn = Object.entries(event.records).map((partition, place) => ({
    partition,
    draw: chance(index, 'partitions', place),
  }));
  drawn.sort((a, b) => a.draw - b.draw);
  return { ...event, records: Object.fromEntries(drawn.map(({ partition }) => partition)) };
}
