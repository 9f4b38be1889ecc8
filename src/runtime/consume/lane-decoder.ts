import {
  decodeRecord,
  decodeRecordAt,
  makeRecordReaders,
  type RecordReaders,
} from '../kafka/decode-record.js';
import type { DecodedRecord } from '../kafka/decoded-record.js';
import type { InvocationContext } from './invocation-context.js';
import type { RawKafkaRecord } from '../kafka/kafka-event.js';
import { UnknownSchemaError } from '../errors.js';
import type { RecordError } from '../kafka/record-error.js';
import type { TopicBinding } from '../kafka/topic-binding.js';
import { isThrown } from '../kafka/thrown-reason.js';

/** Readers that no lane uses. */
const idle: RecordReaders[] = [];

/** Decodes the records of a lane in their order, several at once, with readers that no other lane uses meanwhile. */
export class LaneDecoder<Key, Value> {
  private readonly binding: TopicBinding<Key, Value>;
  private readonly records: readonly RawKafkaRecord[];
  private readers: RecordReaders | undefined;

  constructor(binding: TopicBinding<Key, Value>, records: readonly RawKafkaRecord[]) {
    this.binding = binding;
    this.records = records;
  }

  /** Decodes the record at an index. */
  decode(index: number): DecodedRecord<Key, Value> {
    const { binding, records } = this;
    this.readers ??= idle.pop() ?? makeRecordReaders();
    const decoded = decodeRecordAt(binding, records, index, this.readers);
    if (index === records.length - 1) this.release();
    return decoded;
  }

  /** Leaves the readers to another lane. One that ends early keeps them. */
  private release(): void {
    if (this.readers === undefined) return;
    this.readers.key.release();
    this.readers.value.release();
    idle.push(this.readers);
    this.readers = undefined;
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
