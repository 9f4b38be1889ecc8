import type {
  KafkaEvent,
  RawKafkaHeader,
  RawKafkaRecord,
  SchemaMetadata,
} from '../kafka/kafka-event.js';

/** Headers by name, or as pairs where a name comes more than once; a text is written as UTF-8. */
export type EventHeaders =
  | Readonly<Record<string, string | Uint8Array>>
  | readonly (readonly [name: string, value: string | Uint8Array])[];

/** One record of an event to be built: the bytes as they are in Kafka. */
export interface EventRecord {
  /** Null for none. */
  readonly key: Uint8Array | null;
  /** Null for a tombstone. */
  readonly value: Uint8Array | null;
  readonly headers?: EventHeaders;
  readonly partition: number;
  readonly offset: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  /** What an event source mapping with a schema registry says of the key. */
  readonly keySchema?: SchemaMetadata;
  /** What an event source mapping with a schema registry says of the value. */
  readonly valueSchema?: SchemaMetadata;
}

/** Builds the event with which Lambda delivers these records of an MSK topic: the same records, the same event. */
export function buildEvent({
  topic,
  records,
}: {
  topic: string;
  records: readonly EventRecord[];
}): KafkaEvent {
  const partitions = new Map<string, RawKafkaRecord[]>();
  for (const record of records) {
    const name = `${topic}-${String(record.partition)}`;
    const batch = partitions.get(name) ?? [];
    partitions.set(name, batch);
    batch.push(rawRecord(topic, record));
  }
  return {
    eventSource: 'aws:kafka',
    eventSourceArn:
      'arn:aws:kafka:us-east-1:123456789012:cluster/example/01234567-89ab-cdef-0123-456789abcdef-1',
    bootstrapServers:
      'b-1.example.kafka.us-east-1.amazonaws.com:9098,b-2.example.kafka.us-east-1.amazonaws.com:9098',
    records: Object.fromEntries(partitions),
  };
}

/** Like Lambda, leaves out a key or value that there is not. */
function rawRecord(topic: string, record: EventRecord): RawKafkaRecord {
  const { key, value, keySchema, valueSchema } = record;
  return {
    topic,
    partition: record.partition,
    offset: record.offset,
    timestamp: record.timestamp,
    timestampType: 'CREATE_TIME',
    ...(key && { key: base64(key) }),
    ...(value && { value: base64(value) }),
    headers: rawHeaders(record.headers ?? {}),
    ...(key && keySchema && { keySchemaMetadata: keySchema }),
    ...(value && valueSchema && { valueSchemaMetadata: valueSchema }),
  };
}

/** Headers as Lambda delivers them. */
export function rawHeaders(headers: EventHeaders): RawKafkaHeader[] {
  const pairs = isPairs(headers) ? headers : Object.entries(headers);
  // Lambda gives the bytes of a header as Java has them, signed. A computed name may be `__proto__`.
  return pairs.map(([name, value]) => ({ [name]: Array.from(Int8Array.from(Buffer.from(value))) }));
}

function isPairs(headers: EventHeaders): headers is Extract<EventHeaders, readonly unknown[]> {
  return Array.isArray(headers);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
