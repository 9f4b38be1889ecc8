import type { RecordPlace } from './hooks.js';
import type { RawKafkaRecord } from '../kafka/kafka-event.js';

/** A record's place, without its content. */
export function recordPlace({ topic, partition, offset, timestamp }: RawKafkaRecord): RecordPlace {
  return { topic, partition, offset, timestamp };
}
