import type { ByteReader } from '../byte-reader.js';
import type { DecodedRecord } from './decoded-record.js';
import type { LambdaContext, RawKafkaRecord } from './kafka-event.js';
import type { AnyTypeHandlers, RecordHandlers } from './kafka-record.js';
import type { RecordError } from './record-error.js';
import type { SchemaId, SchemaIdOf } from './schema-id.js';

/** Decoding of the keys or the values of a topic. */
export interface PartBinding<T> {
  /**
   * Reads what the reader was opened at. Throws a DecodeError, or an UnknownSchemaError if it does not know the writer's
   * schema.
   */
  readonly read: (r: ByteReader, schemaId?: string) => T;
  /** Reads the frame with the schema id, if there is one, to name the schema of a failed record. */
  readonly frame?: (reader: ByteReader) => string | undefined;
  /** Finds ids that come next to the bytes. */
  readonly schemaIdOf?: SchemaIdOf;
}

/** A topic's decoding and settings, for the consumer loop. */
export interface TopicBinding<Key, Value> {
  readonly topic: string;
  /** Reads a handler with a function for each of the value's record types, if there are several. */
  readonly byType?: (handlers: AnyTypeHandlers<Key>, tag?: string) => RecordHandlers<Key, Value>;
  /** Their discriminator; `$type` unless given. */
  readonly tag?: string;
  readonly key: PartBinding<Key>;
  readonly value: PartBinding<Value>;
  /** The topic's setting, which the caller's options override. */
  readonly reportBatchItemFailures: boolean;
  /** Loads the code that fetches schemas unknown at generation, if the config has a registry. */
  readonly slowPath?: () => Promise<SlowPath>;
}

/** Decodes records whose writer's schema was unknown at generation. */
export interface SlowPath {
  /** Fetches the missing schema of a record and decodes the record again, or returns the reason why not. */
  decode<Key, Value>(request: SlowPathRequest<Key, Value>): Promise<DecodedRecord<Key, Value>>;
  /** Fetches schemas by their ids. Rejects with an UnknownSchemaError for the first one that cannot be fetched. */
  warmUp(schemaIds: WriterSchemaIds): Promise<void>;
}

export interface SlowPathRequest<Key, Value> {
  readonly raw: RawKafkaRecord;
  readonly error: RecordError;
  readonly lambda: LambdaContext | undefined;
  /** Decodes the record as before, now that more schemas are known. */
  readonly retry: () => DecodedRecord<Key, Value>;
}

/** Ids of writers' schemas. */
export interface WriterSchemaIds {
  readonly key?: readonly SchemaId[];
  readonly value?: readonly SchemaId[];
}
