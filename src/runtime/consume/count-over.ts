import type { RawKafkaRecord } from '../kafka/kafka-event.js';
import type { BatchRun, Over } from './consumer.js';
import { recordPlace } from './record-place.js';

/** Counts a record that is over, and calls its hook. A skipped one was counted where it was skipped. */
export function countOver({ counts, hooks }: BatchRun, raw: RawKafkaRecord, over: Over): void {
  if (over === 'skipped') return;
  counts[over]++;
  if (over === 'duplicates') hooks.call('onDuplicate', recordPlace(raw));
  else if (hooks.hearsRecords) {
    // Not by a spread, which takes most of a microsecond.
    const { topic, partition, offset, timestamp } = raw;
    hooks.call('onRecord', { topic, partition, offset, timestamp, outcome: over });
  }
}
