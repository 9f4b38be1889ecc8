import { addTo } from '../diagnostics/group-by.js';
import type { RawKafkaRecord } from '../runtime/kafka/kafka-event.js';
import { partitionName, type RecordPosition } from '../runtime/simulate/batch-answer.js';
import {
  nextBatch,
  startMapping,
  type MappingSettings,
  type MappingState,
} from '../runtime/simulate/event-source-mapping.js';

/** A mapping to which records come while it runs. */
export type Mapping = MappingState<RawKafkaRecord>;

/** A mapping without any records yet. */
export function emptyMapping(settings: MappingSettings): Mapping {
  return startMapping<RawKafkaRecord>(settings, []);
}

/** The mapping with records that have come; what is behind it is forgotten. Not for use between a batch and its answer. */
export function withRecords(mapping: Mapping, records: readonly RawKafkaRecord[]): Mapping {
  const log = new Map<string, RawKafkaRecord[]>();
  for (const [name, kept] of mapping.log) log.set(name, kept.slice(mapping.positions.get(name) ?? 0));
  for (const record of records) addTo(log, partitionName(record), record);
  return { ...mapping, log, positions: new Map([...log.keys()].map((name) => [name, 0])) };
}

/** The mapping without records that were to be delivered again. */
export function withoutRecords(mapping: Mapping, records: readonly RawKafkaRecord[]): Mapping {
  const gone = new Set(records);
  const kept = withRecords(mapping, []);
  const without = (all: readonly RawKafkaRecord[]): readonly RawKafkaRecord[] => all.filter((one) => !gone.has(one));
  return {
    ...kept,
    log: new Map([...kept.log].map(([name, all]) => [name, without(all)])),
    pending: kept.pending
      .map((batch) => ({ ...batch, records: without(batch.records) }))
      .filter((batch) => batch.records.length > 0),
  };
}

/** The number of records that were not delivered yet. */
export function backlog({ log, positions }: Mapping): number {
  let count = 0;
  for (const [name, records] of log) count += records.length - (positions.get(name) ?? 0);
  return count;
}

/** Lambda's limit of an event. */
export const MAX_EVENT_BYTES = 6 * 1024 * 1024;

export interface FittingBatch {
  readonly records: readonly RawKafkaRecord[];
  /** The characters that they take in the event. */
  readonly bytes: number;
}

/** What is to be delivered next: a batch that fits into an event, or a record that never does. */
export function batchThatFits(mapping: Mapping): FittingBatch {
  let limit = mapping.settings.batchSize;
  for (;;) {
    const records = nextBatch(mapping, limit);
    const bytes = records.reduce((sum, record) => sum + eventBytes(record), 0);
    // What comes again was delivered in one event before.
    if (bytes <= MAX_EVENT_BYTES || records.length <= 1 || mapping.pending.length > 0) return { records, bytes };
    limit = Math.max(1, Math.min(records.length - 1, Math.floor((records.length * MAX_EVENT_BYTES) / bytes)));
  }
}

/** The characters that a record takes in the JSON of an event. */
function eventBytes(record: RawKafkaRecord): number {
  return JSON.stringify(record).length + 1;
}

/** Where a partition goes on after what is over: in front of what comes again, and of what was not delivered. */
export function nextOffset({ log, positions, pending }: Mapping, record: RecordPosition): number {
  const name = partitionName(record);
  const open = [
    ...pending.flatMap(({ records }) => records.filter((one) => partitionName(one) === name)),
    ...(log.get(name) ?? []).slice(positions.get(name) ?? 0),
  ];
  return Math.min(record.offset + 1, ...open.map(({ offset }) => offset));
}
