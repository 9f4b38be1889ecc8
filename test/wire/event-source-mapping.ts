import { EventEmitter, once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { KafkaJSError, KafkaJSProtocolError, type IHeaders, type Kafka, type KafkaMessage } from 'kafkajs';

import type { AnyKafkaHandler } from '../../src/runtime/consume/kafka-handler.js';
import type {
  KafkaBatchResponse,
  KafkaEvent,
  RawKafkaHeader,
  RawKafkaRecord,
} from '../../src/runtime/kafka/kafka-event.js';
import { rawEvent } from '../runtime/raw-event.js';
import type { Broker } from './broker.js';

export interface EventSourceMapping {
  /**
   * Waits until so many records have come, gives them to the handler and does what Lambda does then: commits, or goes
   * back to the first record of each partition that the answer names, or of every partition when the handler throws.
   */
  readonly deliver: (count: number, handler: AnyKafkaHandler, settings?: DeliverySettings) => Promise<Delivery>;
  /** The offsets that the group has committed, by partition. */
  readonly committed: () => Promise<Readonly<Record<number, number>>>;
  /** Leaves the consumer group. */
  readonly stop: () => Promise<void>;
}

export interface Delivery {
  readonly event: KafkaEvent;
  readonly answer?: KafkaBatchResponse;
  readonly error?: unknown;
}

export interface DeliverySettings {
  /** How long the invocation may take, in milliseconds. Default: 30 seconds. */
  readonly timeout?: number;
  /** Whether the answer is lost: nothing is committed, and the batch is delivered again. Default: false. */
  readonly losesAnswer?: boolean;
}

export interface MappingSettings {
  /** Default: the name of the topic. */
  readonly group?: string;
  /** How long the next consumer of the group waits when this one has left, in milliseconds. Default: 30 seconds. */
  readonly sessionTimeout?: number;
}

/** Polls the topic as Lambda does, until its caller stops it: from where the group has committed, at first from the start. */
export async function startEventSourceMapping(
  { kafka, bootstrapServers, topic }: Broker,
  { group = topic, sessionTimeout = 30_000 }: MappingSettings = {},
): Promise<EventSourceMapping> {
  const arrivals = new EventEmitter();
  let arrived: readonly RawKafkaRecord[] = [];
  const consumer = kafka.consumer({
    groupId: group,
    sessionTimeout,
    heartbeatInterval: sessionTimeout / 10,
    allowAutoTopicCreation: false,
    maxWaitTimeInMs: 100,
  });
  const { COMMIT_OFFSETS, CRASH } = consumer.events;
  let commits = 0;
  consumer.on(COMMIT_OFFSETS, () => {
    commits++;
  });
  consumer.on(CRASH, ({ payload: { error, restart } }) => {
    if (!restart) arrivals.emit('error', error);
  });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatch: (payload) => {
      const { partition, messages } = payload.batch;
      if (payload.isStale()) return Promise.resolve();
      arrived = [...arrived, ...messages.map((message) => rawRecord({ topic, partition }, message))];
      arrivals.emit('records');
      return Promise.resolve();
    },
  });

  /** Makes the group go on at an offset of a partition; what has come from behind it will come again. */
  const goOnAt = async ({ partition, offset }: Position) => {
    arrived = arrived.filter((record) => record.partition !== partition);
    // A consumer that has lost its group and is about to join it again takes a commit and does nothing.
    for (const before = commits; commits === before;) {
      await consumer.commitOffsets([{ topic, partition, offset: String(offset) }]).catch((error: unknown) => {
        if (!isOfAnotherMember(error)) throw error;
      });
      if (commits === before) await setTimeout(100);
    }
    consumer.seek({ topic, partition, offset: String(offset) });
  };

  const deliver: EventSourceMapping['deliver'] = async (count, handler, settings = {}) => {
    const { timeout = 30_000, losesAnswer = false } = settings;
    while (arrived.length < count) await once(arrivals, 'records');
    const event = mskEvent(bootstrapServers, arrived);
    arrived = [];
    const deadline = Date.now() + timeout;
    const context = {
      awsRequestId: 'wire',
      functionName: 'orders-consumer',
      getRemainingTimeInMillis: () => deadline - Date.now(),
    };
    const delivery = await handler(event, context).then(
      (answer): Delivery => ({ event, ...(answer === undefined ? {} : { answer }) }),
      (error: unknown): Delivery => ({ event, error }),
    );
    for (const [name, records] of Object.entries(event.records))
      await goOnAt(nextOf(records, losesAnswer ? [0] : failed(name, delivery)));
    return delivery;
  };
  return { deliver, committed: () => committedOffsets(kafka, { group, topic }), stop: () => consumer.disconnect() };
}

/** Whether the consumer lost its membership, of which it learns by its next heartbeat, and then joins again. */
function isOfAnotherMember(error: unknown): boolean {
  const cause = error instanceof KafkaJSError ? (error.cause ?? error) : error;
  const types = ['UNKNOWN_MEMBER_ID', 'ILLEGAL_GENERATION', 'REBALANCE_IN_PROGRESS'];
  return cause instanceof KafkaJSProtocolError && types.includes(cause.type);
}

async function committedOffsets(
  kafka: Kafka,
  { group, topic }: { readonly group: string; readonly topic: string },
): Promise<Readonly<Record<number, number>>> {
  const admin = kafka.admin();
  await admin.connect();
  const offsets = await admin.fetchOffsets({ groupId: group, topics: [topic] });
  await admin.disconnect();
  const committed = offsets.flatMap(({ partitions }) => partitions).filter(({ offset }) => offset !== '-1');
  return Object.fromEntries(committed.map(({ partition, offset }) => [partition, Number(offset)]));
}

interface Position {
  readonly partition: number;
  readonly offset: number;
}

/** The offsets of a partition that were not handled; 0 when none was. */
function failed(name: string, { answer, error }: Delivery): readonly number[] {
  if (error !== undefined) return [0];
  const identifiers = answer?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) ?? [];
  return identifiers.filter(({ partition }) => partition === name).map(({ offset }) => offset);
}

/** Where a partition goes on: behind the batch, or at the first of its records from the lowest failed offset on. */
function nextOf(records: readonly RawKafkaRecord[], offsets: readonly number[]): Position {
  const [first] = records;
  const last = records.at(-1);
  if (first === undefined || last === undefined) throw new Error('an event names no partition without records');
  const offset = Math.max(first.offset, Math.min(last.offset + 1, ...offsets));
  return { partition: first.partition, offset };
}

/** The event as it reaches the function: JSON, the records of each partition ascending by offset. */
function mskEvent(bootstrapServers: string, records: readonly RawKafkaRecord[]): KafkaEvent {
  const sorted = [...records].sort((a, b) => a.partition - b.partition || a.offset - b.offset);
  const event: KafkaEvent = {
    ...rawEvent(...sorted),
    eventSourceArn: 'arn:aws:kafka:eu-west-1:123456789012:cluster/wire/0f1e2d3c-4b5a-4697-8877-665544332211-1',
    bootstrapServers,
  };
  // What was a KafkaEvent before is one after.
  return JSON.parse(JSON.stringify(event)) as KafkaEvent;
}

/** A key or value that is not there is left out, as Lambda does. */
function rawRecord(
  place: { readonly topic: string; readonly partition: number },
  message: KafkaMessage,
): RawKafkaRecord {
  return {
    ...place,
    offset: Number(message.offset),
    timestamp: Number(message.timestamp),
    timestampType: 'CREATE_TIME',
    ...(message.key === null ? {} : { key: message.key.toString('base64') }),
    ...(message.value === null ? {} : { value: message.value.toString('base64') }),
    headers: rawHeaders(message.headers ?? {}),
  };
}

function rawHeaders(headers: IHeaders): readonly RawKafkaHeader[] {
  return Object.entries(headers).flatMap(([name, values = []]) =>
    [values].flat().map((value) => ({ [name]: [...Int8Array.from(Buffer.from(value))] })),
  );
}
