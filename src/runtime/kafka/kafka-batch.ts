import { describeEvent, EventError, propertiesOf, quoted } from './event-error.js';
import type { KafkaBatchResponse, RawKafkaRecord } from './kafka-event.js';
import { eventOf, recordOfFailure } from './on-failure.js';

/** The name by which an answer calls a record. */
export type RecordIdentifier = KafkaBatchResponse['batchItemFailures'][number]['itemIdentifier'];

/** The records of one partition, ascending by offset. */
export interface PartitionRecords {
  /** The same in each batch. */
  readonly id: string;
  readonly topic: string;
  readonly number: number;
  readonly records: readonly RawKafkaRecord[];
  /** The event's name for the partition. */
  readonly name: string;
  /** The names of records to which the event gives another. */
  readonly renamed: ReadonlyMap<RawKafkaRecord, RecordIdentifier>;
}

/** What an event delivers. */
export interface KafkaBatch {
  /** How many records there are. */
  readonly size: number;
  readonly partitions: readonly PartitionRecords[];
  /** The ARN of the MSK cluster; undefined for self-managed Kafka. */
  readonly cluster: string | undefined;
  /** Whether its sender reads an answer that names records: EventBridge Pipes takes every answer for success. */
  readonly takesPartialAnswers: boolean;
}

/** Whether records of a topic are meant for the consumer. */
export type AcceptsTopic = (topic: string) => boolean;

const A_RECORD =
  'a Kafka record, with a topic, a partition and an offset that are whole numbers of at least 0';

/** A partition that is being read. */
interface OpenPartition extends PartitionRecords {
  readonly records: RawKafkaRecord[];
  readonly renamed: Map<RawKafkaRecord, RecordIdentifier>;
}

/**
 * Reads the event of a Kafka event source mapping (MSK or self-managed), of EventBridge Pipes, or what Lambda sends to a
 * destination on failure (S3, Kafka). Throws an EventError that says what arrived, without its content, for any other,
 * and for records of another topic.
 */
export function readKafkaBatch(given: unknown, topic: string, accepts: AcceptsTopic): KafkaBatch {
  const event = propertiesOf(given).records === undefined ? eventOf(given) : given;
  const isFlat = Array.isArray(event);
  const { eventSourceArn } = propertiesOf(isFlat ? event[0] : event);
  const partitions = new Map<string, OpenPartition>();
  const unsorted = new Set<RawKafkaRecord[]>();
  let size = 0;
  for (const [name, items] of isFlat ? event.map(pipesEntry) : entriesOf(event)) {
    let open: OpenPartition | undefined;
    let last = 0;
    if (!Array.isArray(items)) throw unexpected('an array of Kafka records', name);
    for (const item of items as readonly unknown[]) {
      if (!isRecord(item))
        throw unexpected(`${A_RECORD}, item ${String(items.indexOf(item))}`, name);
      let record = item;
      if (item.topic !== topic && !accepts(item.topic)) {
        const failed = recordOfFailure(item);
        if (!isRecord(failed) || (failed.topic !== topic && !accepts(failed.topic)))
          throw wrongTopic(item.topic, topic);
        record = failed;
      }
      // One partition may have several names, and one name records of several partitions.
      if (open?.number !== record.partition || open.topic !== record.topic) {
        open = partitionOf(partitions, record, name);
        last = open.records.at(-1)?.offset ?? 0;
      }
      if (record.offset < last) unsorted.add(open.records);
      last = record.offset;
      open.records.push(record);
      size++;
      if (open.name !== name || record !== item)
        open.renamed.set(record, { partition: name, offset: item.offset });
    }
  }
  for (const records of unsorted) records.sort((a, b) => a.offset - b.offset);
  return {
    size,
    partitions: [...partitions.values()],
    cluster: typeof eventSourceArn === 'string' ? eventSourceArn : undefined,
    takesPartialAnswers: !isFlat,
  };
}

/** The records of an event by the name of their partition. */
function entriesOf(event: unknown): readonly (readonly [name: string, items: unknown])[] {
  const { records } = propertiesOf(event);
  if (typeof records !== 'object' || records === null || Array.isArray(records))
    throw notKafka(event);
  return Object.entries(records);
}

/** Pipes delivers a flat array, in which AWS's own sample has partitions as text. */
function pipesEntry(item: unknown, _: number, event: readonly unknown[]) {
  const { eventSourceKey, partition } = propertiesOf(item);
  if (typeof eventSourceKey !== 'string') throw notKafka(event);
  return [eventSourceKey, [{ ...propertiesOf(item), partition: Number(partition) }]] as const;
}

function partitionOf(
  partitions: Map<string, OpenPartition>,
  { topic, partition: number }: RawKafkaRecord,
  name: string,
): OpenPartition {
  const id = `${topic}-${String(number)}`;
  const known = partitions.get(id);
  if (known !== undefined) return known;
  const opened = { id, topic, number, name, records: [], renamed: new Map() };
  partitions.set(id, opened);
  return opened;
}

function isRecord(value: unknown): value is RawKafkaRecord {
  const { topic, partition, offset } = propertiesOf(value);
  // What is a safe integer is a number.
  return (
    typeof topic === 'string' &&
    Number.isSafeInteger(partition) &&
    Number.isSafeInteger(offset) &&
    Math.min(partition as number, offset as number) >= 0
  );
}

function notKafka(event: unknown): EventError {
  return new EventError(
    `expected a Kafka event, an object with "records" by partition, found ${describeEvent(event)}`,
  );
}

function unexpected(expected: string, name: string): EventError {
  return new EventError(`expected ${expected}, in ${quoted(name)} of the event`);
}

function wrongTopic(found: string, expected: string): EventError {
  return new EventError(
    `expected records of the topic ${quoted(expected)}, found one of ${quoted(found)}; ` +
      'if both are meant, name the other in the option "topics"',
  );
}
