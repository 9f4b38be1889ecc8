import type { KafkaEvent, RawKafkaRecord } from '../../src/runtime/kafka/kafka-event.js';

export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** A record of the topic orders whose key and value are text. */
export function rawRecord(partition: number, offset: number, overrides: Partial<RawKafkaRecord> = {}): RawKafkaRecord {
  return {
    topic: 'orders',
    partition,
    offset,
    timestamp: 1_700_000_000_000,
    timestampType: 'CREATE_TIME',
    key: base64('key'),
    value: base64(`value ${partition}/${offset}`),
    headers: [],
    ...overrides,
  };
}

export function rawEvent(...records: readonly RawKafkaRecord[]): KafkaEvent {
  const partitions = new Map<string, RawKafkaRecord[]>();
  for (const record of records) {
    const name = `${record.topic}-${record.partition}`;
    partitions.set(name, [...(partitions.get(name) ?? []), record]);
  }
  return { eventSource: 'aws:kafka', records: Object.fromEntries(partitions) };
}
