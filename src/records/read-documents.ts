import { readDeadLetterHeaders } from '../runtime/dead-letter/dead-letter-headers.js';
import { readDeadLetter } from '../runtime/dead-letter/envelope.js';
import { isObject } from '../runtime/json/check.js';
import type { RawKafkaRecord } from '../runtime/kafka/kafka-event.js';
import { KafkaHeaders } from '../runtime/kafka/kafka-headers.js';
import type { Captured, CapturedRecord, OffsetRange } from './captured.js';
import { jsonDocuments } from './json-documents.js';
import { parsedJson } from '../diagnostics/parsed-json.js';

/** What a text holds. */
export interface ReadDocuments {
  /** Undefined where there are neither records nor places of records. */
  readonly captured: Captured | undefined;
  /** What should be a record and is not, and text that is not JSON: where, and why. */
  readonly faults: readonly string[];
}

interface Found {
  readonly records: CapturedRecord[];
  readonly ranges: OffsetRange[];
  readonly faults: string[];
}

/**
 * Reads JSON that contains Kafka records or says where they are: Lambda events, on-failure payloads (S3, Kafka, SQS, SNS),
 * EventBridge Pipes' arrays, dead letters and SQS messages that hold them, single records; one, an array, or one per line.
 */
export function readDocuments(text: string): ReadDocuments {
  const { documents, faults } = jsonDocuments(text);
  const found: Found = { records: [], ranges: [], faults: [...faults] };
  for (const [index, document] of documents.entries())
    collect(document, { found, depth: 0, at: documents.length === 1 ? '' : `[${index}]` });
  return resultOf(found);
}

/** Reads one document of that kind; `at` is where it is in the input. */
export function readDocument(document: unknown, at: string): ReadDocuments {
  const found: Found = { records: [], ranges: [], faults: [] };
  collect(document, { found, depth: 0, at });
  return resultOf(found);
}

function resultOf({ records, ranges, faults }: Found): ReadDocuments {
  if (records.length > 0) return { captured: { kind: 'records', records }, faults };
  return { captured: ranges.length > 0 ? { kind: 'ranges', ranges } : undefined, faults };
}

/** Nothing that anyone sends nests envelopes deeper than an SQS event of an SNS notification of an on-failure message. */
const MAX_ENVELOPES = 8;

/** Where a document is: how deep in envelopes, and its path for a message. */
interface Place {
  readonly found: Found;
  readonly depth: number;
  readonly at: string;
}

function collect(document: unknown, place: Place): void {
  const { found, depth, at } = place;
  if (depth > MAX_ENVELOPES) return;
  const inner = (value: unknown, name: string): void => {
    const next = { found, depth: depth + 1, at: `${at}${name}` };
    collect(typeof value === 'string' ? parsedJson(value) : value, next);
  };
  if (Array.isArray(document)) document.forEach((item, index) => inner(item, `[${index}]`));
  else if (isRawRecord(document)) collectRecord(document, place);
  else if (isObject(document)) {
    const { KafkaBatchInfo, Records, records, record, payload, body, Body, Message, Sns } = document;
    if (KafkaBatchInfo !== undefined) {
      if (payload === undefined) found.ranges.push(...rangesOf(KafkaBatchInfo));
      else inner(payload, '.payload');
    } else if (record !== undefined) collectLetter(document, found);
    else if (Array.isArray(Records)) inner(Records, '.Records');
    else if (isKafkaEvent(document)) collectEvent(records, place);
    else if (isObject(records)) Object.entries(records).forEach(([name, list]) => inner(list, listPath(name)));
    else if (isLikeRecord(document)) found.faults.push(recordFault(document, at));
    // A message of SQS as an event has it or as the API returns it, a notification of SNS.
    else inner(body ?? Body ?? Message ?? Sns, '');
  }
}

/** The records of an event, of which each has to be one. */
function collectEvent(records: unknown, { found, depth, at }: Place): void {
  if (!isObject(records)) {
    found.faults.push(`${inputPath(`${at}.records`)} is not an object with a list for each partition`);
    return;
  }
  for (const [name, list] of Object.entries(records))
    for (const [index, record] of (Array.isArray(list) ? list : [list]).entries()) {
      const place = { found, depth: depth + 1, at: `${at}${listPath(name)}[${index}]` };
      if (isRawRecord(record)) collectRecord(record, place);
      else found.faults.push(recordFault(record, place.at));
    }
}

const listPath = (name: string): string => `.records["${name}"]`;

const inputPath = (at: string): string => (at === '' ? 'the input' : at.replace(/^\./, ''));

/** Whether a document says that it is an event of MSK or of self-managed Kafka. */
export function isKafkaEvent(document: unknown): boolean {
  return isObject(document) && ['aws:kafka', 'SelfManagedKafka'].includes(String(document['eventSource']));
}

/** A record of a topic to which Lambda writes failures, or a dead letter, holds the record that is meant. */
function collectRecord(record: RawKafkaRecord, place: Place): void {
  const value = typeof record.value === 'string' ? Buffer.from(record.value, 'base64').toString() : '';
  const document = value.startsWith('{') ? parsedJson(value) : undefined;
  const { found, depth } = place;
  if (isObject(document) && document['KafkaBatchInfo'] !== undefined) collect(document, { ...place, depth: depth + 1 });
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
  return isObject(value) && RECORD_MEMBERS.every(({ name, fits }) => fits(value[name]));
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isBytes = (value: unknown): boolean => value === undefined || value === null || isText(value);

const RECORD_MEMBERS: readonly {
  readonly name: string;
  readonly fits: (value: unknown) => boolean;
  readonly expected: string;
}[] = [
  { name: 'topic', fits: isText, expected: 'a string' },
  { name: 'partition', fits: Number.isSafeInteger, expected: 'a whole number' },
  { name: 'offset', fits: Number.isSafeInteger, expected: 'a whole number' },
  { name: 'key', fits: isBytes, expected: 'a string in base64' },
  { name: 'value', fits: isBytes, expected: 'a string in base64' },
];

/** Whether a document was meant to be a record: it says where it is. */
function isLikeRecord(document: object): boolean {
  return ['topic', 'partition', 'offset'].filter((name) => Object.hasOwn(document, name)).length >= 2;
}

function recordFault(value: unknown, at: string): string {
  const place = inputPath(at);
  const wrong = isObject(value) ? RECORD_MEMBERS.find(({ name, fits }) => !fits(value[name])) : undefined;
  if (!isObject(value) || wrong === undefined) return `${place} is not a record`;
  const { name, expected } = wrong;
  return `${place} is not a record: "${name}" is ${value[name] === undefined ? 'missing' : `not ${expected}`}`;
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
