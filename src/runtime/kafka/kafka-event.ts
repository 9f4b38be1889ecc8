/** A string of which some values are known; others may come. */
type OpenString<Known extends string> = Known | (string & Record<never, never>);

/** The invocation event of an Amazon MSK or self-managed Kafka event source mapping. */
export interface KafkaEvent {
  readonly eventSource?: OpenString<'aws:kafka' | 'SelfManagedKafka'>;
  /** The MSK cluster; absent for self-managed Kafka. */
  readonly eventSourceArn?: string;
  /** `host:port` of the brokers, separated by commas. */
  readonly bootstrapServers?: string;
  /**
   * The batch by `<topic>-<partition>`, ascending by offset in each. The keys only name the partition in
   * the batch response: topic and partition are to be read from the records.
   */
  readonly records: Readonly<Record<string, readonly RawKafkaRecord[]>>;
}

/** One record as Lambda delivers it: key and value in base64, header bytes signed. */
export interface RawKafkaRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly timestampType: TimestampType;
  /** Base64; absent or null for a record without a key. */
  readonly key?: string | null;
  /** Base64; absent or null for a tombstone. */
  readonly value?: string | null;
  readonly headers?: readonly RawKafkaHeader[] | null;
  /** Present when the event source mapping has a schema registry and validates keys. */
  readonly keySchemaMetadata?: SchemaMetadata | null;
  /** Present when the event source mapping has a schema registry and validates values. */
  readonly valueSchemaMetadata?: SchemaMetadata | null;
}

export type TimestampType = OpenString<'CREATE_TIME' | 'LOG_APPEND_TIME'>;

/** One header, `{ name: bytes }`: bytes are -128 to 127 from Lambda, base64 from some emulators. */
export type RawKafkaHeader = Readonly<Record<string, readonly number[] | string | null>>;

export interface SchemaMetadata {
  /** The format that the producer wrote. */
  readonly dataFormat?: OpenString<'AVRO' | 'JSON' | 'PROTOBUF'>;
  /** A Confluent id, in decimal digits from Lambda, or the UUID of a Glue schema version. */
  readonly schemaId?: string | number;
}

/** What Lambda takes from an event source mapping with `ReportBatchItemFailures`: the records to deliver again. */
export interface KafkaBatchResponse {
  readonly batchItemFailures: readonly {
    readonly itemIdentifier: {
      /** A key of the event's `records`. */
      readonly partition: string;
      readonly offset: number;
    };
  }[];
}

/** The part of Lambda's invocation context that is used here; the whole `Context` fits. */
export interface LambdaContext {
  readonly awsRequestId?: string;
  readonly functionName?: string;
  getRemainingTimeInMillis(): number;
}
