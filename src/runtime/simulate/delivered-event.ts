import type { KafkaEvent, RawKafkaRecord } from '../kafka/kafka-event.js';
import { partitionName } from './batch-answer.js';
import type { RecordTrace } from './record-trace.js';

/** The event with which Lambda delivers a batch. It notes in the traces whose key and value the handler reads. */
export function deliveredEvent(
  envelope: Omit<KafkaEvent, 'records'>,
  batch: readonly RecordTrace[],
): KafkaEvent {
  const partitions = new Map<string, RawKafkaRecord[]>();
  for (const trace of batch) {
    const name = partitionName(trace.record);
    const records = partitions.get(name) ?? [];
    partitions.set(name, records);
    records.push(watched(trace));
  }
  return { ...envelope, records: Object.fromEntries(partitions) };
}

/** A copy of a record, as each invocation has one. Some handlers put the decoded value in place of the raw one. */
function watched(trace: RecordTrace): RawKafkaRecord {
  const copy = { ...trace.record.raw };
  const watch = (name: 'key' | 'value', read: () => void): void => {
    let current = copy[name];
    Object.defineProperty(copy, name, {
      enumerable: true,
      configurable: true,
      get() {
        read();
        return current;
      },
      set(replacement: string | null | undefined) {
        current = replacement;
      },
    });
  };
  watch('value', () => {
    trace.valueRead = true;
  });
  if ('key' in copy) {
    watch('key', () => {
      trace.keyRead = true;
    });
  }
  return copy;
}
