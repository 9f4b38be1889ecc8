import { groupBy } from '../diagnostics/group-by.js';
import type { KafkaEvent, RawKafkaRecord } from '../runtime/kafka/kafka-event.js';
import { buildEvent } from '../runtime/simulate/build-event.js';

/** All of an event but its records. */
type EventEnvelope = Omit<KafkaEvent, 'records'>;

/** The event with which Lambda delivers these records: by partition, ascending by offset. */
export function eventOfRecords(
  records: readonly RawKafkaRecord[],
  envelope: EventEnvelope = mskEnvelope(),
): KafkaEvent {
  const partitions = groupBy(records, ({ topic, partition }) => `${topic}-${partition}`);
  for (const partition of partitions.values()) partition.sort((a, b) => a.offset - b.offset);
  return { ...envelope, records: Object.fromEntries(partitions) };
}

/** What an event of an MSK cluster has around its records. */
function mskEnvelope(): EventEnvelope {
  const { records: _, ...envelope } = buildEvent({ topic: '', records: [] });
  return envelope;
}
