import { beforeAll } from 'vitest';

import type { Broker } from './broker.js';
import { startEventSourceMapping, type EventSourceMapping } from './event-source-mapping.js';
import { startMockBroker } from './mock-broker.js';

/** A broker with one topic, and what polls it. */
export interface Wire {
  readonly broker: Broker;
  readonly mapping: EventSourceMapping;
}

/**
 * Starts a number of brokers before the tests of a file; returns what gives each test its own. They
 * start together because a broker lets a new consumer group wait for three seconds.
 */
export function startWires(count: number, startBroker: () => Promise<Broker> = startMockBroker): () => Wire {
  const free: Wire[] = [];
  beforeAll(async () => {
    const wires = await Promise.all(Array.from({ length: count }, () => startWire(startBroker)));
    free.push(...wires);
    return () => Promise.all(wires.map(close));
  });
  return () => {
    const wire = free.pop();
    if (wire === undefined) throw new Error(`more than ${count} tests want a broker`);
    return wire;
  };
}

async function startWire(startBroker: () => Promise<Broker>): Promise<Wire> {
  const broker = await startBroker();
  return { broker, mapping: await startEventSourceMapping(broker) };
}

async function close({ broker, mapping }: Wire): Promise<void> {
  await mapping.stop();
  await broker.close();
}
