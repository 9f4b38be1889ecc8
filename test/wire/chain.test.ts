import { SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';
import { onTestFinished, test } from 'vitest';

import { expectChain, type OrderProducer } from './chain.js';
import { startMockBroker } from './mock-broker.js';
import { produce } from './produce.js';

/** The client library of the registry, and kafkajs. */
const library: OrderProducer = async (orders, { broker, partition, schema, registry: host }) => {
  const registry = new SchemaRegistry({ host });
  const { id } = await registry.register({ type: SchemaType.AVRO, schema }, { subject: `${broker.topic}-value` });
  const values = await Promise.all(orders.map((one) => registry.encode(id, one)));
  await produce(
    broker,
    values.map((value) => ({ partition, value })),
  );
};

test('from produce over dev, dead letters and inspect to redrive, every record is handled once and in order', async () => {
  const broker = await startMockBroker();
  onTestFinished(() => broker.close());
  await expectChain(broker, [library]);
});
