import { CompressionTypes, Partitioners, type Message } from 'kafkajs';

import type { Broker } from './broker.js';

/** Sends messages with a producer of their own, packed with gzip, and waits until the broker has them. */
export async function produce({ kafka, topic }: Broker, messages: readonly Message[]): Promise<void> {
  const createPartitioner = Partitioners.DefaultPartitioner;
  const producer = kafka.producer({ createPartitioner, allowAutoTopicCreation: false });
  await producer.connect();
  await producer.send({ topic, messages: [...messages], compression: CompressionTypes.GZIP });
  await producer.disconnect();
}
