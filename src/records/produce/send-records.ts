import { setTimeout } from 'node:timers/promises';
import type { Kafka, Message } from 'kafkajs';
import { addTo } from '../../diagnostics/group-by.js';
import { KafkaHeaders } from '../../runtime/kafka/kafka-headers.js';
import { rawHeaders } from '../../runtime/simulate/build-event.js';
import { withBrokerErrors } from '../broker/broker-error.js';
import type { OutgoingRecord, WrittenPlace } from './outgoing-record.js';

interface SendOptions {
  readonly kafka: Kafka;
  readonly topic: string;
  /** Records per second; undefined for no limit. */
  readonly rate: number | undefined;
}

/** The most records, and bytes of them, that one request has. */
const [MAX_RECORDS, MAX_BYTES] = [500, 512 * 1024];

/** How many requests a rate is kept with, per second. */
const TICKS = 10;

/** Writes records in their order; returns where each of them is. Throws a BrokerError. */
export async function sendRecords(
  records: readonly OutgoingRecord[],
  { kafka, topic, rate }: SendOptions,
): Promise<readonly WrittenPlace[]> {
  const { Partitioners } = await import('kafkajs');
  return withBrokerErrors(async () => {
    const partitionMetadata = await partitionsOf(kafka, topic);
    const partitionOf = Partitioners.DefaultPartitioner();
    const producer = kafka.producer({
      createPartitioner: Partitioners.DefaultPartitioner,
      allowAutoTopicCreation: false,
    });
    await producer.connect();
    try {
      const places: WrittenPlace[] = [];
      const start = Date.now();
      for (const group of groups(records, rate === undefined ? MAX_RECORDS : Math.max(1, Math.floor(rate / TICKS)))) {
        if (rate !== undefined) await setTimeout(Math.max(0, start + (places.length / rate) * 1000 - Date.now()));
        const messages = group.map((record) => {
          const message = messageOf(record);
          return { ...message, partition: record.partition ?? partitionOf({ topic, partitionMetadata, message }) };
        });
        const sent = await producer.send({ topic, messages, acks: -1 });
        const next = new Map(sent.map(({ partition, baseOffset = '0' }) => [partition, Number(baseOffset)]));
        for (const { partition } of messages) {
          const offset = next.get(partition) ?? 0;
          next.set(partition, offset + 1);
          places.push({ partition, offset });
        }
      }
      return places;
    } finally {
      await producer.disconnect();
    }
  });
}

async function partitionsOf(kafka: Kafka, topic: string) {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    return topics.flatMap(({ partitions }) => partitions);
  } finally {
    await admin.disconnect();
  }
}

function* groups(records: readonly OutgoingRecord[], size: number): Generator<readonly OutgoingRecord[]> {
  let group: OutgoingRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const own = (record.key?.byteLength ?? 0) + (record.value?.byteLength ?? 0);
    if (group.length > 0 && (group.length >= Math.min(size, MAX_RECORDS) || bytes + own > MAX_BYTES)) {
      yield group;
      [group, bytes] = [[], 0];
    }
    group.push(record);
    bytes += own;
  }
  if (group.length > 0) yield group;
}

function messageOf({ key, value, headers = {} }: OutgoingRecord): Message {
  const byName = new Map<string, Buffer[]>();
  for (const [name, bytes] of new KafkaHeaders(rawHeaders(headers))) addTo(byName, name, Buffer.from(bytes));
  return {
    key: key === null ? null : Buffer.from(key),
    value: value === null ? null : Buffer.from(value),
    headers: Object.fromEntries(byName),
  };
}
