import type { schema } from 'avsc';

/** What is used of the event that Lambda passes for a batch of Kafka records. */
export interface KafkaEvent {
  readonly eventSource: 'aws:kafka';
  readonly records: Readonly<Record<string, readonly KafkaRecord[]>>;
}

export interface KafkaRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly timestampType: 'CREATE_TIME';
  /** Base64. */
  readonly key: string;
  /** Base64. */
  readonly value: string;
  readonly headers: readonly [];
}

/** Takes each decoded value, in place of a team's own code. */
export type Sink = (value: unknown) => void;

/** A Lambda handler that passes every value of the event to its sink. */
export type Handler = (event: KafkaEvent) => unknown;

/** What a candidate's bundle exports. */
export interface CandidateModule {
  readonly createHandler: (sink: Sink) => Handler;
  /** Of a candidate with a fallback of its own: the share of records that it left to that. */
  readonly shareGivenUp?: () => number;
}

/** A record's schema, parsed from its file. */
export type RecordSchema = schema.RecordType & { readonly type: 'record' };

/** The schema that wrote the records, and the one they are read with: the same one where nothing has changed. */
export interface SchemaPair {
  readonly writer: RecordSchema;
  readonly reader: RecordSchema;
}

/** The writer's schema id in every Confluent frame. */
export const WRITER_ID = 1;
