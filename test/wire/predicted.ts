import { expect } from 'vitest';

import type { DeliveredBatch } from '../../src/dev/delivered-batch.js';
import type { DevEvent } from '../../src/dev/dev-event.js';
import type { RawKafkaRecord } from '../../src/runtime/kafka/kafka-event.js';
import { partitionName } from '../../src/runtime/simulate/batch-answer.js';
import type { MappingSettings } from '../../src/runtime/simulate/event-source-mapping.js';
import { followModel } from '../dev/follow-model.js';

/** Expects each step of a run on a topic to be the one that the simulator's model predicts, from each assignment on. */
export function expectPredicted(
  records: readonly RawKafkaRecord[],
  events: readonly DevEvent[],
  settings: MappingSettings,
): void {
  /** Where each partition goes on, as far as it was committed. */
  const committed = new Map<string, number>();
  for (const { partitions, batches } of assignments(events)) {
    const own = records.filter(
      (record) => partitions.includes(record.partition) && record.offset >= (committed.get(partitionName(record)) ?? 0),
    );
    const { steps, observed } = followModel({ settings, records: own, batches, isComplete: false });
    expect(observed).toEqual(steps);
    for (const place of batches.flatMap((batch) => batch.partitions)) committed.set(partitionName(place), place.offset);
  }
}

/** The batches after each assignment of partitions. */
function assignments(events: readonly DevEvent[]) {
  const all: { readonly partitions: readonly number[]; readonly batches: DeliveredBatch[] }[] = [];
  for (const event of events) {
    if (event.kind === 'assigned') all.push({ partitions: event.partitions, batches: [] });
    else if (event.kind === 'batch') all.at(-1)?.batches.push(event.batch);
  }
  return all;
}
