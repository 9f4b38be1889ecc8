import type { DecodedRecord } from '../kafka/decoded-record.js';
import type { RawKafkaRecord } from '../kafka/kafka-event.js';
import type { BatchRun, Consumer } from './consumer.js';
import type { Lane } from './lanes.js';

/** A record whose turn it is in its lane, decoded. */
export interface RecordTask<Key, Value> {
  readonly consumer: Consumer<Key, Value>;
  readonly run: BatchRun;
  readonly lane: Lane;
  readonly raw: RawKafkaRecord;
  readonly decoded: DecodedRecord<Key, Value>;
}
