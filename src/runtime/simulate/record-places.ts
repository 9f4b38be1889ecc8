import { partitionName, type RecordPosition } from './batch-answer.js';

/** Where a record is, and nothing else of it. */
export function positionOf({ topic, partition, offset }: RecordPosition): RecordPosition {
  return { topic, partition, offset };
}

/** A record's place in words. */
export function placeOf(record: RecordPosition): string {
  return `${partitionName(record)} offset ${String(record.offset)}`;
}

/** The places of a batch in words, by partition. */
export function placesOf(records: readonly RecordPosition[]): string {
  const partitions = new Map<string, number[]>();
  for (const record of records) {
    const name = partitionName(record);
    partitions.set(name, [...(partitions.get(name) ?? []), record.offset]);
  }
  return [...partitions].map(([name, offsets]) => `${name} [${offsets.join(', ')}]`).join(', ');
}
