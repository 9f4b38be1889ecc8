import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import type { KafkaBatchHandler } from '../../src/runtime/consume/kafka-handler.js';
import type { KafkaBatchResponse, KafkaEvent, RawKafkaRecord } from '../../src/runtime/kafka/kafka-event.js';
import { rawEvent } from '../runtime/raw-event.js';
import { JAVA } from './kafka-broker.js';

export interface ShareGroupSettings {
  readonly classPath: string;
  readonly bootstrapServers: string;
  readonly group: string;
  readonly topic: string;
}

export interface QueueMapping {
  /**
   * Polls, gives what comes to the handler, and does what Lambda's queue mode does then: releases the records that the
   * answer names, or all if there is none, and accepts the others.
   */
  readonly deliver: (handler: KafkaBatchHandler) => Promise<QueueDelivery>;
  /** Polls and gives what comes to the handler, but ends before it acknowledges anything. */
  readonly deliverAndDie: (handler: KafkaBatchHandler) => Promise<QueueDelivery>;
  readonly stop: () => Promise<void>;
}

export interface QueueDelivery {
  readonly records: readonly SharedRecord[];
  readonly answer: KafkaBatchResponse;
  readonly accepted: number;
}

/** A record, and how often the broker has delivered it. */
export interface SharedRecord {
  readonly deliveryCount: number;
  readonly record: RawKafkaRecord;
}

const SOURCE = fileURLToPath(new URL('ShareGroup.java', import.meta.url));

/** Joins a share group with Kafka's own client. */
export function startQueueMapping({ classPath, bootstrapServers, group, topic }: ShareGroupSettings): QueueMapping {
  const consumer = spawn('java', [...JAVA, '-cp', classPath, SOURCE, bootstrapServers, group, topic], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = once(consumer, 'exit');
  const lines = createInterface({ input: consumer.stdout })[Symbol.asyncIterator]();
  const ask = async (line: string): Promise<unknown> => {
    consumer.stdin.write(`${line}\n`);
    const next = await lines.next();
    if (next.done === true) throw new Error('the consumer of the share group ended');
    return JSON.parse(next.value);
  };
  const invoke = async (handler: KafkaBatchHandler) => {
    // What the program writes is of this type.
    const records = (await ask('poll')) as readonly SharedRecord[];
    const deadline = Date.now() + 30_000;
    const event = queueEvent(bootstrapServers, records);
    const answer = await handler(event, {
      functionName: 'orders-consumer',
      getRemainingTimeInMillis: () => deadline - Date.now(),
    });
    return { records, answer };
  };
  return {
    deliver: async (handler) => {
      const { records, answer } = await invoke(handler);
      const failed = answer.batchItemFailures.map(({ itemIdentifier: { partition, offset } }) => ({
        partition: Number(partition.slice(topic.length + 1)),
        offset,
      }));
      return { records, answer, accepted: Number(await ask(JSON.stringify(failed))) };
    },
    deliverAndDie: async (handler) => {
      const delivery = await invoke(handler);
      consumer.kill('SIGKILL');
      await ended;
      return { ...delivery, accepted: 0 };
    },
    stop: async () => {
      consumer.stdin.end();
      await ended;
    },
  };
}

/** Queue mode is for self-managed Kafka; its events are not documented, and taken to be those of stream mode. */
function queueEvent(bootstrapServers: string, records: readonly SharedRecord[]): KafkaEvent {
  return { ...rawEvent(...records.map(({ record }) => record)), eventSource: 'SelfManagedKafka', bootstrapServers };
}
