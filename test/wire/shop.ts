import { SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';

import { confluentServer } from '../registry/confluent-server.js';
import { quickPull, record, registryProject } from '../registry/registry-project.js';
import { produce } from './produce.js';
import type { Wire } from './wire.js';

/** The registry of the schemas of `orders`, a project that has pulled them, and what serializes and sends orders over a wire. */
export async function shop<W extends Pick<Wire, 'broker'>>(wire: W, settings: object = {}) {
  const server = await confluentServer();
  const registry = new SchemaRegistry({ host: server.url });
  const register = async (schema: string) =>
    (await registry.register({ type: SchemaType.AVRO, schema }, { subject: 'orders-value' })).id;
  const id = await register(record('shop.Order', 'id'));
  const root = registryProject({ url: server.url, topics: { orders: { strategy: 'topic' } }, settings });
  await quickPull(root);
  const order = (name: string) => registry.encode(id, { id: name });
  const send = async (partition: number, ...values: readonly Promise<Buffer>[]) => {
    const messages = (await Promise.all(values)).map((value) => ({ partition, value }));
    await produce(wire.broker, messages);
  };
  return { ...wire, server, registry, register, root, order, send };
}
