import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { isObject } from '../runtime/json/check.js';
import type { KafkaEvent } from '../runtime/kafka/kafka-event.js';
import type { OffsetRange } from './captured.js';
import { eventOfRecords } from './event-of-records.js';
import { noRecords } from './input-problem.js';
import { inputText } from './input-text.js';
import { jsonDocuments } from './json-documents.js';
import { isRawRecord, readDocument } from './read-documents.js';

/** What a file of events holds. */
type ReadEvents =
  | { readonly kind: 'events'; readonly events: readonly KafkaEvent[] }
  /** Only the places of records. */
  | { readonly kind: 'ranges'; readonly ranges: readonly OffsetRange[] }
  /** No records, or something that should be one and is not. */
  | { readonly kind: 'unusable'; readonly problem: Diagnostic };

/**
 * Reads events as they were captured: one Lambda event, an array of them, or one per line. Captured records of other kinds
 * (on-failure payloads, dead letters, single records) become one event each time they follow one another.
 */
export function readEvents(input: Uint8Array): ReadEvents {
  const { documents, faults: lineFaults } = jsonDocuments(inputText(input));
  const events: KafkaEvent[] = [];
  const ranges: OffsetRange[] = [];
  const faults = [...lineFaults];
  let loose: KafkaEvent[] = [];
  const flush = (): void => {
    const records = loose.flatMap((event) => Object.values(event.records).flat());
    if (records.length > 0) events.push(eventOfRecords(records));
    loose = [];
  };
  const all = documents.flat();
  for (const [index, document] of all.entries()) {
    if (isEvent(document)) {
      flush();
      events.push(document);
      continue;
    }
    const { captured, faults: found } = readDocument(document, all.length === 1 ? '' : `[${index}]`);
    faults.push(...found);
    if (captured?.kind === 'records') loose.push(eventOfRecords(captured.records.map(({ record }) => record)));
    else if (captured?.kind === 'ranges') ranges.push(...captured.ranges);
  }
  flush();
  if (faults.length > 0) return { kind: 'unusable', problem: noRecords(faults) };
  if (events.length > 0) return { kind: 'events', events };
  return ranges.length > 0 ? { kind: 'ranges', ranges } : { kind: 'unusable', problem: noRecords([]) };
}

function isEvent(document: unknown): document is KafkaEvent {
  if (!isObject(document) || !isObject(document['records'])) return false;
  const records: readonly unknown[] = Object.values(document['records']).flat();
  return records.length > 0 && records.every(isRawRecord);
}
