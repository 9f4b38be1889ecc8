import type { KafkaBatchResponse, RawKafkaRecord } from './kafka-event.js';
import { describeEvent, EventError, isObject, type Unchecked } from './event-error.js';
import { failurePayload, failureWithoutRecords, recordOfFailure } from './on-failure.js';

/** The name by which an answer calls a record. */
export type RecordIdentifier = KafkaBatchResponse['batchItemFailures'][number]['itemIdentifier'];

/** The records of one partition, ascending by offset. */
export interface PartitionRecords {
  readonly records: readonly RawKafkaRecord[];
  /** The event's name for the partition. */
  readonly name: string;
  /** The names of records to which the event gives another. */
  readonly renamed?: ReadonlyMap<RawKafkaRecord, RecordIdentifier>;
}

/** What an event delivers. */
export interface KafkaBatch {
  readonly partitions: readonly PartitionRecords[];
  /** The ARN of the MSK cluster; undefined for self-managed Kafka. */
  readonly cluster: string | undefined;
  /** Whether its sender reads an answer that names records: EventBridge Pipes takes every answer for success. */
  readonly takesPartialAnswers: boolean;
}

/** Whether records of a topic are meant for the consumer. */
export type AcceptsTopic = (topic: string) => boolean;

/**
 * Reads the event of a Kafka event source mapping (MSK or self-managed), of EventBridge Pipes, or what Lambda sends to a
 * destination on failure (S3, Kafka). Throws an EventError that says what arrived, without its content, for any other,
 * and for records of another topic.
 */
export function readKafkaBatch(event: unknown, topic: string, accepts: AcceptsTopic): KafkaBatch {
  if (Array.isArray(event)) return pipesBatch(event, topic, accepts);
  if (isObject(event) && event.KafkaBatchInfo !== undefined)
    return readKafkaBatch(failurePayload(event), topic, accepts);
  if (!isObject(event) || !isObject(event.records) || Array.isArray(event.records)) {
    throw new EventError(
      (isObject(event) ? failureWithoutRecords(event) : undefined) ?? notKafka(event),
    );
  }
  const partitions = Object.entries(event.records).map(([name, records]) => {
    const place = `"records" of the event, ${JSON.stringify(name)}`;
    if (!Array.isArray(records))
      throw new EventError(`expected an array of Kafka records in ${place}`);
    return partitionRecords(name, records, { topic, accepts, place });
  });
  return {
    partitions: onePerPartition(partitions),
    cluster: textOf(event.eventSourceArn),
    takesPartialAnswers: true,
  };
}

function notKafka(event: unknown): string {
  return `expected a Kafka event, an object with "records" by partition, found ${describeEvent(event)}`;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Brings the records of one partition together if the event has them under several names. */
function onePerPartition(partitions: readonly PartitionRecords[]): readonly PartitionRecords[] {
  const places = new Set<string>();
  const isUsual = partitions.every(({ records }) => {
    const [first] = records;
    if (first === undefined) return true;
    const place = placeOf(first);
    if (places.has(place)) return false;
    places.add(place);
    return records.every(
      (record) => record.partition === first.partition && record.topic === first.topic,
    );
  });
  if (isUsual) return partitions;
  const byPlace = new Map<string, { name: string; records: RawKafkaRecord[] }>();
  const renamed = new Map<RawKafkaRecord, RecordIdentifier>();
  for (const { name, records, renamed: other } of partitions) {
    for (const record of records) {
      const place = placeOf(record);
      const group = byPlace.get(place);
      if (group === undefined) byPlace.set(place, { name, records: [record] });
      else group.records.push(record);
      renamed.set(record, other?.get(record) ?? { partition: name, offset: record.offset });
    }
  }
  return [...byPlace.values()].map(({ name, records }) => ({
    name,
    records: records.sort((a, b) => a.offset - b.offset),
    renamed,
  }));
}

function placeOf({ topic, partition }: RawKafkaRecord): string {
  return `${topic}-${partition}`;
}

interface Expected {
  readonly topic: string;
  readonly accepts: AcceptsTopic;
  readonly place: string;
}

/** Checks the records of one name. */
function partitionRecords(
  name: string,
  records: readonly unknown[],
  { topic, accepts, place }: Expected,
): PartitionRecords {
  let renamed: Map<RawKafkaRecord, RecordIdentifier> | undefined;
  const checked = records.map((record, index) => {
    if (!isRecord(record)) {
      throw new EventError(
        'expected a Kafka record, with a topic, a partition and an offset that are whole numbers of at least 0, ' +
          `in ${place}, item ${index}`,
      );
    }
    if (record.topic === topic || accepts(record.topic)) return record;
    const failed = recordOfFailure(record);
    if (
      failed === undefined ||
      !isRecord(failed) ||
      !(failed.topic === topic || accepts(failed.topic))
    )
      throw wrongTopic(record.topic, topic);
    renamed ??= new Map();
    renamed.set(failed, { partition: name, offset: record.offset });
    return failed;
  });
  return { name, records: checked, ...(renamed === undefined ? {} : { renamed }) };
}

function wrongTopic(found: string, expected: string): EventError {
  return new EventError(
    `expected records of the topic ${JSON.stringify(expected)}, found one of ${JSON.stringify(found.slice(0, 249))}; ` +
      'if both are meant, name the other in the option "topics"',
  );
}

function isRecord(value: unknown): value is RawKafkaRecord {
  return (
    isObject(value) &&
    typeof value.topic === 'string' &&
    isWhole(value.partition) &&
    isWhole(value.offset)
  );
}

function isWhole(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Pipes delivers a flat array, in which AWS's own sample has partitions as text. */
function pipesBatch(event: readonly unknown[], topic: string, accepts: AcceptsTopic): KafkaBatch {
  const byName = new Map<string, unknown[]>();
  for (const item of event) {
    if (!isObject(item) || typeof item.eventSourceKey !== 'string')
      throw new EventError(notKafka(event));
    const records = byName.get(item.eventSourceKey);
    const record = { ...item, partition: Number(item.partition) };
    if (records === undefined) byName.set(item.eventSourceKey, [record]);
    else records.push(record);
  }
  const [first] = event as readonly Unchecked[];
  return {
    partitions: [...byName].map(([name, records]) =>
      partitionRecords(name, records, {
        topic,
        accepts,
        place: `the event, ${JSON.stringify(name)}`,
      }),
    ),
    cluster: textOf(first?.eventSourceArn),
    takesPartialAnswers: false,
  };
}
