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
  declare readonly topic: string;
  declare readonly partition: number;
  declare readonly offset: number;
  declare readonly stage: RecordStage;
  /** The writer schema id, if the bytes or the event contain it. */
  declare readonly schemaId: string | undefined;
  /** A DecodeError, an UnknownSchemaError, or whatever the handler threw. Lambda logs it with its stack. */
  declare readonly cause: unknown;

  constructor(
    record: RawKafkaRecord,
    fault: { stage: RecordStage; cause: unknown; schemaId?: string | undefined },
  ) {
    const { stage, cause, schemaId } = fault;
    const schema = schemaId === undefined ? '' : ` (schema ${schemaId})`;
    super(
      `${record.topic}-${String(record.partition)} offset ${String(record.offset)}: failed to ${stage}${schema}: ${thrownReason(cause)}`,
    );
    this.topic = record.topic;
    this.partition = record.partition;
    this.offset = record.offset;
    this.stage = stage;
    this.schemaId = schemaId;
    this.cause = cause;
  }
}

/** Another run has claimed the record. */
export class HeldError extends Error {
  override readonly name = 'HeldError';
}

/** What became of a batch that did not end well. */
export interface BatchProgress {
  readonly records: number;
  /** How many of them are not over. */
  readonly unhandled: number;
  /** Whether the time was up before all were begun. */
  readonly isLate: boolean;
  readonly milliseconds: number;
}

/** How many errors a BatchError has: with all of hundreds of partitions it would pass CloudWatch's limit of 256 kB. */
const SHOWN = 10;

/** A batch of which some records failed, or were not handled in time: the first of each partition, in the order of the event. */
export class BatchError extends Error {
  override readonly name = 'BatchError';
  /** The first ten. */
  declare readonly errors: readonly RecordError[];
  /** How many there are in all. */
  declare readonly failed: number;

  constructor(errors: readonly RecordError[], progress?: BatchProgress) {
    const shown = errors.slice(0, SHOWN);
    super(
      [
        errors.length > 0 && `${counted(errors.length)} failed`,
        progress?.isLate === true && late(progress),
        ...shown.map(({ message }) => message),
        errors.length > SHOWN && `and ${String(errors.length - SHOWN)} more`,
      ]
        .filter((line) => line !== false)
        .join('\n'),
    );
    this.errors = shown;
    this.failed = errors.length;
  }
}

function late({ records, unhandled, milliseconds }: BatchProgress): string {
  const done = records - unhandled;
  return (
    `the time was up when ${String(done)} of ${counted(records)} were done, after ${String(milliseconds)} ms; ` +
    `a batch size of ${String(Math.max(1, done))} would fit`
  );
}

function counted(count: number): string {
  return count === 1 ? '1 record' : `${String(count)} records`;
}
