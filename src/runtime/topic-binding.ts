import type { ByteReader } from './byte-reader.js';
import type { SchemaIdOf } from './schema-id.js';

/** How the keys or the values of a topic are decoded. */
export interface SideBinding<T> {
  /** Throws a DecodeError, or an UnknownSchemaError if it does not know the writer's schema. */
  readonly decode: (base64: string, schemaId?: string) => T;
  /** Reads the frame that bears the schema id, if there is one: used to name the schema of a record that failed. */
  readonly frame?: (reader: ByteReader) => string | undefined;
  /** For ids that come beside the bytes. */
  readonly schemaIdOf?: SchemaIdOf;
}

/** What the consumer loop needs to know of a topic. */
export interface TopicBinding<Key, Value> {
  readonly key: SideBinding<Key>;
  readonly value: SideBinding<Value>;
  /** The topic's setting, which the caller's options override. */
  readonly reportBatchItemFailures: boolean;
}
