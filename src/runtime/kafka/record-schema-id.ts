import { ByteReader } from '../byte-reader.js';
import { readConfluentGuidFrame } from './framing.js';
import { KafkaHeaders } from './kafka-headers.js';
import type { SchemaIdOf } from './schema-id.js';

/** The id that the event source mapping's schema registry integration gives with the record. */
export const metadataSchemaId: SchemaIdOf = (record, part) => {
  const metadata = part === 'key' ? record.keySchemaMetadata : record.valueSchemaMetadata;
  return metadata?.schemaId?.toString().toLowerCase();
};

/**
 * The GUID in the header `__key_schema_id` or `__value_schema_id`, where Confluent's newer serialisers put it.
 * Throws a DecodeError if there is such a header and it holds anything else.
 */
export const headerSchemaId: SchemaIdOf = (record, part) => {
  const name = `__${part}_schema_id`;
  const bytes = new KafkaHeaders(record.headers).get(name);
  if (bytes === undefined) return undefined;
  const at = `header ${name}`;
  const reader = new ByteReader().openBytes(bytes);
  const id = readConfluentGuidFrame(reader, at);
  reader.close(at);
  return id;
};
