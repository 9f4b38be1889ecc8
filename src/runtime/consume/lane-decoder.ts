import {
  decodeRecord,
  decodeRecordAt,
  makeRecordReaders,
  type RecordReaders,
} from '../kafka/decode-record.js';
import type { DecodedRecord } from '../kafka/decoded-record.js';
import type { RawKafkaRecord } from '../kafka/kafka-event.js';
import { UnknownSchemaError } from '../errors.js';
import type { RecordContext } from '../kafka/kafka-record.js';
import type { RecordError } from '../kafka/record-error.js';
import type { TopicBinding } from '../kafka/topic-binding.js';
import { isThrown } from '../kafka/thrown-reason.js';

/** Readers that no lane uses. */
const idle: RecordReaders[] = [];

/** Decodes the records of a lane in their order, several at once. */
export interface LaneDecoder<Key, Value> {
  /** Decodes the record at an index. */
  decode(index: number): DecodedRecord<Key, Value>;
  /** Decodes a record that failed again, if it failed for its writer's schema and that can be fetched. */
  decodeSlowly(
    raw: RawKafkaRecord,
    error: RecordError,
    context: RecordContext,
  ): Promise<DecodedRecord<Key, Value>>;
}

/** Makes the decoder of a lane, with readers that no other lane uses meanwhile. */
export function laneDecoder<Key, Value>(
  binding: TopicBinding<Key, Value>,
  records: readonly RawKafkaRecord[],
): LaneDecoder<Key, Value> {
  let readers: RecordReaders | undefined;
  return {
    decode(index) {
      readers ??= idle.pop() ?? makeRecordReaders();
      const decoded = decodeRecordAt(binding, records, index, readers);
      // Another lane may have them then. A lane that ends early keeps them.
      if (index === records.length - 1) {
        readers.key.release();
        readers.value.release();
        idle.push(readers);
        readers = undefined;
      }
      return decoded;
    },
    async decodeSlowly(raw, error, { lambda }) {
      if (binding.slowPath === undefined || !isThrown(error.cause, UnknownSchemaError))
        return { kind: 'invalid', error };
      const slowPath = await binding.slowPath();
      return slowPath.decode({ raw, error, lambda, retry: () => decodeRecord(binding, raw) });
    },
  };
}
