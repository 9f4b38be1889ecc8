import { SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';

import type { OrderProducer } from './chain.js';
import { produce } from './produce.js';

/** The registry's client library, and kafkajs. */
export const libraryProducer: OrderProducer = async (orders, { broker, partition, schema, registry: host }) => {
  const registry = new SchemaRegistry({ host });
  const { id } = await registry.register({ type: SchemaType.AVRO, schema }, { subject: `${broker.topic}-value` });
  const values = await Promise.all(orders.map((one) => registry.encode(id, one)));
  await produce(
    broker,
    values.map((value) => ({ partition, value })),
  );
};
