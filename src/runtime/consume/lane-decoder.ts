import { decodeRecord } from '../kafka/decode-record.js';
import type { DecodedRecord } from '../kafka/decoded-record.js';
import type { InvocationContext } from './invocation-context.js';
import type { RawKafkaRecord } from '../kafka/kafka-event.js';
import { UnknownSchemaError } from '../errors.js';
import type { RecordError } from '../kafka/record-error.js';
import type { TopicBinding } from '../kafka/topic-binding.js';
import { isThrown } from '../kafka/thrown-reason.js';

/** Decodes the records of a lane. It has all of them at once, so that it may read ahead. */
export class LaneDecoder<Key, Value> {
  private readonly binding: TopicBinding<Key, Value>;
  private readonly records: readonly RawKafkaRecord[];

  constructor(binding: TopicBinding<Key, Value>, records: readonly RawKafkaRecord[]) {
    this.binding = binding;
    this.records = records;
  }

  /** Decodes the record at an index. */
  decode(index: number): DecodedRecord<Key, Value> {
    const raw = this.records[index];
    if (raw === undefined) throw new RangeError(`there is no record ${index}`);
    return decodeRecord(this.binding, raw);
  }

  /** Decodes a record that failed again, if it failed for its writer's schema and that can be fetched. */
  async decodeSlowly(
    raw: RawKafkaRecord,
    error: RecordError,
    { lambda }: InvocationContext,
  ): Promise<DecodedRecord<Key, Value>> {
    const { binding } = this;
    if (binding.slowPath === undefined || !isThrown(error.cause, UnknownSchemaError))
      return { kind: 'invalid', error };
    const slowPath = await binding.slowPath();
    return slowPath.decode({ raw, error, lambda, retry: () => decodeRecord(binding, raw) });
  }
}
