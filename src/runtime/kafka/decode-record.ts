import { ByteReader } from '../byte-reader.js';
import { ChunkReader } from './chunk-reader.js';
import type { DecodedRecord } from './decoded-record.js';
import type { RawKafkaRecord } from './kafka-event.js';
import { KafkaHeaders } from './kafka-headers.js';
import type { ValueRecord } from './kafka-record.js';
import { RecordError } from './record-error.js';
import type { PartBinding, TopicBinding } from './topic-binding.js';

/** What opens the keys and the values of a lane's records. */
export interface RecordReaders {
  readonly key: ChunkReader;
  readonly value: ChunkReader;
}

export function makeRecordReaders(): RecordReaders {
  return { key: new ChunkReader('key'), value: new ChunkReader('value') };
}

// Decoding one record never waits, so that one pair will do.
let readers: RecordReaders | undefined;

/** Decodes the key and value of a record, or says why that cannot be. Never throws. */
export function decodeRecord<Key, Value>(
  binding: TopicBinding<Key, Value>,
  raw: RawKafkaRecord,
): DecodedRecord<Key, Value> {
  readers ??= makeRecordReaders();
  return decodeRecordAt(binding, [raw], 0, readers);
}

/** The same for one of many records, of which those behind it are likely to be next. */
export function decodeRecordAt<Key, Value>(
  binding: TopicBinding<Key, Value>,
  records: readonly RawKafkaRecord[],
  index: number,
  { key: keys, value: values }: RecordReaders,
): DecodedRecord<Key, Value> {
  const raw = records[index];
  if (raw === undefined) throw new RangeError(`there is no record ${String(index)}`);
  let part: 'key' | 'value' = 'key';
  try {
    let key: Key | null = null;
    // Only absent and null mean none: "" is a key or value of zero bytes.
    if (raw.key !== undefined && raw.key !== null) {
      const schemaId = binding.key.schemaIdOf?.(raw, 'key');
      key = binding.key.read(keys.open(records, index), schemaId);
    }
    part = 'value';
    if (raw.value === undefined || raw.value === null)
      return { kind: 'tombstone', record: recordOf(raw, key, null) };
    const schemaId = binding.value.schemaIdOf?.(raw, 'value');
    const value = binding.value.read(values.open(records, index), schemaId);
    return { kind: 'value', record: recordOf(raw, key, value) };
  } catch (cause) {
    const schemaId = writerSchemaId(binding[part], raw, part);
    return {
      kind: 'invalid',
      error: new RecordError(raw, { stage: `decode the ${part}`, cause, schemaId }),
    };
  }
}

/** A plain object, so that a copy, a clone and a log of it have all that its type says. */
function recordOf<Key, Value>(
  raw: RawKafkaRecord,
  key: Key | null,
  value: Value,
): ValueRecord<Key, Value> {
  return {
    topic: raw.topic,
    partition: raw.partition,
    offset: raw.offset,
    timestamp: new Date(raw.timestamp),
    timestampType: raw.timestampType,
    key,
    value,
    headers: new KafkaHeaders(raw.headers),
  };
}

/** The writer schema id of a key or value that failed; undefined if its frame is broken. */
function writerSchemaId(
  binding: PartBinding<unknown>,
  raw: RawKafkaRecord,
  part: 'key' | 'value',
): string | undefined {
  try {
    return (
      binding.schemaIdOf?.(raw, part) ??
      binding.frame?.(new ByteReader().openBase64(raw[part] ?? ''))
    );
  } catch {
    return undefined;
  }
}
