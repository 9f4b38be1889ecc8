import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Kafka, logLevel } from 'kafkajs';
import { inject } from 'vitest';

import type { Broker } from './broker.js';

/** The topic of every mock broker. */
export const TOPIC = 'orders';

/** Starts a broker that its caller closes. */
export async function startMockBroker(): Promise<Broker> {
  const broker = spawn(inject('mockCluster'), ['3', TOPIC], { stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = once(broker, 'exit');
  for await (const bootstrapServers of createInterface({ input: broker.stdout })) {
    return {
      topic: TOPIC,
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
