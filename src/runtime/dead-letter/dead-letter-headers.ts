import type { TimestampType } from '../kafka/kafka-event.js';
import type { KafkaHeaders } from '../kafka/kafka-headers.js';
import type { RecordStage } from '../kafka/record-error.js';
import type { DeadLetter } from './dead-letter.js';

/** Where a dead letter came from, and why, as its headers say. */
export interface DeadLetterOrigin {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Milliseconds since 1970; Kafka Connect's headers do not contain it. */
  readonly timestamp: number | undefined;
  /** The code of the letter, or the class of a Java exception. */
  readonly code: string | undefined;
  readonly reason: string | undefined;
}

/** Text headers of a letter that neither Spring nor Kafka Connect has. */
const OWN = 'dead-letter-';
const SPRING = 'kafka_dlt-';
const CONNECT = '__connect.errors.';

/**
 * The headers of a letter for a dead-letter topic, to be added to those of the record: as Spring Kafka's
 * DeadLetterPublishingRecoverer and Kafka Connect's DeadLetterQueueReporter write them, so that tools for either
 * read it. Spring's numbers are binary, Connect's are text.
 */
export function deadLetterHeaders(letter: DeadLetter): Record<string, Buffer> {
  const { topic, partition, offset, timestamp, timestampType } = letter.record;
  return {
    [`${SPRING}original-topic`]: Buffer.from(topic),
    [`${SPRING}original-partition`]: int32(partition),
    [`${SPRING}original-offset`]: int64(offset),
    [`${SPRING}original-timestamp`]: int64(timestamp),
    [`${SPRING}original-timestamp-type`]: Buffer.from(springTimestampType(timestampType)),
    [`${SPRING}exception-fqcn`]: Buffer.from(letter.code),
    [`${SPRING}exception-message`]: Buffer.from(letter.reason),
    [`${CONNECT}topic`]: Buffer.from(topic),
    [`${CONNECT}partition`]: Buffer.from(String(partition)),
    [`${CONNECT}offset`]: Buffer.from(String(offset)),
    [`${CONNECT}stage`]: Buffer.from(connectStage(letter.stage)),
    [`${CONNECT}exception.class.name`]: Buffer.from(letter.code),
    [`${CONNECT}exception.message`]: Buffer.from(letter.reason),
    [`${OWN}key`]: Buffer.from(letter.key),
    [`${OWN}attempts`]: Buffer.from(String(letter.attempts)),
    [`${OWN}failed-at`]: Buffer.from(new Date(letter.failedAt).toISOString()),
    ...(letter.schemaId !== undefined && { [`${OWN}schema-id`]: Buffer.from(letter.schemaId) }),
    ...(letter.cluster !== undefined && { [`${OWN}cluster`]: Buffer.from(letter.cluster) }),
  };
}

/** Reads the headers of a record of a dead-letter topic; undefined if they are not Spring's and not Connect's. */
export function readDeadLetterHeaders(headers: KafkaHeaders): DeadLetterOrigin | undefined {
  return readSpring(headers) ?? readConnect(headers);
}

function readSpring(headers: KafkaHeaders): DeadLetterOrigin | undefined {
  const topic = headers.text(`${SPRING}original-topic`);
  const partition = readInt(headers.get(`${SPRING}original-partition`), 4);
  const offset = readInt(headers.get(`${SPRING}original-offset`), 8);
  if (topic === undefined || partition === undefined || offset === undefined) return undefined;
  return {
    topic,
    partition,
    offset,
    timestamp: readInt(headers.get(`${SPRING}original-timestamp`), 8),
    code: headers.text(`${SPRING}exception-fqcn`),
    reason: headers.text(`${SPRING}exception-message`),
  };
}

function readConnect(headers: KafkaHeaders): DeadLetterOrigin | undefined {
  const topic = headers.text(`${CONNECT}topic`);
  const partition = readDigits(headers.text(`${CONNECT}partition`));
  const offset = readDigits(headers.text(`${CONNECT}offset`));
  if (topic === undefined || partition === undefined || offset === undefined) return undefined;
  return {
    topic,
    partition,
    offset,
    timestamp: undefined,
    code: headers.text(`${CONNECT}exception.class.name`),
    reason: headers.text(`${CONNECT}exception.message`),
  };
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}

function readInt(bytes: Uint8Array | undefined, length: 4 | 8): number | undefined {
  if (bytes?.length !== length) return undefined;
  const buffer = Buffer.from(bytes);
  const value = length === 4 ? buffer.readInt32BE() : Number(buffer.readBigInt64BE());
  return Number.isSafeInteger(value) ? value : undefined;
}

function readDigits(text: string | undefined): number | undefined {
  const value = text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
  return Number.isSafeInteger(value) ? value : undefined;
}

/** As `TimestampType` of the Java client prints itself. */
function springTimestampType(type: TimestampType): string {
  switch (type) {
    case 'CREATE_TIME':
      return 'CreateTime';
    case 'LOG_APPEND_TIME':
      return 'LogAppendTime';
    default:
      return 'NoTimestampType';
  }
}

/** The stage of Kafka Connect that does the same. */
function connectStage(stage: RecordStage): string {
  switch (stage) {
    case 'decode the key':
      return 'KEY_CONVERTER';
    case 'decode the value':
      return 'VALUE_CONVERTER';
    default:
      return 'TASK_PUT';
  }
}
