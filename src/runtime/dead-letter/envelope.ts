import { isObject } from '../json/check.js';
import type { RawKafkaHeader, RawKafkaRecord } from '../kafka/kafka-event.js';
import type { RecordStage } from '../kafka/record-error.js';
import type { DeadLetter, DeadLetterCode } from './dead-letter.js';

/** The format of the envelope; a reader refuses those that it does not know. */
const VERSION = 1;

/** A dead letter as JSON. Every byte of the record is in base64, and the time is one that people can read. */
interface Envelope extends Omit<DeadLetter, 'failedAt' | 'schemaId' | 'cluster'> {
  readonly version: typeof VERSION;
  /** ISO 8601. */
  readonly failedAt: string;
  readonly schemaId: string | null;
  readonly cluster: string | null;
}

/** Writes a letter as JSON that `readDeadLetter` reads, in characters that SQS takes. */
export function writeDeadLetter(letter: DeadLetter): string {
  const { headers } = letter.record;
  const envelope: Envelope = {
    version: VERSION,
    key: letter.key,
    code: letter.code,
    reason: letter.reason,
    stage: letter.stage,
    schemaId: letter.schemaId ?? null,
    attempts: letter.attempts,
    failedAt: new Date(letter.failedAt).toISOString(),
    cluster: letter.cluster ?? null,
    record: { ...letter.record, ...(headers && { headers: headers.map(base64Header) }) },
  };
  return JSON.stringify(envelope).replace(/[\uFFFE\uFFFF]/g, (character) =>
    character === '\uFFFE' ? '\\ufffe' : '\\uffff',
  );
}

/** Reads what `writeDeadLetter` wrote; the headers are as Lambda delivers them. Throws for anything else. */
export function readDeadLetter(text: string): DeadLetter {
  const parsed: unknown = parseJson(text);
  if (!isEnvelope(parsed))
    throw new TypeError(
      `this is not a dead letter of format ${String(VERSION)}: it needs the properties that writeDeadLetter gives it`,
    );
  const { headers } = parsed.record;
  return {
    record: { ...parsed.record, ...(headers && { headers: headers.map(signedHeader) }) },
    code: parsed.code,
    reason: parsed.reason,
    stage: parsed.stage,
    schemaId: parsed.schemaId ?? undefined,
    key: parsed.key,
    cluster: parsed.cluster ?? undefined,
    attempts: parsed.attempts,
    failedAt: Date.parse(parsed.failedAt),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TypeError('this is not a dead letter: it is not JSON', { cause });
  }
}

const CODES: Readonly<Record<DeadLetterCode, true>> = {
  undecodable: true,
  'unknown-schema': true,
  rejected: true,
  'attempts-exhausted': true,
};

const STAGES: Readonly<Record<RecordStage, true>> = {
  'decode the key': true,
  'decode the value': true,
  'handle the record': true,
  'handle the invalid record': true,
  'claim the record': true,
  'complete the record': true,
  'send the dead letter': true,
};

function isEnvelope(value: unknown): value is Envelope {
  if (!isObject(value)) return false;
  const { version, key, code, reason, stage, schemaId, attempts, failedAt, cluster, record } =
    value;
  return (
    version === VERSION &&
    typeof key === 'string' &&
    typeof code === 'string' &&
    Object.hasOwn(CODES, code) &&
    typeof reason === 'string' &&
    typeof stage === 'string' &&
    Object.hasOwn(STAGES, stage) &&
    isTextOrNull(schemaId) &&
    Number.isSafeInteger(attempts) &&
    typeof failedAt === 'string' &&
    !Number.isNaN(Date.parse(failedAt)) &&
    isTextOrNull(cluster) &&
    isRecord(record)
  );
}

function isRecord(value: unknown): value is RawKafkaRecord {
  if (!isObject(value)) return false;
  const { topic, partition, offset, timestamp, key, value: part, headers } = value;
  return (
    typeof topic === 'string' &&
    Number.isSafeInteger(partition) &&
    Number.isSafeInteger(offset) &&
    Number.isSafeInteger(timestamp) &&
    isTextOrNull(key ?? null) &&
    isTextOrNull(part ?? null) &&
    areHeaders(headers ?? [])
  );
}

function areHeaders(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((header) => isObject(header) && Object.values(header).every(isTextOrNull))
  );
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function base64Header(header: RawKafkaHeader): RawKafkaHeader {
  return mapHeader(header, (bytes) =>
    typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('base64'),
  );
}

function signedHeader(header: RawKafkaHeader): RawKafkaHeader {
  return mapHeader(header, (bytes) =>
    typeof bytes === 'string' ? Array.from(new Int8Array(Buffer.from(bytes, 'base64'))) : bytes,
  );
}

function mapHeader(
  header: RawKafkaHeader,
  map: (bytes: readonly number[] | string) => readonly number[] | string,
): RawKafkaHeader {
  // fromEntries makes an own property of `__proto__`, too.
  return Object.fromEntries(
    Object.entries(header).map(([name, bytes]) => [name, bytes === null ? null : map(bytes)]),
  );
}
