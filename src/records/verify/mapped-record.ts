import { hasSchema, type PartModel, type TopicModel } from '../../model/topic-model.js';
import { ByteReader } from '../../runtime/byte-reader.js';
import { DecodeError } from '../../runtime/errors.js';
import { readAnyFrame } from '../../runtime/kafka/framing.js';
import type { RawKafkaRecord, SchemaMetadata } from '../../runtime/kafka/kafka-event.js';

/**
 * A record of a topic as an event source mapping with a schema registry delivers it: the frame gone, its id next to the
 * bytes. Any other record, and one that came that way, is as it is.
 */
export function mappedRecord(record: RawKafkaRecord, { key, value }: TopicModel): RawKafkaRecord {
  const [mappedKey, mappedValue] = [
    record.keySchemaMetadata ? undefined : unframed(key, record.key),
    record.valueSchemaMetadata ? undefined : unframed(value, record.value),
  ];
  return {
    ...record,
    ...(mappedKey && { key: mappedKey.base64, keySchemaMetadata: mappedKey.metadata }),
    ...(mappedValue && { value: mappedValue.base64, valueSchemaMetadata: mappedValue.metadata }),
  };
}

function unframed(
  part: PartModel,
  base64: string | null | undefined,
): { readonly base64: string; readonly metadata: SchemaMetadata } | undefined {
  if (!hasSchema(part) || part.framing !== 'lambda') return undefined;
  if (base64 === null || base64 === undefined) return undefined;
  const r = new ByteReader().openBytes(Buffer.from(base64, 'base64'));
  try {
    const schemaId = readAnyFrame(r);
    if (schemaId === undefined) return undefined;
    const payload = r.bytes.subarray(r.position, r.end).toString('base64');
    return { base64: payload, metadata: { dataFormat: part.kind === 'avro' ? 'AVRO' : 'JSON', schemaId } };
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}
