import { buildEvent } from '../../runtime/simulate/build-event.js';
import { FIRST_TIMESTAMP } from '../../runtime/simulate/sample-event.js';
import type { KafkaEvent } from '../../runtime/kafka/kafka-event.js';
import type { OutgoingRecord, WrittenPlace } from './outgoing-record.js';

/** One Lambda event with the records, and where each of them is. Offsets count from 0, and time by seconds: no clock. */
export function toEvent(
  topic: string,
  records: readonly OutgoingRecord[],
): { readonly event: KafkaEvent; readonly places: readonly WrittenPlace[] } {
  const next = new Map<number, number>();
  const places = records.map(({ partition = 0 }): WrittenPlace => {
    const offset = next.get(partition) ?? 0;
    next.set(partition, offset + 1);
    return { partition, offset };
  });
  const event = buildEvent({
    topic,
    records: records.map((record, index) => ({
      ...record,
      ...(places[index] ?? { partition: 0, offset: index }),
      timestamp: FIRST_TIMESTAMP + index * 1000,
    })),
  });
  return { event, places };
}
