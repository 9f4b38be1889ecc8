import type { Handler, SchemaPair, Sink } from '../candidate.js';
import { createAvscDecoder } from './avsc.js';

interface HandledRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: Date;
  readonly key: string;
  readonly value: unknown;
}

/** A whole handler written by hand: key and value decoded, one record awaited after the other. */
export function createHandler(schemas: SchemaPair, sink: Sink): Handler {
  const decode = createAvscDecoder(schemas);
  const handle = (record: HandledRecord): Promise<void> => {
    sink(record.value);
    return Promise.resolve();
  };
  return async (event) => {
    for (const records of Object.values(event.records)) {
      for (const { topic, partition, offset, timestamp, key, value } of records) {
        await handle({
          topic,
          partition,
          offset,
          timestamp: new Date(timestamp),
          key: Buffer.from(key, 'base64').toString(),
          value: decode(value),
        });
      }
    }
  };
}
