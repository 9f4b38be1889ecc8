import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Kafka, logLevel } from 'kafkajs';
import { inject } from 'vitest';

/** The topic of every test. */
export const TOPIC = 'orders';

export interface MockBroker {
  /** `host:port` of each node, separated by commas, as Lambda gives it. */
  readonly bootstrapServers: string;
  readonly kafka: Kafka;
  readonly close: () => Promise<void>;
}

/** Starts a broker that its caller closes; the topic has three partitions. */
export async function startMockBroker(): Promise<MockBroker> {
  const broker = spawn(inject('mockCluster'), ['3', TOPIC], { stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = once(broker, 'exit');
  for await (const bootstrapServers of createInterface({ input: broker.stdout })) {
    return {
      bootstrapServers,
      kafka: new Kafka({ brokers: bootstrapServers.split(','), logLevel: logLevel.NOTHING }),
      close: async () => {
        broker.stdin.end();
        await ended;
      },
    };
  }
  throw new Error('the broker ended before it gave its address');
}
