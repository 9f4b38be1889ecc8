import { KafkaHeaders } from '../../runtime/kafka/kafka-headers.js';
import type { RawKafkaRecord } from '../../runtime/kafka/kafka-event.js';
import { rawHeaders } from '../../runtime/simulate/build-event.js';

/** The header that counts how often a record was put through its handler again. */
const REDRIVE_COUNT = 'gen-msk-redrive-count';

/** How often a record was redriven, as its header says. */
export function redriveCount(record: RawKafkaRecord): number {
  const count = Number(new KafkaHeaders(record.headers).text(REDRIVE_COUNT) ?? 0);
  return Number.isSafeInteger(count) && count > 0 ? count : 0;
}

/** A record whose header says how often it was redriven. */
export function withRedriveCount(record: RawKafkaRecord, count: number): RawKafkaRecord {
  const others = (record.headers ?? []).filter((header) => !Object.hasOwn(header, REDRIVE_COUNT));
  return { ...record, headers: [...others, ...rawHeaders({ [REDRIVE_COUNT]: String(count) })] };
}
