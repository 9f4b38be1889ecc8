import { randomUUID } from 'node:crypto';
import type { Consumer, Kafka } from 'kafkajs';
import type { RawKafkaRecord } from '../../runtime/kafka/kafka-event.js';
import type { OffsetRange } from '../captured.js';
import { BrokerError, withBrokerErrors } from './broker-error.js';
import { rawRecord } from './raw-record.js';

/** How long a topic may give nothing before what is missing is taken as gone, in milliseconds: offsets have gaps. */
const PATIENCE = 5_000;

/** The last `count` offsets of each partition of a topic. Throws a BrokerError. */
export async function lastOffsets(kafka: Kafka, topic: string, count: number): Promise<readonly OffsetRange[]> {
  return withBrokerErrors(async () => {
    const admin = kafka.admin();
    await admin.connect();
    try {
      const offsets = await admin.fetchTopicOffsets(topic);
      return offsets.flatMap(({ partition, low, high }): OffsetRange[] => {
        const [first, last] = [Math.max(Number(low), Number(high) - count), Number(high) - 1];
        return first > last ? [] : [{ topic, partition, first, last }];
      });
    } finally {
      await admin.disconnect();
    }
  });
}

/**
 * The records of some offsets of a topic, by partition and offset, as Lambda has them in an event. Commits nothing: the
 * client takes a group to read with, whose name no other has, and which is gone afterwards. Throws a BrokerError.
 */
export async function readTopic(
  kafka: Kafka,
  topic: string,
  ranges: readonly OffsetRange[],
): Promise<readonly RawKafkaRecord[]> {
  if (ranges.length === 0) return [];
  const groupId = `gen-msk-consumer-reader-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId, allowAutoTopicCreation: false, maxWaitTimeInMs: 200 });
  try {
    return await withBrokerErrors(async () => {
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
      return await collect(consumer, topic, ranges);
    });
  } finally {
    await consumer.disconnect();
    await forget(kafka, groupId);
  }
}

/** A group that cannot be deleted expires by itself: it has committed nothing. */
async function forget(kafka: Kafka, groupId: string): Promise<void> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    await admin.deleteGroups([groupId]);
  } catch {
    // A broker may not allow it.
  } finally {
    await admin.disconnect();
  }
}

async function collect(
  consumer: Consumer,
  topic: string,
  ranges: readonly OffsetRange[],
): Promise<readonly RawKafkaRecord[]> {
  const records: RawKafkaRecord[] = [];
  const open = new Map(ranges.map((range) => [range.partition, range]));
  await new Promise<void>((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const wait = (): void => {
      clearTimeout(timer);
      timer = setTimeout(resolve, PATIENCE);
    };
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      settle();
    };
    consumer.on(consumer.events.GROUP_JOIN, wait);
    consumer.on(consumer.events.CRASH, ({ payload: { error } }) => finish(() => reject(error)));
    consumer
      .run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        eachBatch: (payload) => {
          const { batch } = payload;
          wait();
          const range = open.get(batch.partition);
          for (const message of batch.messages) {
            const offset = Number(message.offset);
            if (range !== undefined && offset >= range.first && offset <= range.last)
              records.push(rawRecord(topic, batch.partition, message));
            payload.resolveOffset(message.offset);
          }
          if (range !== undefined && Number(batch.lastOffset()) >= range.last) open.delete(batch.partition);
          if (open.size === 0) finish(resolve);
          return Promise.resolve();
        },
      })
      .catch((error: unknown) => finish(() => reject(asError(error))));
    for (const { partition, first } of ranges) consumer.seek({ topic, partition, offset: String(first) });
  });
  return records.toSorted((a, b) => a.partition - b.partition || a.offset - b.offset);
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new BrokerError('broker-unreachable', String(error));
}
