import { ByteReader } from './byte-reader.js';
import { readConfluentGuidFrame } from './framing.js';
import type { RawKafkaRecord } from './kafka-event.js';
import { KafkaHeaders } from './kafka-headers.js';

/** A writer's schema id: a Confluent id as a number or its digits, a GUID or a UUID, a single-object fingerprint. */
export type SchemaId = number | string;

/** Where the schema id of a key or value is when its bytes do not bear it. */
export type SchemaIdOf = (record: RawKafkaRecord, side: 'key' | 'value') => string | undefined;

/** The id that the event source mapping's schema registry integration gives beside the record. */
export const metadataSchemaId: SchemaIdOf = (record, side) => {
  const metadata = side === 'key' ? record.keySchemaMetadata : record.valueSchemaMetadata;
  return metadata?.schemaId?.toLowerCase();
};

/**
 * The GUID in the header `__key_schema_id` or `__value_schema_id`, where Confluent's newer serialisers put it.
 * Throws a DecodeError if there is such a header and it holds anything else.
 */
export const headerSchemaId: SchemaIdOf = (record, side) => {
  const name = `__${side}_schema_id`;
  const bytes = new KafkaHeaders(record.headers).get(name);
  if (bytes === undefined) return undefined;
  const reader = new ByteReader().openBytes(bytes);
  const id = readConfluentGuidFrame(reader, `header ${name}`);
  reader.close(`header ${name}`);
  return id;
};
