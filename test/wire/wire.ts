import { beforeAll } from 'vitest';

import { startEventSourceMapping, type EventSourceMapping } from './event-source-mapping.js';
import { startMockBroker, type MockBroker } from './mock-broker.js';

/** A broker with one topic, and what polls it. */
export interface Wire {
  readonly broker: MockBroker;
  readonly mapping: EventSourceMapping;
}

/**
 * Starts so many brokers before the tests of a file; returns what gives each test its own. They
 * start together because a broker lets a new consumer group wait for three seconds.
 */
export function startWires(count: number): () => Wire {
  const free: Wire[] = [];
  beforeAll(async () => {
    const wires = await Promise.all(Array.from({ length: count }, startWire));
    free.push(...wires);
    return () => Promise.all(wires.map(close));
  });
  return () => {
    const wire = free.pop();
    if (wire === undefined) throw new Error(`more than ${count} tests want a broker`);
    return wire;
  };
}

async function startWire(): Promise<Wire> {
  const broker = await startMockBroker();
  return { broker, mapping: await startEventSourceMapping(broker) };
}

async function close({ broker, mapping }: Wire): Promise<void> {
  await mapping.stop();
  await broker.close();
}
