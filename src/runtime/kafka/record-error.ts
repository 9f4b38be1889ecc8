import type { RawKafkaRecord } from './kafka-event.js';
import { thrownReason } from './thrown-reason.js';

/** What was being done with a record when it failed. */
export type RecordStage =
  | 'decode the key'
  | 'decode the value'
  | 'handle the record'
  | 'handle the invalid record'
  | 'claim the record'
  | 'complete the record'
  | 'send the dead letter';

/** A record that could not be decoded or handled: where it is and why, never what is in it. */
export class RecordError extends Error {
  override readonly name = 'RecordError';
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly stage: RecordStage;
  /** The writer schema id, if the bytes or the event contain it. */
  readonly schemaId: string | undefined;
  /** A DecodeError, an UnknownSchemaError, or whatever the handler threw. Lambda logs it with its stack. */
  override readonly cause: unknown;

  constructor(
    record: RawKafkaRecord,
    fault: { stage: RecordStage; cause: unknown; schemaId?: string | undefined },
  ) {
    const { stage, cause, schemaId } = fault;
    const schema = schemaId === undefined ? '' : ` (schema ${schemaId})`;
    super(
      `${record.topic}-${record.partition} offset ${record.offset}: failed to ${stage}${schema}: ${thrownReason(cause)}`,
    );
    this.topic = record.topic;
    this.partition = record.partition;
    this.offset = record.offset;
    this.stage = stage;
    this.schemaId = schemaId;
    this.cause = cause;
  }
}

/** A batch of which some records failed: the first of each partition, in the order of the event. */
export class BatchError extends Error {
  override readonly name = 'BatchError';
  readonly errors: readonly RecordError[];

  constructor(errors: readonly RecordError[]) {
    const count = errors.length === 1 ? '1 record' : `${errors.length} records`;
    super(
      `${count} failed; Lambda will retry the batch\n${errors.map(({ message }) => message).join('\n')}`,
    );
    this.errors = errors;
  }
}
