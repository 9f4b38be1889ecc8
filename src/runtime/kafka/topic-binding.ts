import type { ByteReader } from '../byte-reader.js';
import type { DecodedRecord } from './decoded-record.js';
import type { LambdaContext, RawKafkaRecord } from './kafka-event.js';
import type { RecordError } from './record-error.js';
import type { SchemaId, SchemaIdOf } from './schema-id.js';

/** How the keys or the values of a topic are decoded. */
export interface PartBinding<T> {
  /** Throws a DecodeError, or an UnknownSchemaError if it does not know the writer's schema. */
  readonly decode: (base64: string, schemaId?: string) => T;
  /** Reads the frame that bears the schema id, if there is one: used to name the schema of a record that failed. */
  readonly frame?: (reader: ByteReader) => string | undefined;
  /** For ids that come beside the bytes. */
  readonly schemaIdOf?: SchemaIdOf;
}

/** What the consumer loop needs to know of a topic. */
export interface TopicBinding<Key, Value> {
  readonly key: PartBinding<Key>;
  readonly value: PartBinding<Value>;
  /** The topic's setting, which the caller's options override. */
  readonly reportBatchItemFailures: boolean;
  /** Loads what fetches schemas that were unknown at generation; only where there is a registry to ask. */
  readonly slowPath?: () => Promise<SlowPath>;
}

/** Decodes records whose writer's schema was unknown at generation. */
export interface SlowPath {
  /** Fetches the schema that a record failed for and decodes the record again, or says why that cannot be. */
  decode<Key, Value>(request: SlowPathRequest<Key, Value>): Promise<DecodedRecord<Key, Value>>;
  /** Fetches schemas by their ids. Rejects with an UnknownSchemaError for the first that cannot be had. */
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
