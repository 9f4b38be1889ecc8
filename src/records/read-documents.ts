import { readDeadLetterHeaders } from '../runtime/dead-letter/dead-letter-headers.js';
import { readDeadLetter } from '../runtime/dead-letter/envelope.js';
import { isObject } from '../runtime/json/check.js';
import type { RawKafkaRecord } from '../runtime/kafka/kafka-event.js';
import { KafkaHeaders } from '../runtime/kafka/kafka-headers.js';
import type { Captured, CapturedRecord, OffsetRange } from './captured.js';
import { parsedJson } from '../diagnostics/parsed-json.js';

interface Found {
  readonly records: CapturedRecord[];
  readonly ranges: OffsetRange[];
}

/**
 * Reads JSON that contains Kafka records or says where they are: Lambda events, on-failure payloads (S3, Kafka, SQS, SNS),
 * EventBridge Pipes' arrays, dead letters and SQS messages that hold them, single records; one, an array, or one per line.
 * Undefined where there is nothing of the kind.
 */
export function readDocuments(text: string): Captured | undefined {
  const documents = jsonDocuments(text);
  return documents === undefined ? undefined : readAll(documents);
}

/** Reads one document of that kind. */
export function readDocument(document: unknown): Captured | undefined {
  return readAll([document]);
}

/** The documents of a text: one, or one per line. Undefined where it is not JSON. */
export function jsonDocuments(text: string): readonly unknown[] | undefined {
  const document = parsedJson(text);
  return document === undefined ? parsedLines(text) : [document];
}

function readAll(documents: readonly unknown[]): Captured | undefined {
  const found: Found = { records: [], ranges: [] };
  for (const document of documents) collect(document, found);
  if (found.records.length > 0) return { kind: 'records', records: found.records };
  return found.ranges.length > 0 ? { kind: 'ranges', ranges: found.ranges } : undefined;
}

function parsedLines(text: string): readonly unknown[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2) return undefined;
  const documents = lines.map(parsedJson);
  return documents.includes(undefined) ? undefined : documents;
}

/** Nothing that anyone sends nests envelopes deeper than an SQS event of an SNS notification of an on-failure message. */
const MAX_ENVELOPES = 8;

function collect(document: unknown, found: Found, depth = 0): void {
  if (depth > MAX_ENVELOPES) return;
  const inner = (value: unknown): void => {
    collect(typeof value === 'string' ? parsedJson(value) : value, found, depth + 1);
  };
  if (Array.isArray(document)) document.forEach(inner);
  else if (isRawRecord(document)) collectRecord(document, found, depth);
  else if (isObject(document)) {
    const { KafkaBatchInfo, Records, records, record, payload, body, Body, Message, Sns } = document;
    if (KafkaBatchInfo !== undefined) {
      if (payload === undefined) found.ranges.push(...rangesOf(KafkaBatchInfo));
      else inner(payload);
    } else if (record !== undefined) collectLetter(document, found);
    else if (Array.isArray(Records)) inner(Records);
    else if (isObject(records)) Object.values(records).forEach(inner);
    // A message of SQS as an event has it or as the API returns it, a notification of SNS.
    else inner(body ?? Body ?? Message ?? Sns);
  }
}

/** A record of a topic to which Lambda writes failures, or a dead letter, holds the record that is meant. */
function collectRecord(record: RawKafkaRecord, found: Found, depth: number): void {
  const value = typeof record.value === 'string' ? Buffer.from(record.value, 'base64').toString() : '';
  const document = value.startsWith('{') ? parsedJson(value) : undefined;
  if (isObject(document) && document['KafkaBatchInfo'] !== undefined) collect(document, found, depth + 1);
  else if (!isObject(document) || !collectLetter(document, found)) found.records.push(ofTopic(record));
}

/** A record of a dead-letter topic of ours, of Spring or of Kafka Connect has the place that it came from in its headers. */
function ofTopic(record: RawKafkaRecord): CapturedRecord {
  const origin = readDeadLetterHeaders(new KafkaHeaders(record.headers));
  if (origin === undefined) return { record };
  const { topic, partition, offset, timestamp, code = '', reason = '' } = origin;
  const place = { topic, partition, offset, timestamp: timestamp ?? record.timestamp };
  return { record: { ...record, ...place }, letter: { code, reason } };
}

function collectLetter(document: unknown, found: Found): boolean {
  try {
    const letter = readDeadLetter(JSON.stringify(document));
    const { code, reason, attempts } = letter;
    found.records.push({ record: letter.record, letter: { code, reason, attempts } });
    return true;
  } catch {
    return false;
  }
}

/** Whether a document is a record as Lambda delivers it. */
export function isRawRecord(value: unknown): value is RawKafkaRecord {
  return (
    isObject(value) &&
    typeof value['topic'] === 'string' &&
    Number.isSafeInteger(value['partition']) &&
    Number.isSafeInteger(value['offset']) &&
    [value['key'], value['value']].every((bytes) => bytes === undefined || bytes === null || typeof bytes === 'string')
  );
}

/** Of `{ "recordsInfo": { "orders-0": { "firstRecordOffset": "5", "lastRecordOffset": "7" } } }`. */
function rangesOf(info: unknown): readonly OffsetRange[] {
  const ranges = isObject(info) && isObject(info['recordsInfo']) ? Object.entries(info['recordsInfo']) : [];
  return ranges.flatMap(([name, range]): OffsetRange[] => {
    const [, topic = '', partition = ''] = /^(.*)-(\d+)$/.exec(name) ?? [];
    if (topic === '' || !isObject(range)) return [];
    const { firstRecordOffset, lastRecordOffset } = range;
    return [{ topic, partition: Number(partition), first: Number(firstRecordOffset), last: Number(lastRecordOffset) }];
  });
}
